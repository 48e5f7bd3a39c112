import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import Randomness

/// One training with one codec, whose sent bits are counted as it learns.
///
/// SGD with momentum; pixels are normalised; CifarNet reads windows at random places. Trainings of one repetition have first
/// parameters, shards and batches in common, whatever their codec.
public struct ComparisonTraining: Sendable, Codable {
  /// The name of a ``NamedCodec``.
  public let codec: String
  public let model: ModelName
  /// Workers, which all take part in every round, and pictures in a worker's batch.
  public let workers: Int, batchSize: Int
  public let rounds: Int
  /// Rounds after which the model is tested; it is after the last one too.
  public let evaluationInterval: Int
  public let learningRate: Float, momentum: Float
  /// Training and test pictures used, from the first.
  public let pictures: Int, testPictures: Int
  public let seed: UInt64
  public let repetition: Int

  /// The model after so many rounds, and what was sent until then.
  public struct Point: Sendable, Codable, Equatable {
    public var round = 0
    /// The share of test pictures that are recognised.
    public var accuracy = 0.0
    /// Bits of all workers' messages and answers, headers and all, and of what the server told them beside the model.
    public var uplinkBits = 0, downlinkBits = 0
  }

  /// The points from the cache, or of a training on `jobs` threads, which goes on where it was stopped.
  ///
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public func points(on data: FigureData.Entry, cache: RunCache, jobs: Int) async throws -> [Point] {
    let key = try RunKey(experiment: "comparison", version: 1, options: self, data: data.digests)
    func points(_ codec: some ResumableCodec) async throws -> [Point] {
      try await cache.result(key, jobs: jobs, keepingStateEvery: .seconds(60)) {
        try ComparisonRun(self, with: codec, on: data)
      }
    }
    return try await points(NamedCodec.named(codec)[0].codec())
  }
}

/// A training that is going on.
struct ComparisonRun<Codec: ResumableCodec>: ResumableRun {
  private let options: ComparisonTraining
  private let test: Dataset
  private var training: DistributedTraining<Codec>
  private var next = ComparisonTraining.Point()
  private(set) var result: [ComparisonTraining.Point] = []

  init(_ options: ComparisonTraining, with codec: Codec, on data: FigureData.Entry) throws {
    self.options = options
    test = data.test.prefix(options.testPictures)
    training = try DistributedTraining(
      options.model.network, on: data.train.prefix(options.pictures), shards: options.workers, codec: codec,
      optimizer: SGD(learningRate: .constant(options.learningRate), momentum: options.momentum),
      TrainingConfiguration(workersPerRound: options.workers, batch: .each(options.batchSize), cropsAtRandom: true),
      streams: Streams(seed: options.seed).repetition(options.repetition))
  }

  struct State: Codable {
    let training: Data
    let next: ComparisonTraining.Point
    let result: [ComparisonTraining.Point]
  }

  var state: State { get throws { State(training: try training.snapshot(), next: next, result: result) } }
  var isDone: Bool { training.round >= options.rounds }

  mutating func restore(_ state: State) throws {
    try training.restore(state.training)
    (next, result) = (state.next, state.result)
  }

  mutating func runRound(jobs: Int) async throws {
    let traffic = try await training.runRound(jobs: jobs).traffic
    next.round = training.round
    next.uplinkBits += traffic.uplink.sentBits
    next.downlinkBits += traffic.downlink.sentBits
    guard training.round.isMultiple(of: options.evaluationInterval) || isDone else { return }
    next.accuracy = try await training.network.accuracy(on: test, at: training.server.state, jobs: jobs)
    result.append(next)
  }
}
