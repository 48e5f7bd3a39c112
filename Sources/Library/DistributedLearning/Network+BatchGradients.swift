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
  /// Each runs on one thread, and which workers share a pass depends on the network alone, so that the results are
  /// the same for any number of threads.
  ///
  /// - Parameters:
  ///   - batch: The workers' batches, one below the other, all of one size.
  ///   - jobs: The number of threads.
  ///   - keepsSignals: Whether the signals of dense layers are kept.
  /// - Complexity: A forward and a backward pass of each picture, over the threads.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func batchGradients(
    _ batch: Batch, workerCount: Int, at state: NetworkState, jobs: Int, keepsSignals: Bool = false
  ) async throws -> [BatchGradient] {
    precondition(batch.labels.count.isMultiple(of: workerCount), "batches of one size")
    let starts = Array(stride(from: 0, to: workerCount, by: workersPerPass))
    return try await parallelMap(starts.count, jobs: jobs) { index in
      let workers = starts[index]..<min(starts[index] + workersPerPass, workerCount)
      return jointGradients(
        of: workers, batch, batchSize: batch.labels.count / workerCount, at: state, keepsSignals: keepsSignals)
    }.flatMap { $0 }
  }

  /// The number of workers whose data products one pass computes together. Dense layers gain from long products;
  /// convolutions fill the machine with one batch, and more would only leave the cache.
  private var workersPerPass: Int {
    layout.entries.contains { $0.shape.count == 4 } ? 1 : 5
  }

  /// The gradients of workers that share one pass.
  private func jointGradients(
    of workers: Range<Int>, _ batch: Batch, batchSize: Int, at state: NetworkState, keepsSignals: Bool
  ) -> [BatchGradient] {
    let rows = workers.lowerBound * batchSize..<workers.upperBound * batchSize
    var tape = Tape(self, state, workerCount: workers.count)
    let logits = self(&tape, tape.constant(batch.images.rows(rows)))
    let loss = tape.softmaxCrossEntropy(logits, labels: Array(batch.labels[rows]))
    let losses = tape.value(loss).scalars
    let gradients = tape.gradients(of: loss, keepsSignals: keepsSignals)
    let dense = gradients.signals.filter { $0.input.shape.count == 2 }
    return losses.indices.map { worker in
      BatchGradient(
        gradient: gradients.parameters.rows(worker..<worker + 1).reshaped([layout.count]), loss: losses[worker],
        batchMoments: gradients.batchMoments.rows(worker..<worker + 1).reshaped([momentLayout.count]),
        signals: dense.map { LayerSignals($0, worker: worker, workerCount: workers.count) })
    }
  }

  /// The rows and columns that the network reads of the middle of larger pictures; nil where it reads them whole.
  func crop(of dataset: Dataset) -> Int? { inputShape[0] < dataset.height ? inputShape[0] : nil }

  /// The share of a data set's pictures, or of their middles where the network reads smaller ones, whose largest logit,
  /// the first of equals, is that of their label. Where logits are not numbers a picture counts as wrong.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func accuracy(on dataset: Dataset, _ state: NetworkState, jobs: Int) async throws -> Double {
    let size = 100
    let crop = crop(of: dataset)
    let right = try await parallelMap((dataset.count + size - 1) / size, jobs: jobs) { index in
      let batch = Batch(dataset, index * size..<min((index + 1) * size, dataset.count), crop: crop)
      let logits = logits(batch.images, state)
      return batch.labels.enumerated().count { row, label in
        let scores = logits.rows(row..<row + 1).scalars
        return scores.indices.max { scores[$0] < scores[$1] } == Int(label) && !scores[Int(label)].isNaN
      }
    }
    return Double(right.reduce(0, +)) / Double(dataset.count)
  }
}
