import Randomness
import Testing

@testable import Datasets

@Suite struct PartitionTests {
  /// Labels of 0...9 in a fixed irregular order.
  private static func labels(_ count: Int) -> [UInt8] {
    (0..<count).map { (index: Int) -> UInt8 in
      let mixed: Int = index * 7 + index / 13 * 3 + index / 101
      return UInt8(mixed % 10)
    }
  }

  private func expectDisjoint(_ partition: Partition, size: Int, count: Int) {
    #expect(partition.shards.allSatisfy { $0.count == size })
    let all = partition.shards.flatMap { $0 }
    #expect(Set(all).count == all.count && all.allSatisfy { (0..<count).contains($0) })
  }

  @Test(arguments: [(60_000, 100, 600), (50_000, 100, 500), (1_007, 100, 10), (73_257, 10, 7_325)])
  func randomShardsAreDisjointAndEqual(count: Int, shards: Int, size: Int) {
    var rng = Streams(seed: 1).generator("partition")
    let partition = Partition.iid(count, shards: shards, using: &rng)
    #expect(partition.workerCount == shards)
    expectDisjoint(partition, size: size, count: count)
  }

  /// With 200 shards of ten labels at most 9 of them pass from one label to the next, so all workers together hold at
  /// most 2 · 100 + 9 runs of one label.
  @Test(arguments: [60_000, 73_257]) func sortedShardsHoldFewLabels(count: Int) {
    var rng = Streams(seed: 2).generator("partition")
    let labels = Self.labels(count)
    let partition = Partition.nonIID(labels, using: &rng)
    #expect(partition.workerCount == 100)
    expectDisjoint(partition, size: 2 * (count / 200), count: count)
    let kinds = partition.shards.map { Set($0.map { labels[$0] }).count }
    #expect(kinds.allSatisfy { (1...4).contains($0) } && kinds.reduce(0, +) <= 209)
  }

  /// Where each label fills whole shards, each shard has one.
  @Test func evenLabelsMakePureShards() {
    var rng = Streams(seed: 3).generator("partition")
    let labels = (0..<2_000).map { UInt8($0 % 10) }
    let partition = Partition.nonIID(labels, shards: 40, perWorker: 1, using: &rng)
    #expect(partition.shards.allSatisfy { Set($0.map { labels[$0] }).count == 1 })
    expectDisjoint(partition, size: 50, count: 2_000)
  }

  @Test func sameSeedSamePartition() {
    func draw(_ seed: UInt64) -> Partition {
      var rng = Streams(seed: seed).generator("partition")
      return Partition.iid(1_000, shards: 10, using: &rng)
    }
    #expect(draw(4) == draw(4) && draw(4) != draw(5))
  }
}

@Suite struct ShardSamplerTests {
  private let shard = (0..<47).map { 1_000 + 3 * $0 }

  @Test func eachEpochTakesEveryPictureAtMostOnce() {
    let sampler = ShardSampler(shard: shard, batchSize: 5, streams: Streams(seed: 1), worker: 3)
    #expect(sampler.batchesPerEpoch == 9)
    let epochs = (0..<3).map { epoch in (0..<9).flatMap { sampler.batch(9 * epoch + $0) } }
    for epoch in epochs {
      #expect(epoch.count == 45 && Set(epoch).count == 45 && Set(epoch).isSubset(of: shard))
    }
    #expect(epochs[0] != epochs[1] && epochs[1] != epochs[2])
  }

  @Test func batchesDependOnTheirNameAlone() {
    func batch(_ number: Int, worker: Int, seed: UInt64 = 1) -> [Int] {
      ShardSampler(shard: shard, batchSize: 5, streams: Streams(seed: seed), worker: worker).batch(number)
    }
    let later = batch(12, worker: 0)
    _ = batch(11, worker: 0)
    #expect(batch(12, worker: 0) == later)
    #expect(batch(12, worker: 1) != later && batch(12, worker: 0, seed: 2) != later && batch(13, worker: 0) != later)
  }
}
