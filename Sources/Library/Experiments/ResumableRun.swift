import FigureKit
import Foundation
import GradientCoding

/// A computation of many rounds that can be stopped between two of them and gone on with.
protocol ResumableRun {
  /// All that changes from round to round.
  associatedtype State: Codable
  /// What it gives.
  associatedtype Result: Codable

  /// All that changes, for another process to go on with.
  var state: State { get async throws }
  /// Whether there are no more rounds.
  var isDone: Bool { get }
  /// What the rounds gave, when all are done.
  var result: Result { get }

  /// Goes on where the run that gave the state was: all that follows is the same, bit by bit.
  ///
  /// - Throws: `DecodingError` for a state of another run; what the way to workers throws.
  mutating func restore(_ state: State) async throws
  /// Runs the next round on up to `jobs` threads.
  mutating func runRound(jobs: Int) async throws
}

extension ResumableRun {
  /// Runs all rounds that are left from where the checkpoint is, and keeps the state in it; one that is of another run is refused.
  ///
  /// - Parameter interval: The time of computing after which the state is kept again.
  @inline(never)
  mutating func finish(_ checkpoint: Checkpoint, jobs: Int, keepingStateEvery interval: Duration) async throws {
    if let stored = checkpoint.load() {
      do {
        var restored = self
        try await restored.restore(StoredState.value(State.self, from: stored))
        self = restored
      } catch is DecodingError {
        checkpoint.refuse()
      }
    }
    let clock = ContinuousClock()
    var saved = clock.now
    while !isDone {
      try await runRound(jobs: jobs)
      if clock.now - saved >= interval {
        try checkpoint.save(StoredState.data(of: await state))
        saved = clock.now
      }
    }
  }
}

extension RunCache {
  /// The result of a run, from the cache or computed from where it was stopped.
  ///
  /// - Parameter start: Makes the run before its first round.
  /// - Throws: `CancellationError`, what the run throws, or what the cache throws.
  func result<Run: ResumableRun>(
    _ key: RunKey, jobs: Int, keepingStateEvery interval: Duration, of start: () throws -> Run
  ) async throws -> Run.Result {
    try await value(key, part: "result") { checkpoint in
      var run = try start()
      try await run.finish(checkpoint, jobs: jobs, keepingStateEvery: interval)
      return run.result
    }
  }
}
