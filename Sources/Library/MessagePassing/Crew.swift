/// Which workers are in which process: ranks 1, 2, ... have neighbours, as evenly as it goes, the first ranks one more
/// where there is a remainder.
///
/// What a worker draws and keeps is named by the worker and not by the rank, so that a training may go on with another
/// number of processes.
public struct Crew: Sendable, Equatable {
  public let workerCount: Int
  /// The number of ranks beside the server's.
  public let rankCount: Int

  /// Divides workers among `size` − 1 ranks.
  ///
  /// - Throws: ``MessagePassingError/idleRanks(ranks:workers:)``.
  public init(workerCount: Int, size: Int) throws(MessagePassingError) {
    precondition(size > 1, "a rank for workers")
    guard workerCount >= size - 1 else { throw .idleRanks(ranks: size - 1, workers: workerCount) }
    self.workerCount = workerCount
    rankCount = size - 1
  }

  /// The ranks that have workers.
  public var ranks: ClosedRange<Int> { 1...rankCount }

  /// The workers of a rank.
  public func workers(of rank: Int) -> Range<Int> { start(of: rank)..<start(of: rank + 1) }

  /// The rank of a worker.
  ///
  /// - Complexity: O(ranks).
  public func rank(of worker: Int) -> Int { ranks.first { workers(of: $0).contains(worker) } ?? rankCount }

  private func start(of rank: Int) -> Int {
    let (size, remainder) = workerCount.quotientAndRemainder(dividingBy: rankCount)
    return (rank - 1) * size + min(rank - 1, remainder)
  }
}
