import Autodiff
import Datasets
import Randomness

extension Network {
  /// What workers compute from their batches of a round, in the order of their samplers.
  ///
  /// - Parameters:
  ///   - dataset: The pictures that the samplers draw from.
  ///   - streams: Those that place the windows of a network that reads smaller pictures, as ("crops", worker, round); nil for
  ///     the middle of each picture.
  ///   - apart: Whether each worker has a pass of its own.
  /// - Throws: `CancellationError` when the task is cancelled.
  func localGradients(
    _ samplers: [ShardSampler], of dataset: Dataset, round: Int, at state: NetworkState, cropsFrom streams: Streams?,
    jobs: Int, keepsSignals: Bool = false, apart: Bool = false
  ) async throws -> [BatchGradient] {
    let pictures = samplers.map { $0.batch(round) }
    let crop = crop(of: dataset)
    let batch: Batch
    if let crop, let streams {
      var generators = samplers.map { streams.generator("crops", worker: $0.worker, round: round) }
      batch = Batch(dataset, pictures, crop: crop, using: &generators)
    } else {
      batch = Batch(dataset, pictures.flatMap { $0 }, crop: crop)
    }
    return try await batchGradients(
      batch, sizes: pictures.map(\.count), at: state, jobs: jobs, keepsSignals: keepsSignals,
      workersPerPass: apart ? 1 : workersPerPass)
  }
}
