import Randomness

/// Which pictures each worker holds.
///
/// Shards of ``iid(_:shards:using:)`` and ``nonIID(_:shards:perWorker:using:)`` are equally large: where their number does not
/// divide the number of pictures, the remaining pictures (fewer than there are shards), drawn at random, belong to no worker.
/// Those of ``federated(_:nodes:concentration:atLeast:using:)`` differ in size and hold all pictures.
public struct Partition: Sendable, Equatable {
  /// The pictures of each worker; no picture is in two.
  public let shards: [[Int]]

  /// The number of workers.
  public var workerCount: Int { shards.count }

  /// Equal shards of pictures drawn at random, one a worker.
  ///
  /// - Parameter count: The number of pictures.
  /// - Complexity: O(count).
  public static func iid(_ count: Int, shards: Int = 100, using rng: inout some RandomNumberGenerator) -> Partition {
    Partition(shards: cut(permutation(of: count, using: &rng), into: shards))
  }

  /// Equal shards of pictures sorted by label, `perWorker` drawn at random for each worker.
  ///
  /// As in McMahan et al. 2017, Section 3: 200 shards, two each for 100 workers. Pictures of one label keep their order.
  /// A shard holds more than one label only where the sorted order passes from one to the next inside it.
  ///
  /// - Parameters:
  ///   - shards: A multiple of `perWorker`.
  ///   - perWorker: Shards a worker.
  /// - Complexity: O(number of labels).
  public static func nonIID(
    _ labels: [UInt8], shards: Int = 200, perWorker: Int = 2, using rng: inout some RandomNumberGenerator
  ) -> Partition {
    precondition(perWorker > 0 && shards.isMultiple(of: perWorker), "every worker has as many shards")
    let left = labels.count % shards
    var isLeft = [Bool](repeating: false, count: labels.count)
    if left > 0 { for index in choice(left, of: labels.count, using: &rng) { isLeft[index] = true } }
    var classes = [[Int]](repeating: [], count: 256)
    for (index, label) in labels.enumerated() where !isLeft[index] { classes[Int(label)].append(index) }
    let sorted = cut(classes.flatMap { $0 }, into: shards)
    let order = permutation(of: shards, using: &rng)
    return Partition(
      shards: stride(from: 0, to: shards, by: perWorker).map { first in
        order[first..<(first + perWorker)].flatMap { sorted[$0] }
      })
  }

  /// Equal runs of `order`, which leaves out its last `order.count % shards` elements.
  private static func cut(_ order: [Int], into shards: Int) -> [[Int]] {
    precondition(shards > 0 && order.count >= shards, "every shard has a picture")
    let size = order.count / shards
    return (0..<shards).map { Array(order[($0 * size)..<(($0 + 1) * size)]) }
  }
}
