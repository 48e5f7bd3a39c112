import Parallelism

extension Tensor {
  /// The mean of tensors of one shape: their sum in order, over their number.
  public init(meanOf tensors: [Tensor]) {
    self.init(uninitialized: tensors[0].shape)
    writeMean(of: tensors, 0..<count, to: mutablePointer)
  }

  /// The same mean, on at most `jobs` threads.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public init(meanOf tensors: [Tensor], jobs: Int) async throws {
    self.init(uninitialized: tensors[0].shape)
    // Each part writes vectors of its own.
    nonisolated(unsafe) let destination = mutablePointer
    let count = count, vector = Lanes.scalarCount
    let part = (count + jobs * vector - 1) / (jobs * vector) * vector
    _ = try await parallelMap(jobs, jobs: jobs) { index in
      writeMean(of: tensors, min(index * part, count)..<min((index + 1) * part, count), to: destination)
    }
  }
}

private func writeMean(of tensors: [Tensor], _ range: Range<Int>, to destination: UnsafeMutablePointer<Float>) {
  let share = 1 / Float(tensors.count), sources = tensors.map { $0.pointer + range.lowerBound }
  let to = destination + range.lowerBound
  forEachVector(range.count) { i, lanes in
    var sum = Lanes.zero
    for source in sources { sum += load(source + i, lanes) }
    store(sum * share, to + i, lanes)
  }
}
