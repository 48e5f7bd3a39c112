import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import MessagePassing
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
  /// Whether each worker's gradient is computed by itself, with the same bits in one process and between many.
  public var computesApart = false

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
  /// - Parameter takeState: Is given the snapshot after the last round, where the points are not from the cache.
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public func points(
    on data: FigureData.Entry, cache: RunCache, jobs: Int, keepingStateEvery interval: Duration = .seconds(60),
    takingState takeState: ((Data) throws -> Void)? = nil
  ) async throws -> [Point] {
    func points(_ codec: some ResumableCodec) async throws -> [Point] {
      try await cache.value(key(on: data), part: "result") { checkpoint in
        let setup = setup(codec), pictures = data.train.prefix(pictures)
        var run = ComparisonRun(
          self, try DistributedTraining(setup, on: pictures, setup.partition(of: pictures.count), optimizer: optimizer),
          on: data)
        try await run.finish(checkpoint, jobs: jobs, keepingStateEvery: interval)
        if let takeState { try takeState(run.training.snapshot()) }
        return run.result
      }
    }
    return try await points(NamedCodec.named(codec)[0].codec())
  }

  /// The key of the results; what arrival changes is kept apart.
  func key(on data: FigureData.Entry, order: DecodingOrder = .fixed) throws -> RunKey {
    try RunKey(
      experiment: order == .fixed ? "comparison" : "comparison-arrival", version: 1, options: self, data: data.digests)
  }

  func setup<Codec: GradientCodec>(_ codec: Codec) -> TrainingSetup<Codec> {
    TrainingSetup(
      model.network, codec: codec,
      TrainingConfiguration(
        workersPerRound: workers, batch: .each(batchSize), cropsAtRandom: true, computesApart: computesApart),
      workerCount: workers, streams: Streams(seed: seed).repetition(repetition))
  }

  var optimizer: SGD { SGD(learningRate: .constant(learningRate), momentum: momentum) }
}

/// A training that is going on.
struct ComparisonRun<Training: ResumableTraining>: ResumableRun {
  private let options: ComparisonTraining
  private let test: Dataset
  private(set) var training: Training
  private var next = ComparisonTraining.Point()
  private(set) var result: [ComparisonTraining.Point] = []

  init(_ options: ComparisonTraining, _ training: Training, on data: FigureData.Entry) {
    self.options = options
    self.training = training
    test = data.test.prefix(options.testPictures)
  }

  struct State: Codable {
    let training: Data
    let next: ComparisonTraining.Point
    let result: [ComparisonTraining.Point]
  }

  var state: State {
    get async throws { State(training: try await training.snapshot(), next: next, result: result) }
  }
  var isDone: Bool { training.round >= options.rounds }

  mutating func restore(_ state: State) async throws {
    try await training.restore(state.training)
    (next, result) = (state.next, state.result)
  }

  mutating func runRound(jobs: Int) async throws {
    let traffic = try await training.runRound(jobs: jobs).traffic
    next.round = training.round
    next.uplinkBits += traffic.uplink.sentBits
    next.downlinkBits += traffic.downlink.sentBits
    guard training.round.isMultiple(of: options.evaluationInterval) || isDone else { return }
    next.accuracy = try await training.network.accuracy(on: test, at: training.state, jobs: jobs)
    result.append(next)
  }
}
