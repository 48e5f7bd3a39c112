import Parallelism
import Testing

@Suite struct ParallelMapTests {
  private struct Failure: Error, Equatable { let index: Int }

  @Test(arguments: [1, 2, 3, 64], [0, 1, 7, 50])
  func resultsStandInOrder(jobs: Int, count: Int) async throws {
    let squares = try await parallelMap(count, jobs: jobs) { index in
      if index % 3 == 0 { await Task.yield() }
      return index * index
    }
    #expect(squares == (0..<count).map { $0 * $0 })
  }

  /// Indices 5, 6 and 7 fail; the later ones first, since 5 waits.
  @Test(arguments: [1, 2, 4, 16])
  func theErrorOfTheLowestIndexIsThrown(jobs: Int) async {
    await #expect(throws: Failure(index: 5)) {
      try await parallelMap(20, jobs: jobs) { index in
        if index == 5 { try await Task.sleep(for: .milliseconds(20)) }
        if (5...7).contains(index) { throw Failure(index: index) }
      }
    }
  }

  @Test func nothingStartsAfterAnError() async {
    let started = Mutex<[Int]>([])
    await #expect(throws: Failure.self) {
      try await parallelMap(100, jobs: 1) { index in
        started.withLock { $0.append(index) }
        if index == 3 { throw Failure(index: index) }
      }
    }
    #expect(started.withLock { $0 } == [0, 1, 2, 3])
  }

  @Test func nothingStartsOnceCancelled() async {
    let started = Mutex(0)
    let task = Task {
      try await parallelMap(1_000, jobs: 2) { _ in
        started.withLock { $0 += 1 }
        try? await Task.sleep(for: .seconds(60))
      }
    }
    while started.withLock({ $0 }) < 2 { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(started.withLock { $0 } == 2)
  }
}
