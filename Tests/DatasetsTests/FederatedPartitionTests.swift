import Randomness
import Testing

@testable import Datasets

/// Shards of nodes that hold different numbers of pictures, and different ones.
@Suite struct FederatedPartitionTests {
  private static let labels = (0..<20_000).map { UInt8($0 % 10) }

  private func partition(
    _ labels: [UInt8] = labels, nodes: Int = 32, concentration: Double = 0.5, atLeast least: Int = 1, seed: UInt64 = 1
  ) -> Partition {
    var rng = Streams(seed: seed).generator("partition")
    return .federated(labels, nodes: nodes, concentration: concentration, atLeast: least, using: &rng)
  }

  @Test(arguments: [(32, 0.5), (50, 0.5), (7, 0.05), (50, 10), (1, 1)], [1, 2] as [UInt64])
  func everyPictureIsInOneShard(kind: (nodes: Int, concentration: Double), seed: UInt64) {
    let labels = Array(Self.labels.prefix(10_007))
    let shards = partition(labels, nodes: kind.nodes, concentration: kind.concentration, seed: seed).shards
    #expect(shards.count == kind.nodes && shards.allSatisfy { !$0.isEmpty })
    let held = shards.flatMap { $0 }.sorted()
    #expect(held.elementsEqual(0..<10_007))
  }

  /// With 20,000 pictures of ten labels for 32 nodes: the mean over eight partitions of the squared coefficient of variation
  /// of sizes, (N − 1)/(C(Na + 1)) in expectation. Sizes are sums of ten shares, so that one partition's value, about 2 over 31
  /// degrees of freedom and the shares' own kurtosis, has a relative deviation near 0.35 and the mean one of 0.12: 50 % is four of
  /// them. Random equal shards have none.
  @Test(arguments: [0.2, 0.5, 2]) func sizesDifferAsTheLawSays(concentration: Double) {
    let squares = (1...8 as ClosedRange<UInt64>).map { seed in
      let sizes = partition(concentration: concentration, seed: seed).shards.map { Double($0.count) }
      return sizes.reduce(0) { $0 + ($1 / 625 - 1) * ($1 / 625 - 1) } / 32
    }
    let expected = 31 / (10 * (32 * concentration + 1))
    #expect(abs(squares.reduce(0, +) / 8 / expected - 1) < 0.5)
  }

  /// The probability that two pictures of a node are of one label: (a + 1)/(Ca + 1) for the Dirichlet law over labels, with 0.1
  /// for nodes that are alike. Mean over 256 nodes with deviations of at most 0.2 each: 0.06 is more than four standard errors.
  @Test(arguments: [0.2, 0.5, 2]) func labelsDifferAsTheLawSays(concentration: Double) {
    let chances = (1...8 as ClosedRange<UInt64>).flatMap { seed in
      partition(concentration: concentration, seed: seed).shards.map { shard in
        var counts = [Double](repeating: 0, count: 10)
        for index in shard { counts[Int(Self.labels[index])] += 1 }
        return counts.reduce(0) { $0 + $1 * $1 } / Double(shard.count * shard.count)
      }
    }
    let expected = (concentration + 1) / (10 * concentration + 1)
    #expect(expected > 0.14 && abs(chances.reduce(0, +) / 256 - expected) < 0.06)
  }

  /// Half of the nodes would have fewer than 30 of 1,600 pictures without it.
  @Test(arguments: [1, 2, 3] as [UInt64]) func everyNodeHoldsABatch(seed: UInt64) {
    let labels = Array(Self.labels.prefix(1_600))
    let free = partition(labels, nodes: 50, seed: seed).shards
    #expect(free.contains { $0.count < 25 })
    let shards = partition(labels, nodes: 50, atLeast: 25, seed: seed).shards
    #expect(shards.allSatisfy { $0.count >= 25 } && shards.flatMap { $0 }.sorted().elementsEqual(0..<1_600))
    // All hold as many as there are for each.
    #expect(partition(labels, nodes: 50, atLeast: 32, seed: seed).shards.allSatisfy { $0.count == 32 })
  }

  @Test func sameSeedSamePartition() {
    #expect(partition(seed: 4) == partition(seed: 4) && partition(seed: 4) != partition(seed: 5))
  }
}
