import Randomness
import RateDistortion
import RealModule
import Testing

@Suite struct SumRateTests {
  /// Evaluated apart from this code, in high precision: R_sum at the distortion of LIMITS, VI-A, K = 10, σ_N² = 1.
  @Test(arguments: [(0.1, 9.429270), (1, 7.624413), (10, 3.807203)])
  func sumRateAtTheDistortionOfSigns(ratio: Double, bits: Double) throws {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    let distortion = model.signTestChannelDistortion(workerCount: 10)
    #expect(abs(try model.sumRate(distortion: distortion, workerCount: 10).bits - bits) < 1e-6)
    // K/2 log₂(1 + π/(π − 2)) = 9.538181, whatever the ratio.
    #expect(abs(try model.separateSumRate(distortion: distortion, workerCount: 10).bits - 9.538181) < 1e-6)
  }

  /// DSC, Equations (31)-(32): the tuple adds up to the sum rate; and the layer's general formula gives the same tuple.
  @Test(arguments: [0.101, 0.3, 5, 1e4])
  func successiveRatesAddUpToTheSumRate(distortion: Double) throws {
    let model = try GaussianCEO(signalVariance: 7, noiseVariance: 1)
    let rates = try model.successiveRates(distortion: distortion, workerCount: 10)
    let sum = try model.sumRate(distortion: distortion, workerCount: 10).nats
    #expect(abs(rates.reduce(0) { $0 + $1.nats } - sum) < 1e-12 * sum)
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 > $1 })
    let layer = try model.layer(workerCount: 10)
    let noise = try model.noiseRate(distortion: distortion, workerCount: 10)
    let precisions = try layer.precisions(noiseRates: Array(repeating: noise, count: 10))
    #expect(abs(precisions.reduce(0, +) * distortion - 1) < 1e-12)
    let general = try layer.successiveRates(precisions: precisions, order: Array(0..<10))
    #expect(zip(general, rates).allSatisfy { abs($0.nats - $1.nats) < 1e-10 })
    let separate = try layer.separateRates(precisions: precisions).reduce(0) { $0 + $1.nats }
    #expect(abs(separate / (try model.separateSumRate(distortion: distortion, workerCount: 10).nats) - 1) < 1e-10)
  }

  /// In any order the rates of unlike workers add up to I(U; Y) = Σ r_k + 1/2 ln(1 + σ_X² Σ z_k).
  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
  func everyOrderHasTheSameSum(order: [Int]) throws {
    let layer = try GaussianLayer(signalVariance: 2, noiseVariances: [0.5, 1, 2])
    let precisions = [1.2, 0.6, 0.1]
    let rates = try layer.successiveRates(precisions: precisions, order: order)
    let expected =
      try layer.noiseRates(precisions: precisions).reduce(0) { $0 + $1.nats } + 0.5 * .log(1 + 2 * 1.9)
    #expect(abs(rates.reduce(0) { $0 + $1.nats } - expected) < 1e-14)
  }

  /// The published ratio of the exact error to VI-A's, to the digits given; K = 10.
  @Test(arguments: [(0.1, 0.57, 0.005), (1, 1.37, 0.005), (10, 5.1, 0.05), (100, 8.4, 0.05)])
  func errorOfSignsIsNotTheTestChannels(ratio: Double, expected: Double, digits: Double) throws {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    let quotient = model.signMeanSquaredError(workerCount: 10) / model.signTestChannelDistortion(workerCount: 10)
    #expect(abs(quotient - expected) <= digits)
  }

  /// Seeds 1-3. Squared errors have a relative standard deviation below 3 (that of a squared normal, √2, and tails of X beyond
  /// the saturated mean of signs), so n = 200,000 of them give 0.7 %; 3 % is over four.
  @Test(arguments: [(1, 0.1), (2, 1), (3, 10)] as [(UInt64, Double)])
  func errorOfSignsIsMetBySampling(seed: UInt64, ratio: Double) throws {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    var rng = Streams(seed: seed).generator("signs")
    let block: GaussianBlock<Double> = try model.sample(200_000, workerCount: 10, using: &rng)
    let scale = (2 / .pi * model.localVariance).squareRoot() / 10
    let sum = block.signal.indices.reduce(0.0) { sum, element in
      let positive = block.observations.reduce(0) { $0 + ($1[element] > 0 ? 1 : 0) }
      let error = block.signal[element] - scale * Double(2 * positive - 10)
      return sum + error * error
    }
    #expect(abs(sum / 200_000 / model.signMeanSquaredError(workerCount: 10) - 1) < 0.03)
  }

  /// LIMITS, Equation (25): at T iterations the bound A√(2V/T) + βA²/T is ε.
  @Test(arguments: [0, 0.3, 40])
  func iterationsMeetTheBound(variance: Double) throws {
    let bound = try ConvergenceBound(squaredRadius: 9, smoothness: 2, accuracy: 0.1)
    let iterations = try bound.iterations(variance: variance)
    #expect(abs(3 * (2 * variance / iterations).squareRoot() + 18 / iterations - 0.1) < 1e-14)
  }

  @Test func totalCostAddsIterationsUp() throws {
    let models = try [4, 1, 0.25].map { try GaussianCEO(signalVariance: $0, noiseVariance: 1) }
    let bits = try models.totalBits(distortion: 0.5, elementCount: 1_000, workerCount: 4)
    let rates = try models.map { try $0.sumRate(distortion: 0.5, workerCount: 4).bits }
    #expect(abs(bits - 1_000 * (rates[0] + rates[1] + rates[2])) < 1e-9)
  }
}
