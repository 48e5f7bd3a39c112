import RateDistortion
import Testing

@Suite struct MembershipTests {
  private func region(layers: Int) throws -> RateRegion {
    let all = [
      try GaussianLayer(signalVariance: 2, noiseVariances: [0.5, 1, 2]),
      try GaussianLayer(signalVariance: 0.3, noiseVariances: [2, 0.7, 0.4]),
    ]
    return try RateRegion(layers: Array(all.prefix(layers)), distortion: layers == 1 ? 0.4 : 1)
  }

  /// A boundary point lies in the region, and lowering all rates by ε leaves it by exactly ε at most; the bounds must hold
  /// either side of the true value within the tolerance 1e-6.
  @Test(arguments: [[3, 2, 1], [1, 1, 1], [1, 5, 0.2]], [1, 2])
  func boundaryPointsLieOnTheBoundary(weights: [Double], layers: Int) throws {
    let region = try region(layers: layers)
    let rates = try region.boundary(weights: weights).rates
    let excess = try region.excess(of: rates)
    #expect(excess.lowerBound <= 1e-7 && excess.upperBound >= -1e-7)
    #expect(excess.upperBound - excess.lowerBound <= 1e-6)
    #expect(try region.membership(of: rates.map { $0 + Rate(nats: 1e-4) }) == .inside)
    #expect(try region.membership(of: rates.map { $0 + Rate(nats: -1e-4) }) == .outside)
    #expect(try region.membership(of: rates) != .outside)
  }

  /// Theorem 2 itself: for some z, all 2³ − 1 constraints (13). On a grid of z with Σ z = 1/D, the largest over z of the least
  /// slack, found apart from the boundary; a step of 0.01 in z moves a constraint by up to 0.01/(1 − σ² z) near the caps.
  @Test(arguments: [[0.9, 0.9, 0.9], [1.4, 0.7, 0.7], [2.5, 0.3, 0.2], [0.5, 0.5, 3], [0.2, 2, 2]])
  func excessAgreesWithTheSubsetConstraints(nats: [Double]) throws {
    let region = try region(layers: 1), layer = region.layers[0]
    var best = -Double.infinity
    for first in stride(from: 0, to: 2, by: 0.01) {
      for second in stride(from: 0, to: 1, by: 0.01) {
        let z = [first, second, 2.5 - first - second]
        guard zip(z, layer.noiseVariances).allSatisfy({ $0 >= 0 && $0 * $1 < 1 }) else { continue }
        let complete = try layer.successiveRates(precisions: z, order: [0, 1, 2]).reduce(0) { $0 + $1.nats }
        let slack =
          try (1..<8).map { set in
            // What the set needs: all that is needed but what the others, decoded first, have.
            let others = (0..<3).filter { set & (1 << $0) == 0 }, members = (0..<3).filter { set & (1 << $0) != 0 }
            let successive = try layer.successiveRates(precisions: z, order: others + members)
            let needed = complete - others.reduce(0) { $0 + successive[$1].nats }
            // Adding t to every rate adds t a member.
            return (members.reduce(0) { $0 + nats[$1] } - needed) / Double(members.count)
          }.min() ?? 0
        best = max(best, slack)
      }
    }
    let excess = try region.excess(of: nats.map { Rate(nats: $0) })
    #expect(-best >= excess.lowerBound - 1e-9)
    #expect(-best <= excess.upperBound + 0.01)
  }

  /// A point of a slice has the fixed rate and lies on the boundary; 2e-6 is twice the tolerance of the excess. At R_3 = 1.2 the
  /// weights tie and the point lies on a face.
  @Test(arguments: [0.1, 0.8, 1.2, 2], [[1, 2, 1], [3, 1, 1]])
  func slicesLieOnTheBoundary(nats: Double, weights: [Double]) throws {
    let region = try region(layers: 1)
    let rates = try region.boundary(weights: weights, fixing: 2, at: Rate(nats: nats))
    #expect(abs(rates[2].nats - nats) < 1e-9)
    let excess = try region.excess(of: rates)
    #expect(excess.lowerBound < 2e-6 && excess.upperBound > -2e-6)
  }

  @Test func oneWorkerNeedsItsRate() throws {
    let region = try RateRegion(layers: [GaussianLayer(signalVariance: 3, noiseVariances: [1])], distortion: 2)
    let rate = try region.boundary(weights: [1]).rates[0]
    #expect(try abs(region.excess(of: [rate]).lowerBound) < 1e-7)
    #expect(throws: RateDistortionError.mismatch(2, quantity: "rates", expected: 1)) {
      try region.excess(of: [rate, rate])
    }
  }
}
