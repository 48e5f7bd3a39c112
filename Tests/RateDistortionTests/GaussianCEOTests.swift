import Randomness
import RateDistortion
import RealModule
import Testing

@Suite struct GaussianCEOTests {
  /// By hand from DSC, Equation (9).
  @Test func pearsonIsTheShareOfTheSignal() throws {
    #expect(try GaussianCEO(signalVariance: 3, noiseVariance: 1).pearson == 0.75)
  }

  /// Correlations of n = 200,000 samples have standard deviation (1 − ρ²)/√n ≤ 0.0023; 0.01 is over four. Variances: √(2/n) =
  /// 0.32 %; 1.5 % is over four.
  @Test(arguments: [(1, 0.5), (2, 1e-6), (3, 4e8)] as [(UInt64, Double)])
  func samplesHaveTheModelsMoments(seed: UInt64, scale: Double) throws {
    let model = try GaussianCEO(signalVariance: 2 * scale, noiseVariance: scale)
    var rng = Streams(seed: seed).generator("gaussian-ceo")
    let block: GaussianBlock<Double> = try model.sample(200_000, workerCount: 3, using: &rng)
    func moment(_ left: [Double], _ right: [Double]) -> Double {
      zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } / Double(left.count)
    }
    #expect(abs(moment(block.signal, block.signal) / model.signalVariance - 1) < 0.015)
    for (index, worker) in block.observations.enumerated() {
      let variance = moment(worker, worker)
      #expect(abs(variance / model.localVariance - 1) < 0.015)
      let other = block.observations[(index + 1) % 3]
      let correlation = moment(worker, other) / (variance * moment(other, other)).squareRoot()
      #expect(abs(correlation - model.pearson) < 0.01)
    }
  }

  /// Seed 4. Single precision rounds the product and the sum, a few units of 2⁻²⁴ of the parts.
  @Test func precisionsAgreeAndWorkersDoNotChangeOneAnother() throws {
    let model = try GaussianCEO(signalVariance: 2, noiseVariance: 1)
    var first = Streams(seed: 4).generator("gaussian-ceo"), second = first
    let single: GaussianBlock<Float> = try model.sample(1_001, workerCount: 2, using: &first)
    let double: GaussianBlock<Double> = try model.sample(1_001, workerCount: 3, using: &second)
    for (singles, doubles) in zip([single.signal] + single.observations, [double.signal] + double.observations) {
      #expect(zip(singles, doubles).allSatisfy { abs(Double($0) - $1) < 1e-5 })
    }
  }

  /// By hand: 1/(1 + 0), 1/(1 + 1), 1/(0.5 + 1.5) are 1, 0.5, 0.5.
  @Test func estimatorWeighsByPrecision() throws {
    let estimator = try LinearEstimator(noiseVariances: [1, 1, 0.5], quantizationVariances: [0, 1, 1.5])
    #expect(estimator.weights == [0.5, 0.25, 0.25])
    #expect(estimator.distortion == 0.5)
    #expect(estimator.estimate([[4, 0], [0, 8], [8, 0]]) == [4, 2])
  }

  /// Seed 5. The mean of n = 100,000 squared errors has a standard error of √(2/n) = 0.45 %; 2 % is over four.
  @Test func estimatorHasItsDistortion() throws {
    let layer = try GaussianLayer(signalVariance: 3, noiseVariances: [0.1, 1, 5])
    let estimator = try LinearEstimator(noiseVariances: layer.noiseVariances, quantizationVariances: [0, 0, 0])
    var rng = Streams(seed: 5).generator("gaussian-ceo")
    let block: GaussianBlock<Double> = layer.sample(100_000, using: &rng)
    let error = zip(estimator.estimate(block.observations), block.signal).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    #expect(abs(error / 100_000 / layer.leastDistortion - 1) < 0.02)
    #expect(abs(estimator.distortion / layer.leastDistortion - 1) < 1e-14)
  }

  @Test func errorsStateTheAdmissibleRange() throws {
    let model = try GaussianCEO(signalVariance: 1, noiseVariance: 2)
    #expect(
      throws: RateDistortionError.outside(
        0.5, quantity: "distortion D", admissible: "above σ_N²/K = 0.5, finite")
    ) { try model.sumRate(distortion: 0.5, workerCount: 4) }
    #expect(throws: RateDistortionError.outside(-1, quantity: "signal variance σ_X²", admissible: "0..<∞")) {
      try GaussianLayer(signalVariance: -1, noiseVariances: [1])
    }
    #expect(
      throws: RateDistortionError.outside(-1, quantity: "noise variance σ_N²", admissible: "above 0, finite")
    ) { try GaussianLayer(signalVariance: 1, noiseVariances: [1, -1]) }
    #expect(throws: RateDistortionError.mismatch(1, quantity: "quantization variances", expected: 2)) {
      try LinearEstimator(noiseVariances: [1, 1], quantizationVariances: [1])
    }
  }
}
