import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import Models
import Parallelism
import Randomness
import SlepianWolf

/// One training with uncoded SignSGD, and what its gradients cost by every scheme (DSC, Figures 11 and 12).
///
/// All schemes deliver the same signs, so that they have this training in common; their halves code its gradients at its
/// models, and what the servers decode is checked bit by bit.
public struct CommunicationTraining: Sendable, Codable {
  /// How pixels become network input.
  public enum Pixels: String, Sendable, Codable, CaseIterable {
    /// With the mean and the deviation of their set.
    case normalised
    /// Divided by full scale.
    case unit = "in [0, 1]"
  }

  public let model: ModelName
  public let pixels: Pixels
  /// Which rounds there are, and which of them are coded; the training pictures are the first of the set.
  public var schedule: EpochSchedule
  /// Test pictures used, from the first.
  public let testPictures: Int
  /// The shards of the training set, one a worker, and workers in a round, K, drawn anew where there are more shards.
  public let shards: Int, workers: Int
  /// The server's η and momentum.
  public let learningRate: Float, momentum: Float
  public let seed: UInt64

  public init(
    model: ModelName, pixels: Pixels, schedule: EpochSchedule, testPictures: Int, shards: Int, workers: Int,
    learningRate: Float, momentum: Float, seed: UInt64
  ) {
    precondition(schedule.picturesPerRound.isMultiple(of: workers), "batches of one size")
    self.model = model
    self.pixels = pixels
    self.schedule = schedule
    self.testPictures = testPictures
    self.shards = shards
    self.workers = workers
    self.learningRate = learningRate
    self.momentum = momentum
    self.seed = seed
  }

  /// The epochs from the cache, or of a training on `jobs` threads, which goes on where it was stopped.
  ///
  /// - Parameters:
  ///   - code: The codes of syndromes, those of `DistributedSignCodec.defaultCode`; trainings that share them make them once.
  ///   - interval: The time of computing after which the state is kept again.
  /// - Throws: ``CommunicationError``, `CodecError`, `CancellationError`, or what the cache throws.
  public func result(
    on data: FigureData.Entry, code: PlaneCode, cache: RunCache, jobs: Int,
    keepingStateEvery interval: Duration = .seconds(60)
  ) async throws -> CommunicationResult {
    let key = try RunKey(experiment: "communication", version: 1, options: self, data: data.digests)
    return try await cache.result(key, jobs: jobs, keepingStateEvery: interval) {
      try CommunicationRun(self, on: data, code: code)
    }
  }

  /// Pictures as the network reads them.
  func pictures(_ dataset: Dataset, count: Int) -> Dataset {
    let pictures = dataset.prefix(count)
    return pixels == .unit ? pictures.inUnitRange : pictures
  }

  /// The training with a codec, before its first round.
  func training<Codec: GradientCodec>(
    with codec: Codec, on data: FigureData.Entry
  ) throws -> DistributedTraining<Codec> {
    try DistributedTraining(
      model.network, on: pictures(data.train, count: schedule.pictures), shards: shards, codec: codec,
      optimizer: SGD(learningRate: .constant(learningRate), momentum: momentum),
      TrainingConfiguration(workersPerRound: workers, batchSize: schedule.picturesPerRound / workers),
      streams: Streams(seed: seed))
  }
}
