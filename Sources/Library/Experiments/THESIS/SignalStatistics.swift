import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import IndirectQuantization
import Models
import Randomness

/// The signals that make the gradients of FC 784-1000-300-100-10 at stages of its training (THESIS, Sections 3.4 and 3.5 and
/// Appendix B).
///
/// > Note: The thesis' K levels are read as in its Equation (3.8), K to either side of zero, 2K + 1 points, for all schemes.
/// > Note: The rate is 0.01, times 0.9 an epoch, without momentum. A stage is where the accuracy on the test pictures is first
/// > seen to reach a value; it is looked at every few rounds.
public struct SignalStatistics: Sendable, Codable {
  /// Training and test pictures used, from the first.
  public let pictures: Int, testPictures: Int
  /// Passes over the pictures, and pictures in a batch, L.
  public let epochs: Int, batchSize: Int
  public let learningRate: Float
  /// The accuracies that make a stage, ascending, and the rounds between two looks.
  public let accuracies: [Double], checkInterval: Int
  /// The greatest K, and the batches that are looked at in a stage.
  public let levels: Int, batches: Int
  /// The pictures of which marginals are taken, and samples drawn for the distance of a true law.
  public let marginalPictures: Int, nullRepetitions: Int
  public let repetition: Int
  public let seed: UInt64

  /// The stages from the cache, or of a training that goes on where it was stopped.
  ///
  /// - Throws: `CodecError`, `LawFitError`, `CancellationError`, or what the cache throws.
  func stages(on data: FigureData.Entry, cache: RunCache) async throws -> [SignalStage] {
    let key = try RunKey(experiment: "signal-statistics", version: 1, options: self, data: data.digests)
    return try await cache.result(key, jobs: 1, keepingStateEvery: .seconds(30)) { try Run(self, on: data) }
  }

  /// A training that is going on, and the stages that it has passed.
  struct Run: ResumableRun {
    private let options: SignalStatistics
    private let probe: SignalProbe
    private let test: Dataset
    private let rounds: Int
    private var training: DistributedTraining<IdentityCodec>
    private var stages: [SignalStage] = []

    init(_ options: SignalStatistics, on data: FigureData.Entry) throws {
      self.options = options
      let streams = Streams(seed: options.seed).repetition(options.repetition)
      let train = data.train.prefix(options.pictures), period = train.count / options.batchSize
      test = data.test.prefix(options.testPictures)
      rounds = options.epochs * period
      probe = SignalProbe(options, train: train, streams: streams)
      var rng = streams.generator("partition")
      training = try DistributedTraining(
        .fc1000, on: train, .iid(train.count, shards: 1, using: &rng), codec: IdentityCodec(),
        optimizer: SGD(
          learningRate: .exponential(initial: options.learningRate, factor: 0.9, period: period), momentum: 0),
        TrainingConfiguration(workersPerRound: 1, batchSize: options.batchSize), streams: streams)
    }

    struct State: Codable {
      let training: Data
      let stages: [SignalStage]
    }

    var state: State { get throws { try State(training: training.snapshot(), stages: stages) } }
    var isDone: Bool { training.round >= rounds }
    var result: [SignalStage] { stages }

    mutating func restore(_ state: State) throws {
      try training.restore(state.training)
      stages = state.stages
    }

    mutating func runRound(jobs: Int) async throws {
      if training.round.isMultiple(of: options.checkInterval) { try await noteStages(jobs: jobs) }
      _ = try await training.runRound(jobs: jobs)
      if isDone { try await note(options.accuracies.count + 1, accuracy(jobs: jobs), jobs: jobs) }
    }

    /// Notes the start, and the accuracies that are reached.
    private mutating func noteStages(jobs: Int) async throws {
      guard stages.count <= options.accuracies.count else { return }
      let accuracy = try await accuracy(jobs: jobs)
      if training.round == 0 { try await note(0, accuracy, jobs: jobs) }
      while stages.count <= options.accuracies.count, accuracy >= options.accuracies[stages.count - 1] {
        try await note(stages.count, accuracy, jobs: jobs)
      }
    }

    private func accuracy(jobs: Int) async throws -> Double {
      try await training.network.accuracy(on: test, at: training.server.state, jobs: jobs)
    }

    private mutating func note(_ place: Int, _ accuracy: Double, jobs: Int) async throws {
      stages.append(
        SignalStage(
          name: SignalStage.name(place, options.accuracies), round: training.round, accuracy: accuracy,
          batches: try await probe.batches(at: training.server.state, place: place),
          marginals: try await probe.marginals(at: training.server.state, place: place)))
    }
  }
}
