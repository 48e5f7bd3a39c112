import Autodiff
import Datasets
import GradientCoding
import Parallelism

/// What one worker computes from its batch.
public struct BatchGradient: Sendable {
  /// The gradient of the mean loss with respect to the parameters, [P].
  public let gradient: Tensor
  /// The mean loss over the batch.
  public let loss: Float
  /// Batch means and variances of the normalisations, in the order of the network's moment layout.
  public let batchMoments: Tensor
  /// The signals of dense layers in forward order; empty unless they were asked for.
  public let signals: [LayerSignals]
}

extension Network {
  /// The gradients of several workers at the same weights, in the workers' order.
  ///
  /// Each runs on one thread, and which workers share a pass depends on the network and the sizes alone, so that the results
  /// are the same for any number of threads.
  ///
  /// - Parameters:
  ///   - batch: The workers' batches, one below the other.
  ///   - sizes: How many pictures each of them has.
  ///   - jobs: The number of threads.
  ///   - keepsSignals: Whether the signals of dense layers are kept.
  /// - Complexity: A forward and a backward pass of each picture, over the threads.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func batchGradients(
    _ batch: Batch, sizes: [Int], at state: NetworkState, jobs: Int, keepsSignals: Bool = false
  ) async throws -> [BatchGradient] {
    try await batchGradients(
      batch, sizes: sizes, at: state, jobs: jobs, keepsSignals: keepsSignals, workersPerPass: workersPerPass)
  }

  /// The same with at most so many workers in a pass.
  func batchGradients(
    _ batch: Batch, sizes: [Int], at state: NetworkState, jobs: Int, keepsSignals: Bool, workersPerPass: Int
  ) async throws -> [BatchGradient] {
    precondition(sizes.reduce(0, +) == batch.labels.count, "batches of \(sizes) of \(batch.labels.count) pictures")
    let passes = passes(sizes, workersPerPass: workersPerPass)
    return try await parallelMap(passes.count, jobs: jobs) { index in
      jointGradients(of: passes[index], batch, at: state, keepsSignals: keepsSignals)
    }.flatMap { $0 }
  }

  /// The same with batches of one size.
  public func batchGradients(
    _ batch: Batch, workerCount: Int, at state: NetworkState, jobs: Int, keepsSignals: Bool = false
  ) async throws -> [BatchGradient] {
    precondition(batch.labels.count.isMultiple(of: workerCount), "batches of one size")
    let sizes = Array(repeating: batch.labels.count / workerCount, count: workerCount)
    return try await batchGradients(batch, sizes: sizes, at: state, jobs: jobs, keepsSignals: keepsSignals)
  }

  /// The rows of workers that share a pass, and how many these are: neighbours with batches of one size.
  private func passes(_ sizes: [Int], workersPerPass: Int) -> [(rows: Range<Int>, workerCount: Int)] {
    var passes: [(rows: Range<Int>, workerCount: Int)] = []
    for (index, size) in sizes.enumerated() {
      let start = passes.last?.rows.upperBound ?? 0
      if let last = passes.last, sizes[index - 1] == size, last.workerCount < workersPerPass {
        passes[passes.count - 1] = (last.rows.lowerBound..<start + size, last.workerCount + 1)
      } else {
        passes.append((start..<start + size, 1))
      }
    }
    return passes
  }

  /// The number of workers whose data products one pass computes together. Dense layers gain from long products;
  /// convolutions fill the machine with one batch, and more would only leave the cache.
  var workersPerPass: Int {
    layout.entries.contains { $0.shape.count == 4 } ? 1 : 5
  }

  /// The gradients of workers that share one pass.
  private func jointGradients(
    of pass: (rows: Range<Int>, workerCount: Int), _ batch: Batch, at state: NetworkState, keepsSignals: Bool
  ) -> [BatchGradient] {
    let (rows, workerCount) = pass
    var tape = Tape(self, state, workerCount: workerCount)
    let logits = self(&tape, tape.constant(batch.images.rows(rows)))
    let loss = tape.softmaxCrossEntropy(logits, labels: Array(batch.labels[rows]))
    let losses = tape.value(loss).scalars
    let gradients = tape.gradients(of: loss, keepsSignals: keepsSignals)
    let dense = gradients.signals.filter { $0.input.shape.count == 2 }
    return losses.indices.map { worker in
      BatchGradient(
        gradient: gradients.parameters.rows(worker..<worker + 1).reshaped([layout.count]), loss: losses[worker],
        batchMoments: gradients.batchMoments.rows(worker..<worker + 1).reshaped([momentLayout.count]),
        signals: dense.map { LayerSignals($0, worker: worker, workerCount: workerCount) })
    }
  }

  /// The rows and columns that the network reads of the middle of larger pictures; nil where it reads them whole.
  func crop(of dataset: Dataset) -> Int? { inputShape[0] < dataset.height ? inputShape[0] : nil }

  /// The share of a data set's pictures, or of their middles where the network reads smaller ones, whose largest logit,
  /// the first of equals, is that of their label. Where logits are not numbers a picture counts as wrong.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func accuracy(on dataset: Dataset, at state: NetworkState, jobs: Int) async throws -> Double {
    let crop = crop(of: dataset)
    return try await accuracy(over: dataset.count, at: state, jobs: jobs) { Batch(dataset, $0, crop: crop) }
  }

  /// The same share of `count` samples, of which `batch` gives any part.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func accuracy(
    over count: Int, at state: NetworkState, jobs: Int, batch: @escaping @Sendable (Range<Int>) -> Batch
  ) async throws -> Double {
    let size = 100
    let right = try await parallelMap((count + size - 1) / size, jobs: jobs) { index in
      rightCount(batch(index * size..<min((index + 1) * size, count)), state)
    }
    return Double(right.reduce(0, +)) / Double(count)
  }

  private func rightCount(_ batch: Batch, _ state: NetworkState) -> Int {
    let logits = logits(batch.images, at: state)
    return batch.labels.enumerated().count { row, label in
      let scores = logits.rows(row..<row + 1).scalars
      return scores.indices.max { scores[$0] < scores[$1] } == Int(label) && !scores[Int(label)].isNaN
    }
  }
}
