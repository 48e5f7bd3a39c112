import Randomness
import RateDistortion
import RealModule
import Testing

@Suite struct RateRegionTests {
  private let unlike = [0.5, 1, 2]

  /// Evaluated apart from this code: σ_X² = 2, σ_N² = (0.5, 1, 2), D = 0.4; the values have 6 and 5 decimals.
  @Test func knownBoundaryPoints() throws {
    let layer = try GaussianLayer(signalVariance: 2, noiseVariances: unlike)
    let region = try RateRegion(layers: [layer], distortion: 0.4)
    #expect(abs(try region.sumRate().nats - 2.543798) < 1e-6)
    let point = try region.boundary(weights: [3, 2, 1])
    #expect(abs(point.objectiveNats - 5.593672) < 1e-6)
    for (rate, expected) in zip(point.rates, [0.98676, 0.85453, 0.92431]) { #expect(abs(rate.nats - expected) < 1e-5) }
  }

  /// LIMITS, Equation (22).
  @Test(arguments: [(2, 1, 0.51), (10, 0.01, 0.3), (7, 1e6, 0.2), (30, 0, 1)])
  func likeWorkersGiveTheClosedForm(workers: Int, signal: Double, distortion: Double) throws {
    let model = try GaussianCEO(signalVariance: signal, noiseVariance: 1)
    let region = try RateRegion(layers: [model.layer(workerCount: workers)], distortion: distortion)
    let expected = try model.sumRate(distortion: distortion, workerCount: workers).nats
    #expect(abs(try region.sumRate().nats - expected) < 1e-12 * expected)
    let twice = try RateRegion(
      layers: [model.layer(workerCount: workers), model.layer(workerCount: workers)], distortion: 2 * distortion)
    #expect(abs(try twice.sumRate().nats - 2 * expected) < 1e-12 * expected)
  }

  /// A grid of 41 points in z_11, z_12 and D_1 (z_2l is what is missing of 1/D_l), narrowed eight times to a fifth about its
  /// best: the last step is 1e-7 of the first range, and the error quadratic in it.
  @Test(arguments: [[1, 1], [3, 1], [1, 5], [1, 0.01]])
  func twoLayersMatchExhaustiveSearch(weights: [Double]) throws {
    let layers = [
      try GaussianLayer(signalVariance: 2, noiseVariances: [0.5, 1]),
      try GaussianLayer(signalVariance: 0.1, noiseVariances: [3, 0.4]),
    ]
    let region = try RateRegion(layers: layers, distortion: 1.5)
    // The worker with the smaller weight is decoded first.
    let order = weights[0] > weights[1] ? [1, 0] : [0, 1]
    func value(_ layer: GaussianLayer, share: Double, distortion: Double) -> Double {
      let caps = layer.noiseVariances.map { 1 / $0 }, sum = 1 / distortion
      let least = max(0, sum - caps[1]), most = min(caps[0], sum)
      let first = least + share * (most - least)
      guard let rates = try? layer.successiveRates(precisions: [first, sum - first], order: order) else {
        return .infinity
      }
      return weights[0] * rates[0].nats + weights[1] * rates[1].nats
    }
    /// The least value over [0, 1], by grids each narrowed about its best point.
    func least(_ body: (Double) -> Double) -> Double {
      var low = 0.0, high = 1.0, best = Double.infinity
      for _ in 0..<8 {
        let step = (high - low) / 40
        let values = (0...40).map { body(low + Double($0) * step) }
        let index = values.indices.min { values[$0] < values[$1] } ?? 0
        best = min(best, values[index])
        (low, high) = (max(0, low + (Double(index) - 4) * step), min(1, low + (Double(index) + 4) * step))
      }
      return best
    }
    let (first, second) = (layers[0].leastDistortion, layers[1].leastDistortion)
    let searched = least { share in
      let distortion = first + share * (1.5 - first - second)
      return least { value(layers[0], share: $0, distortion: distortion) }
        + least { value(layers[1], share: $0, distortion: 1.5 - distortion) }
    }
    let point = try region.boundary(weights: weights)
    #expect(point.objectiveNats <= searched + 1e-8)
    #expect(point.objectiveNats >= searched - 1e-8)
  }

  /// K = 1: R = −1/2 ln(1 − σ_N²/D) + 1/2 ln(1 + σ_X²/D), by hand.
  @Test func oneWorkerHasTheClosedForm() throws {
    let region = try RateRegion(
      layers: [GaussianLayer(signalVariance: 3, noiseVariances: [1])], distortion: 2)
    #expect(abs(try region.boundary(weights: [5]).rates[0].nats - 0.5 * .log(2) - 0.5 * .log(2.5)) < 1e-15)
  }

  @Test func weightsAndDistortionsOutsideAreRejected() throws {
    let layer = try GaussianLayer(signalVariance: 2, noiseVariances: unlike)
    let region = try RateRegion(layers: [layer], distortion: 0.4)
    #expect(throws: RateDistortionError.mismatch(2, quantity: "weights", expected: 3)) {
      try region.boundary(weights: [1, 1])
    }
    #expect(throws: RateDistortionError.self) { try region.boundary(weights: [1, 0, 1]) }
    #expect(throws: RateDistortionError.self) { try RateRegion(layers: [layer], distortion: 2 / 7) }
    #expect(throws: RateDistortionError.self) { try RateRegion(layers: [], distortion: 1) }
    #expect(throws: RateDistortionError.mismatch(1, quantity: "workers of a layer", expected: 3)) {
      try RateRegion(layers: [layer, GaussianLayer(signalVariance: 1, noiseVariances: [1])], distortion: 4)
    }
  }
}
