import Foundation
import GradientStatistics
import Quantization
import RateDistortion
import Randomness
import Testing

@Suite struct RateEstimatorTests {
  private func model() throws -> GaussianCEO { try GaussianCEO(signalVariance: 10, noiseVariance: 1) }

  /// Worker 10's estimates in repeated simulations.
  private func estimates(_ estimator: RateEstimator, samples: Int, simulations: Int) throws -> SampleSummary {
    let (model, quantizer) = (try model(), try SignQuantizer(deviation: 1))
    return SampleSummary(
      (0..<simulations).map { simulation in
        var rng = Streams(seed: 7).generator("samples", round: simulation)
        return estimator.planeRates(model, quantizer: quantizer, workerCount: 10, sampleCount: samples, using: &rng)[9][
          0]
      })
  }

  /// The method's expectation at ratio 10 lies below the exact 0.3631 by concavity. The means and their errors are those
  /// of NumPy's generator with seed 5 (400,000 simulations at L = 1, 15,000 at L = 100).
  @Test(arguments: [
    (1, 0.31222, 0.00057), (5, 0.34049, 0.00038), (10, 0.35192, 0.00039), (20, 0.35779, 0.00036),
    (100, 0.36172, 0.00032),
  ])
  func semiAnalyticalEstimatesAreBiased(samples: Int, mean: Double, error: Double) throws {
    let summary = try estimates(.semiAnalytical, samples: samples, simulations: 10_000)
    #expect(abs(summary.mean - mean) < 4 * (summary.standardError + error), "\(summary)")
    // The bias at L = 10 is more than the error here can hide.
    if samples == 10 { #expect(0.3631 - summary.mean > 3 * summary.standardError) }
  }

  /// With few samples, hardly two share a condition; with many, the bias is about the number of conditions over L. The
  /// means and their errors are those of NumPy's generator with seed 0 (3,000, 500, 200 and 20 simulations).
  @Test(arguments: [
    (10, 0.03543, 0.0019), (100, 0.09252, 0.0028), (1_000, 0.18933, 0.0016), (50_000, 0.35507, 0.0008),
  ])
  func traditionalEstimatesAgreeWithNumPy(samples: Int, mean: Double, error: Double) throws {
    let summary = try estimates(.traditional, samples: samples, simulations: max(20, min(1_000, 100_000 / samples)))
    #expect(abs(summary.mean - mean) < 4 * (summary.standardError + error), "\(summary)")
  }

  /// On the same samples, enumeration of all sequences as in Equation (45) gives the same.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func semiAnalyticalEstimatesFollowTheDefinition(seed: UInt64) throws {
    let model = try model()
    let quantizer = try UniformQuantizer(bitCount: 2, deviation: model.localVariance.squareRoot())
    var rng = Streams(seed: seed).generator("samples")
    var replay = rng
    let rates = RateEstimator.semiAnalytical.planeRates(
      model, quantizer: quantizer, workerCount: 3, sampleCount: 40, using: &rng)
    let samples = Normal(deviation: Float(model.signalVariance.squareRoot())).values(count: 40, using: &replay)
    let given = samples.map { x in
      (0..<4).map { quantizer.probability(of: $0, mean: Double(x), deviation: 1) }
    }
    // For worker 3: the mean of each product over the samples, for u_1, u_2 and the lower bits.
    var expected = [0.0, 0.0]
    for u in 0..<16 {
      let joint = (0..<4).map { index in
        given.reduce(0) { $0 + $1[u / 4] * $1[u % 4] * $1[index] } / 40
      }
      let low = [joint[0] + joint[2], joint[1] + joint[3]]
      expected[0] += (low[0] + low[1]) * entropy(ofRatio: log(low[0] / low[1]))
      for bit in 0...1 { expected[1] += low[bit] * entropy(ofRatio: log(joint[bit] / joint[bit + 2])) }
    }
    #expect(zip(rates[2], expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(rates[2]), expected \(expected)")
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func traditionalEstimatesFollowTheDefinition(seed: UInt64) throws {
    let model = try model()
    let quantizer = try UniformQuantizer(bitCount: 2, deviation: model.localVariance.squareRoot())
    var rng = Streams(seed: seed).generator("samples")
    var replay = rng
    let rates = RateEstimator.traditional.planeRates(
      model, quantizer: quantizer, workerCount: 2, sampleCount: 500, using: &rng)
    let x = Normal(deviation: Float(model.signalVariance.squareRoot())).values(count: 500, using: &replay)
    let indices = (0..<2).map { _ in
      zip(x, Normal().values(count: 500, using: &replay)).map { quantizer.index(of: Double($0) + Double($1)) }
    }
    // The second bit of worker 2 given its first and worker 1's index.
    var expected = 0.0
    for u in 0..<4 {
      for low in 0...1 {
        let here = zip(indices[0], indices[1]).filter { $0 == u && $1 & 1 == low }
        let ones = here.count { $0.1 >= 2 }
        expected +=
          Double(here.count) / 500
          * (here.isEmpty ? 0 : entropy(ofRatio: log(Double(here.count - ones) / Double(ones))))
      }
    }
    #expect(abs(rates[1][1] - expected) < 1e-12)
  }

  /// Three bits, five workers: the exact rates are those of a large simulation, within four standard errors. The bias,
  /// a third of 1/L, is far below them.
  @Test func exactRatesOfFiveWorkersAreThoseOfSimulations() throws {
    let model = try model()
    let quantizer = try UniformQuantizer(bitCount: 3, deviation: model.localVariance.squareRoot())
    let exact = try QuantizedSideInformation(
      model, quantizer: quantizer, workerCount: 5, resolution: QuantizedSideInformation.exact)
    let simulations = (0..<24).map { simulation in
      var rng = Streams(seed: 3).generator("samples", round: simulation)
      return RateEstimator.semiAnalytical.planeRates(
        model, quantizer: quantizer, workerCount: 5, sampleCount: 1_000, using: &rng)
    }
    for worker in 0..<5 {
      for plane in 0..<3 {
        let summary = SampleSummary(simulations.map { $0[worker][plane] })
        let rate = exact.planeRates(ofWorker: worker + 1)[plane]
        #expect(abs(summary.mean - rate) < 4 * summary.standardError + rate / 3_000)
      }
    }
  }
}
