import Randomness
import RateDistortion
import RealModule
import Testing

/// A random P1: scales of variances over `decades`, some weights equal.
struct RandomProblem {
  let layers: [GaussianLayer], distortion: Double, weights: [Double]

  init(seed: UInt64, workers: Int, layers count: Int, decades: Double) throws {
    var rng = Streams(seed: seed).generator("rate-region")
    func uniform() -> Double { Double(rng.next() >> 11) * 0x1p-53 }
    func scale() -> Double { .exp((uniform() - 0.5) * decades * .log(10)) }
    layers = try (0..<count).map { _ in
      try GaussianLayer(signalVariance: scale(), noiseVariances: (0..<workers).map { _ in scale() })
    }
    let factor = 1 + .exp((uniform() - 0.5) * 2 * .log(10))
    distortion = layers.reduce(0) { $0 + $1.leastDistortion } * factor
    weights = (0..<workers).map { _ in (1 + 4 * uniform()).rounded() }
  }

  var region: RateRegion { get throws { try RateRegion(layers: layers, distortion: distortion) } }

  /// The objective (LIMITS, Equation (20a)) from its first form, for any z.
  func objective(_ precisions: [[Double]]) -> Double {
    let order = weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    return zip(layers, precisions).reduce(0) { sum, layer in
      var known = 1 / layer.0.signalVariance, value = sum
      for k in order.reversed() {
        let z = layer.1[k]
        value += weights[k] / 2 * (.log(onePlus: z / known) - .log(onePlus: -layer.0.noiseVariances[k] * z))
        known += z
      }
      return value
    }
  }
}

@Suite struct BoundaryOptimalityTests {
  /// The conditions of Karush, Kuhn and Tucker, from derivatives of the first form of (20a) by their own formula:
  /// ∂/∂z_kl = λ/(2 q_l²) wherever z_kl > 0, and no less where z_kl = 0. In residuals a derivative is divided by λ/(2 q_l²); 1e-8.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func boundaryPointsFulfilTheOptimalityConditions(seed: UInt64) throws {
    let problem = try RandomProblem(
      seed: seed, workers: 1 + Int(seed % 7), layers: 1 + Int(seed % 4), decades: 3)
    let point = try problem.region.boundary(weights: problem.weights)
    let weights = problem.weights
    let order = weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    var multipliers: [(value: Double, isActive: Bool)] = []
    for (layer, z) in zip(problem.layers, point.precisions) {
      let c = 1 / layer.signalVariance, total = z.reduce(0, +)
      for (position, k) in order.enumerated() {
        func tail(_ from: Int) -> Double { order[from...].reduce(c) { $0 + z[$1] } }
        let noise = layer.noiseVariances[k]
        var derivative = weights[k] * (noise / (1 - noise * z[k]) + 1 / tail(position))
        for earlier in 0..<position {
          derivative += weights[order[earlier]] * (1 / tail(earlier) - 1 / tail(earlier + 1))
        }
        multipliers.append((derivative * total * total, z[k] > 0))
      }
    }
    let active = multipliers.filter(\.isActive).map(\.value)
    let common = try #require(active.max())
    #expect(active.allSatisfy { abs($0 / common - 1) < 1e-8 })
    #expect(multipliers.allSatisfy { $0.isActive || $0.value >= common * (1 - 1e-8) })
    #expect(abs(point.distortions.reduce(0, +) / problem.distortion - 1) < 1e-12)
    #expect(abs(problem.objective(point.precisions) - point.objectiveNats) < 1e-9 * point.objectiveNats)
  }

  /// Feasible points: D spread over the layers and 1/D_l over the workers at random within their caps, and points between
  /// these and the minimizer, which are feasible as 1/Σ z is convex. None may lie below by more than the gap and rounding.
  @Test(arguments: 41...60 as ClosedRange<UInt64>)
  func noFeasiblePointIsBetter(seed: UInt64) throws {
    let problem = try RandomProblem(seed: seed, workers: 2 + Int(seed % 4), layers: 1 + Int(seed % 3), decades: 4)
    let point = try problem.region.boundary(weights: problem.weights)
    var rng = Streams(seed: seed).generator("feasible")
    func uniform() -> Double { Double(rng.next() >> 11) * 0x1p-53 }
    var least = Double.infinity
    for round in 0..<200 {
      let floor = problem.layers.map(\.leastDistortion), shares = floor.map { _ in uniform() }
      let excess = (problem.distortion - floor.reduce(0, +)) / shares.reduce(0, +)
      let step = round % 2 == 0 ? 1 : .exp(-12 * uniform())
      let precisions = problem.layers.indices.map { index in
        let caps = problem.layers[index].noiseVariances.map { 1 / $0 }
        let total = 1 / (floor[index] + shares[index] * excess)
        var z = caps.map { $0 * total / caps.reduce(0, +) }
        for _ in 0..<8 {
          let from = Int(uniform() * Double(z.count)), to = Int(uniform() * Double(z.count))
          let part = uniform() * min(z[from], (caps[to] - z[to]) * (1 - 1e-9))
          z[from] -= part
          z[to] += part
        }
        return zip(point.precisions[index], z).map { (1 - step) * $0 + step * $1 }
      }
      least = min(least, problem.objective(precisions))
    }
    #expect(least.isFinite)
    #expect(least >= point.objectiveNats * (1 - 1e-12) - point.gapNats)
  }

  /// Factors are powers of two, so that only the scaled problem's rounding can differ; 1e-12 allows for a decimal 10⁻¹² and 10¹².
  @Test(arguments: [1e-12, 0x1p-20, 1e12])
  func scalingAllVariancesChangesNothing(factor: Double) throws {
    for seed in 61...66 as ClosedRange<UInt64> {
      let problem = try RandomProblem(seed: seed, workers: 4, layers: 3, decades: 3)
      let scaled = try RateRegion(
        layers: problem.layers.map {
          try GaussianLayer(
            signalVariance: factor * $0.signalVariance, noiseVariances: $0.noiseVariances.map { factor * $0 })
        }, distortion: factor * problem.distortion)
      let (first, second) = try (
        problem.region.boundary(weights: problem.weights), scaled.boundary(weights: problem.weights)
      )
      #expect(abs(first.objectiveNats / second.objectiveNats - 1) < 1e-12)
      #expect(zip(first.rates, second.rates).allSatisfy { abs($0.nats - $1.nats) < 1e-7 })
    }
  }

  /// Variances over 24 decades within one problem; the gap is checked by the method itself, and here that workers fall silent.
  @Test(arguments: 71...90 as ClosedRange<UInt64>)
  func illConditionedProblemsAreSolved(seed: UInt64) throws {
    let problem = try RandomProblem(seed: seed, workers: 6, layers: 5, decades: 24)
    let point = try problem.region.boundary(weights: problem.weights)
    #expect(point.gapNats <= 1e-8 * 5)
    #expect(point.precisions.joined().contains(0))
  }

  /// A weight is a price: the rate of a worker does not grow with it (the objective is concave in the weights).
  @Test func rateFallsWithItsWeight() throws {
    let layer = try GaussianLayer(signalVariance: 2, noiseVariances: [0.5, 1, 2])
    let region = try RateRegion(layers: [layer], distortion: 0.4)
    let rates = try [1e-6, 0.1, 0.5, 0.9, 1.1, 2, 10, 1e6].map { try region.boundary(weights: [1, $0, 1]).rates[1] }
    #expect(zip(rates, rates.dropFirst()).allSatisfy { $0.nats >= $1.nats - 1e-9 })
    #expect(rates[0] > rates[7])
  }

  /// A large problem, and distortions within 1e-6 of the least one and far beyond every variance.
  @Test(arguments: [1e-6, 1, 1e9])
  func largeProblemsAreSolvedAtEveryDistortion(excess: Double) throws {
    let problem = try RandomProblem(seed: 91, workers: 100, layers: 50, decades: 2)
    let least = problem.layers.reduce(0) { $0 + $1.leastDistortion }
    let region = try RateRegion(layers: problem.layers, distortion: least * (1 + excess))
    let point = try region.boundary(weights: problem.weights)
    #expect(point.gapNats <= RateRegion.admissibleGapNats * 5)
    #expect(abs(point.distortions.reduce(0, +) / region.distortion - 1) < 1e-12)
  }
}
