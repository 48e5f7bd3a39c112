import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import GradientCoding
import QuantizerCoding
import Randomness

/// One training of THESIS, Chapters 2 to 4, by one scheme, and what others would send of its gradients.
///
/// Pixels are normalised with the mean and the deviation of their set. CifarNet reads windows of 24 by 24, at random places in
/// training and the middle in testing.
public struct ThesisTraining: Sendable, Codable {
  /// The server's rule.
  public enum Rule: String, Sendable, Codable, CaseIterable {
    case sgd = "SGD", adam = "Adam"
  }

  public let model: ModelName
  public let scheme: ThesisScheme
  /// Workers, which all take part in every round.
  public let workers: Int
  /// Pictures in a worker's batch.
  public let batch: BatchDivision
  public let rule: Rule
  /// η in the first epoch, and the factor for each epoch that follows.
  public let learningRate: Float, rateDecay: Float
  /// Training and test pictures used, from the first; and the number of epochs.
  public let pictures: Int, testPictures: Int, epochs: Int
  /// Rounds after which the model is tested; it is after the last one too.
  public let evaluationInterval: Int
  /// Test pictures used after the last round, from the first; nil for as many as before.
  public var finalTestPictures: Int?
  public let probe: ThesisProbe
  public let seed: UInt64
  /// One of several trainings from one seed, with streams of its own.
  public let repetition: Int

  public init(
    model: ModelName, scheme: ThesisScheme, workers: Int, batch: BatchDivision, rule: Rule = .sgd,
    learningRate: Float = 0.01, rateDecay: Float = 0.9, pictures: Int, testPictures: Int, epochs: Int,
    evaluationInterval: Int, probe: ThesisProbe = .none, seed: UInt64,
    repetition: Int = 0
  ) {
    precondition(evaluationInterval >= 1, "tested after \(evaluationInterval) rounds")
    self.model = model
    self.scheme = scheme
    self.workers = workers
    self.batch = batch
    self.rule = rule
    self.learningRate = learningRate
    self.rateDecay = rateDecay
    self.pictures = pictures
    self.testPictures = testPictures
    self.epochs = epochs
    self.evaluationInterval = evaluationInterval
    self.probe = probe
    self.seed = seed
    self.repetition = repetition
  }

  /// The streams of the training.
  var streams: Streams { Streams(seed: seed).repetition(repetition) }

  /// Which rounds make an epoch.
  public var schedule: EpochSchedule {
    EpochSchedule(
      pictures: pictures, picturesPerRound: batch.sizes(workerCount: workers).reduce(0, +), epochs: epochs)
  }

  /// The result from the cache, or of a training on `jobs` threads, which goes on where it was stopped.
  ///
  /// - Parameter interval: The time of computing after which the state is kept again.
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public func result(
    on data: FigureData.Entry, cache: RunCache, jobs: Int, keepingStateEvery interval: Duration = .seconds(60)
  ) async throws -> ThesisResult {
    let key = try RunKey(experiment: "thesis", version: 1, options: self, data: data.digests)
    func result(_ codec: some ResumableCodec) async throws -> ThesisResult {
      try await cache.result(key, jobs: jobs, keepingStateEvery: interval) {
        try ThesisRun(self, with: codec, on: data)
      }
    }
    return try await result(scheme.codec(.words))
  }

  /// The training with a codec, before its first round.
  func training<Codec: GradientCodec>(
    with codec: Codec, on data: FigureData.Entry
  ) throws -> DistributedTraining<Codec> {
    let schedule = schedule
    let rate = LearningRate.stepwise(
      initial: learningRate, factor: rateDecay, at: (1..<max(epochs, 1)).map { schedule.rounds(of: $0).lowerBound })
    let optimizer: any Optimizer =
      switch rule {
      case .sgd: SGD(learningRate: rate)
      case .adam: Adam(learningRate: rate)
      }
    let probesSignals = try probe.schemes.contains { try $0.codec(.adaptiveRange).readsSignals }
    return try DistributedTraining(
      model.network, on: data.train.prefix(pictures), shards: workers, codec: codec, optimizer: optimizer,
      TrainingConfiguration(
        workersPerRound: workers, batch: batch, cropsAtRandom: true, keepsSignals: probesSignals),
      streams: streams)
  }
}
