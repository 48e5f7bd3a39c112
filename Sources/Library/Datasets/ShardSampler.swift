import Randomness

/// The mini-batches that one worker draws from its shard.
///
/// An epoch is a random order of the shard, cut into batches; pictures beyond the last whole batch rest until the next
/// epoch. The order of epoch e comes from the stream ("batches", worker, e), so any batch can be drawn again at any time
/// with nothing kept.
public struct ShardSampler: Sendable {
  /// The pictures of the worker.
  public let shard: [Int]
  /// Pictures a batch.
  public let batchSize: Int
  /// The worker, as it names the stream.
  public let worker: Int
  private let streams: Streams

  /// Describes the batches of `worker`.
  ///
  /// - Parameters:
  ///   - shard: At least `batchSize` pictures.
  ///   - streams: The streams of the run's seed.
  public init(shard: [Int], batchSize: Int, streams: Streams, worker: Int) {
    precondition(batchSize > 0 && batchSize <= shard.count, "a shard holds a batch")
    self.shard = shard
    self.batchSize = batchSize
    self.streams = streams
    self.worker = worker
  }

  /// Whole batches in one pass over the shard.
  public var batchesPerEpoch: Int { shard.count / batchSize }

  /// The pictures of the worker's batch `number`, counted from 0: the round, where the worker takes part in all.
  ///
  /// - Complexity: O(shard).
  public func batch(_ number: Int) -> [Int] {
    precondition(number >= 0, "batches are counted from 0")
    let (epoch, place) = number.quotientAndRemainder(dividingBy: batchesPerEpoch)
    var rng = streams.generator("batches", worker: worker, round: epoch)
    let order = permutation(of: shard.count, using: &rng)
    return order[(place * batchSize)..<((place + 1) * batchSize)].map { shard[$0] }
  }
}
