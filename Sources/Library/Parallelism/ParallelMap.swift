/// The results of `body` at `0..<count`, in that order, computed by up to `jobs` tasks at once.
///
/// Results do not depend on `jobs` where `body` depends on its index alone. When a body throws, no further index starts,
/// those that run are waited for, and the error of the lowest index is rethrown: the one that a loop would have met.
/// When the task is cancelled, no further index starts.
///
/// - Throws: What the first failing body throws, or `CancellationError`.
public func parallelMap<Value: Sendable>(
  _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) async throws -> Value
) async throws -> [Value] {
  precondition(count >= 0 && jobs >= 1, "a count that is not negative, and a job at least")
  var results = [Value?](repeating: nil, count: count)
  var failure: (index: Int, error: any Error)?
  await withTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
    var next = 0
    func start() {
      guard next < count, failure == nil, !Task.isCancelled else { return }
      let index = next
      next += 1
      group.addTask {
        do { return (index, .success(try await body(index))) } catch { return (index, .failure(error)) }
      }
    }
    for _ in 0..<min(jobs, count) { start() }
    while let (index, outcome) = await group.next() {
      switch outcome {
      case .success(let value): results[index] = value
      case .failure(let error) where failure.map({ index < $0.index }) ?? true: failure = (index, error)
      case .failure: break
      }
      start()
    }
  }
  if let failure { throw failure.error }
  try Task.checkCancellation()
  return results.compactMap { $0 }
}
