import DistributedLearning
import Randomness
import Testing

@Suite struct FederatedParticipationTests {
  private static let probabilities: [Float] = [0.5, 0.25, 1, 0.75, 0.5]

  /// Σ bᵢ vᵢ/πᵢ has the mean Σ vᵢ: over R = 4,000 rounds the variance is Σ vᵢ² (1 - πᵢ)/πᵢ / R, and five deviations are allowed.
  /// Each share of rounds itself lies within five deviations of its probability, and so does each pair's of the product.
  @Test(arguments: [1, 2, 3] as [UInt64]) func participationHasNoBias(seed: UInt64) {
    let participation = Participation(probabilities: Self.probabilities, streams: Streams(seed: seed))
    let rounds = 4_000, values = [3.0, -1, 0.5, 2, -4], π = Self.probabilities.map(Double.init)
    let active = (0..<rounds).map { participation.nodes(of: $0) }
    var sum = 0.0
    for nodes in active { for node in nodes { sum += values[node] / π[node] } }
    let variance = values.indices.reduce(0) { $0 + values[$1] * values[$1] * (1 - π[$1]) / π[$1] }
    #expect(abs(sum / Double(rounds) - 0.5) <= 5 * (variance / Double(rounds)).squareRoot())
    for first in values.indices {
      for second in first..<values.count {
        let share = Double(active.count { $0.contains(first) && $0.contains(second) }) / Double(rounds)
        let expected = first == second ? π[first] : π[first] * π[second]
        let deviation = (expected * (1 - expected) / Double(rounds)).squareRoot()
        #expect(abs(share - expected) <= 5 * deviation, "\(first), \(second)")
      }
    }
  }

  @Test func sameSeedSameNodes() {
    func nodes(_ seed: UInt64) -> [[Int]] {
      let participation = Participation(probabilities: Self.probabilities, streams: Streams(seed: seed))
      return (0..<20).map { participation.nodes(of: $0) }
    }
    #expect(nodes(1) == nodes(1) && nodes(1) != nodes(2))
    #expect(nodes(1).allSatisfy { $0.contains(2) } && Set(nodes(1)).count > 5)
  }
}
