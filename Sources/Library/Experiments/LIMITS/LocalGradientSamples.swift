import Autodiff
import DistributedLearning
import FigureKit
import Models
import Parallelism
import Randomness

/// Local gradients of K workers at one model, that of a late iteration of gradient descent (LIMITS, III-B, Figures 4 and 5).
///
/// In each round every worker draws a batch of its own from all pictures.
public struct LocalGradientSamples: Sendable, Codable {
  /// Pictures that count as the global data set, from the first.
  public let pictures: Int
  /// The iteration of gradient descent, from 1, at whose model the gradients are taken.
  public let iteration: Int
  /// Rounds, and workers in each, K.
  public let rounds: Int, workers: Int
  /// Pictures in a worker's batch.
  public let batchSize: Int
  public let learningRate: Float, momentum: Float
  public let seed: UInt64

  public init(
    pictures: Int, iteration: Int, rounds: Int, workers: Int, batchSize: Int, learningRate: Float, momentum: Float,
    seed: UInt64
  ) {
    self.pictures = pictures
    self.iteration = iteration
    self.rounds = rounds
    self.workers = workers
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.momentum = momentum
    self.seed = seed
  }

  /// What the rounds gave.
  public struct Result: Sendable, Codable {
    /// The elements of the gradient.
    public let dimensions: [String]
    /// The global gradient x at the model, [dimension].
    public let signal: [Float]
    /// Local gradients, [dimension][round × K + worker].
    public let gradients: [[Float]]
  }

  /// Rounds that are taken together.
  private static let blockSize = 50

  /// The result from the cache, or computed.
  ///
  /// - Throws: `CancellationError`, or what the cache throws.
  public func result(on data: FigureData.Entry, _ context: FigureContext) async throws -> Result {
    let key = try RunKey(experiment: "local-gradient-samples", version: 1, options: self, data: data.digests)
    return try await context.cache.value(key, part: "result") { _ in try await sample(data, context) }
  }

  private func sample(_ data: FigureData.Entry, _ context: FigureContext) async throws -> Result {
    let network = Network.mlp, streams = Streams(seed: seed)
    let global = GlobalDataSet(network, data.train, pictures: pictures)
    let dimensions = try await GradientDimensions(network, global, streams: streams, jobs: context.jobs)
    var rng = streams.generator("initial parameters")
    var state = network.initialState(using: &rng)
    var optimizer = SGD(learningRate: .constant(learningRate), momentum: momentum)
    var gradient = try await global.gradient(at: state, jobs: context.jobs)
    for _ in 1..<iteration {
      optimizer.update(&state.parameters, gradient: gradient)
      gradient = try await global.gradient(at: state, jobs: context.jobs)
    }
    let model = state
    let blocks = try await context.parallelMap((rounds + Self.blockSize - 1) / Self.blockSize, "rounds") { block in
      var values: [[Float]] = []
      for round in block * Self.blockSize..<min((block + 1) * Self.blockSize, rounds) {
        try Task.checkCancellation()
        var rng = streams.generator("local batches", round: round)
        let locals = try await global.localGradients(workers, batchSize: batchSize, at: model, using: &rng)
        values += locals.map(dimensions.values)
      }
      return values
    }
    let all = blocks.flatMap { $0 }
    return Result(
      dimensions: dimensions.names, signal: dimensions.values(gradient),
      gradients: dimensions.places.indices.map { dimension in all.map { $0[dimension] } })
  }
}

extension LocalGradientSamples {
  static let pictures = Parameter(
    "pictures", smoke: 200, standard: 60_000, paper: 60_000, in: 32...60_000, "pictures of the global data set")
  static let iteration = Parameter(
    "iteration", smoke: 2, standard: 10, paper: 10, in: 1...1_000, "iteration of gradient descent, from 1")
  static let rounds = Parameter(
    "rounds", smoke: 40, standard: 4_000, paper: 32_000, in: 10...1_000_000, "rounds of K local gradients")
  static let workers = Parameter("workers", smoke: 4, standard: 10, paper: 10, in: 2...100, "workers K")
  static let batchSize = Parameter(
    "batch_size", smoke: 16, standard: 128, paper: 128, in: 1...1_000, "pictures in a batch")
  static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "step size")
  static let momentum = Parameter("momentum", 0.5, in: 0...0.999, "momentum")
  /// What figures of these samples declare, so that they share them through the cache.
  public static let parameters: [any ParameterDeclaration] = [
    pictures, iteration, rounds, workers, batchSize, learningRate, momentum,
  ]

  /// The samples that the parameters describe.
  public init(_ context: FigureContext) {
    self.init(
      pictures: context[Self.pictures], iteration: context[Self.iteration], rounds: context[Self.rounds],
      workers: context[Self.workers], batchSize: context[Self.batchSize],
      learningRate: Float(context[Self.learningRate]), momentum: Float(context[Self.momentum]), seed: context.seed)
  }
}
