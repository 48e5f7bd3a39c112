import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import Parallelism
import Randomness

/// The relative errors ‖ĝ − g‖²/‖g‖² of gradients that a training by one worker passes, compressed by several schemes many
/// times each (THESIS, Figures 4.1 and 4.2): the training itself sends them as they are.
///
/// The rate is constant, without momentum. Repetitions of a scheme differ in its random numbers alone.
public struct CompressionErrors: Sendable, Codable {
  public let model: ModelName
  public let schemes: [ErrorScheme]
  /// Training and test pictures used, from the first; pictures in a batch.
  public let pictures: Int, testPictures: Int, batchSize: Int
  /// The rounds of the training, and the points where gradients are taken: in equal ratios of the round from the first on.
  public let rounds: Int, points: Int
  /// The rounds one after the other whose gradients make a point.
  public let gradients: Int
  /// How often a gradient is compressed by a scheme.
  public let repetitions: Int
  public let learningRate: Float
  public let seed: UInt64

  public init(
    model: ModelName, schemes: [ErrorScheme], pictures: Int, testPictures: Int, batchSize: Int, rounds: Int,
    points: Int, gradients: Int, repetitions: Int, learningRate: Float, seed: UInt64
  ) {
    precondition(points >= 1 && gradients >= 1 && repetitions >= 1, "\(points) points of \(gradients) gradients")
    precondition(rounds >= points * gradients, "\(points) points of \(gradients) gradients in \(rounds) rounds")
    self.model = model
    self.schemes = schemes
    self.pictures = pictures
    self.testPictures = testPictures
    self.batchSize = batchSize
    self.rounds = rounds
    self.points = points
    self.gradients = gradients
    self.repetitions = repetitions
    self.learningRate = learningRate
    self.seed = seed
  }

  /// What repetitions of one gradient gave.
  public struct Outcome: Sendable, Codable {
    /// ‖ĝ − g‖²/‖g‖² of each.
    public let relativeErrors: [Double]
    /// ‖mean of ĝ − g‖²/‖g‖², the mean being over the repetitions.
    public let squaredMean: Double
    /// 32 bits for each number over those of symbols and floats, and over a message by the range coder (nan for
    /// sparsification).
    public let gain: Double, codedGain: Double

    public init(relativeErrors: [Double], squaredMean: Double, gain: Double, codedGain: Double) {
      self.relativeErrors = relativeErrors
      self.squaredMean = squaredMean
      self.gain = gain
      self.codedGain = codedGain
    }
  }

  /// A gradient, and what each of the schemes made of it.
  public struct Sample: Sendable, Codable {
    public let point: Int, round: Int
    /// The share of test pictures recognised before the first round of the point.
    public let accuracy: Double
    /// One for each scheme.
    public let outcomes: [Outcome]

    public init(point: Int, round: Int, accuracy: Double, outcomes: [Outcome]) {
      self.point = point
      self.round = round
      self.accuracy = accuracy
      self.outcomes = outcomes
    }
  }

  /// The first rounds of the points.
  public var starts: [Int] {
    var starts: [Int] = []
    for point in 0..<points {
      let share = points > 1 ? Double(point) / Double(points - 1) : 0
      let wanted = Int(pow(Double(rounds - gradients + 1), share).rounded()) - 1
      let least = (starts.last ?? -gradients) + gradients
      starts.append(min(max(wanted, least), rounds - (points - point) * gradients))
    }
    return starts
  }

  /// The samples from the cache, or of a training on `jobs` threads, which goes on where it was stopped.
  ///
  /// - Throws: `CompressiveSamplingError` or `QuantizationError` for schemes that cannot be, `CancellationError`, or what
  ///   the cache throws.
  public func samples(on data: FigureData.Entry, cache: RunCache, jobs: Int) async throws -> [Sample] {
    let key = try RunKey(experiment: "compression-errors", version: 1, options: self, data: data.digests)
    return try await cache.result(key, jobs: jobs, keepingStateEvery: .seconds(30)) { try Run(self, on: data) }
  }

  /// A training that is going on, and the samples so far.
  private struct Run: ResumableRun {
    private let options: CompressionErrors
    private let compressors: [ErrorCompressor]
    private let test: Dataset
    private var training: DistributedTraining<IdentityCodec>
    private var accuracy = 0.0
    private var samples: [Sample] = []

    init(_ options: CompressionErrors, on data: FigureData.Entry) throws {
      self.options = options
      test = data.test.prefix(options.testPictures)
      training = try DistributedTraining(
        options.model.network, on: data.train.prefix(options.pictures), shards: 1, codec: IdentityCodec(),
        optimizer: SGD(learningRate: .constant(options.learningRate), momentum: 0),
        TrainingConfiguration(workersPerRound: 1, batchSize: options.batchSize), streams: Streams(seed: options.seed))
      let layout = training.layout
      compressors = try options.schemes.map { try ErrorCompressor($0, layout) }
    }

    struct State: Codable {
      let training: Data
      let accuracy: Double
      let samples: [Sample]
    }

    var state: State { get throws { try State(training: training.snapshot(), accuracy: accuracy, samples: samples) } }
    var isDone: Bool { training.round >= options.rounds }
    var result: [Sample] { samples }

    mutating func restore(_ state: State) throws {
      try training.restore(state.training)
      accuracy = state.accuracy
      samples = state.samples
    }

    mutating func runRound(jobs: Int) async throws {
      let round = training.round, starts = options.starts
      let point = starts.lastIndex { ($0..<$0 + options.gradients).contains(round) }
      if starts.contains(round) {
        accuracy = try await training.network.accuracy(on: test, at: training.server.state, jobs: jobs)
      }
      var gradient: [Float] = []
      _ = try await training.runRound(jobs: jobs) { observation in
        if point != nil { gradient = observation.results[0].gradient.scalars }
      }
      guard let point else { return }
      let outcomes = try await parallelMap(compressors.count, jobs: jobs) { [options, compressors, gradient] index in
        try options.outcome(of: gradient, compressors[index], round: round)
      }
      samples.append(Sample(point: point, round: round, accuracy: accuracy, outcomes: outcomes))
    }
  }

  /// Compresses a gradient many times.
  private func outcome(of gradient: [Float], _ compressor: ErrorCompressor, round: Int) throws -> Outcome {
    var errors: [Double] = [], sums = [Float](repeating: 0, count: gradient.count)
    let square = gradient.reduce(0) { $0 + Double($1) * Double($1) }
    for repetition in 0..<repetitions {
      try Task.checkCancellation()
      let read = try compressor.reading(of: gradient, Streams(seed: seed).repetition(repetition), round: round)
      var error = 0.0
      for index in read.indices {
        let difference = read[index] - gradient[index]
        error += Double(difference) * Double(difference)
        sums[index] += difference
      }
      errors.append(error / square)
    }
    let mean = sums.reduce(0) { $0 + Double($1) * Double($1) } / Double(repetitions * repetitions)
    return Outcome(
      relativeErrors: errors, squaredMean: mean / square, gain: compressor.gain,
      codedGain: try compressor.codedGain(of: gradient, Streams(seed: seed), round: round))
  }
}

extension CompressionErrors {
  static let model = Parameter("model", smoke: ModelName.mlp, standard: .leNet, paper: .leNet, "network")
  static let pictures = Parameter(
    "pictures", smoke: 100, standard: 20_000, paper: 60_000, in: 100...60_000, "training pictures")
  static let testPictures = Parameter(
    "test_pictures", smoke: 50, standard: 2_000, paper: 10_000, in: 10...10_000, "test pictures")
  static let batchSize = Parameter(
    "batch_size", smoke: 10, standard: 128, paper: 128, in: 1...1_000, "pictures in a batch")
  static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "step size")
  /// The training, which all figures of it declare.
  public static let parameters: [any ParameterDeclaration] = [
    model, pictures, testPictures, batchSize, learningRate,
  ]

  /// The errors in the training that the parameters describe.
  public init(
    _ context: FigureContext, schemes: [ErrorScheme], rounds: Int, points: Int, gradients: Int, repetitions: Int
  ) {
    let data = context.data[.mnist]
    self.init(
      model: context[Self.model], schemes: schemes, pictures: min(data.train.count, context[Self.pictures]),
      testPictures: min(data.test.count, context[Self.testPictures]), batchSize: context[Self.batchSize],
      rounds: rounds, points: points, gradients: gradients, repetitions: repetitions,
      learningRate: Float(context[Self.learningRate]), seed: context.seed)
  }
}
