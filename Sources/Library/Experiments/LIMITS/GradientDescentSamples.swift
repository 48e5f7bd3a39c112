import Autodiff
import DistributedLearning
import FigureKit
import Models
import Parallelism
import Randomness

/// Global gradients and a worker's noise over the first iterations of many trainings of the MLP, each from a new initial point
/// (LIMITS, III-B, Figure 3 and Table I).
///
/// Each run goes down the gradient of the whole data set. At each iteration a worker's gradient, from a batch of its own
/// drawn from all pictures, gives a sample of the noise N = Y − X.
public struct GradientDescentSamples: Sendable, Codable {
  /// Pictures that count as the global data set, from the first.
  public let pictures: Int
  /// Trainings, and iterations of each.
  public let runs: Int, iterations: Int
  /// Pictures in a worker's batch.
  public let batchSize: Int
  public let learningRate: Float, momentum: Float
  public let seed: UInt64

  public init(
    pictures: Int, runs: Int, iterations: Int, batchSize: Int, learningRate: Float, momentum: Float, seed: UInt64
  ) {
    self.pictures = pictures
    self.runs = runs
    self.iterations = iterations
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.momentum = momentum
    self.seed = seed
  }

  /// What the runs gave.
  public struct Result: Sendable, Codable {
    /// The elements of the gradient.
    public let dimensions: [String]
    /// The global gradients X, [iteration][dimension][run].
    public let signal: [[[Float]]]
    /// The noises N of one worker, in the same order.
    public let noise: [[[Float]]]
  }

  /// X and N of one run, [iteration][dimension].
  private struct Run: Codable {
    var signal: [[Float]] = [], noise: [[Float]] = []
  }

  /// The runs that are kept together.
  private static let blockSize = 50

  /// The result, from the cache as far as it is there.
  ///
  /// - Throws: `CancellationError`, or what the cache throws.
  public func result(on data: FigureData.Entry, _ context: FigureContext) async throws -> Result {
    let key = try RunKey(experiment: "gradient-descent-samples", version: 1, options: self, data: data.digests)
    let network = Network.mlp
    let global = GlobalDataSet(network, data.train, pictures: pictures)
    let dimensions = try await GradientDimensions(network, global, streams: Streams(seed: seed), jobs: context.jobs)
    let blocks = try await context.parallelMap((runs + Self.blockSize - 1) / Self.blockSize, "runs") { block in
      try await context.cache.value(key, part: "block-\(block)") { _ in
        let first = block * Self.blockSize
        var done: [Run] = []
        for run in first..<min(first + Self.blockSize, runs) {
          try Task.checkCancellation()
          done.append(try await self.run(run, network, global, dimensions))
        }
        return done
      }
    }
    let all = blocks.flatMap { $0 }
    func arranged(_ values: (Run) -> [[Float]]) -> [[[Float]]] {
      (0..<iterations).map { t in dimensions.places.indices.map { d in all.map { values($0)[t][d] } } }
    }
    return Result(dimensions: dimensions.names, signal: arranged(\.signal), noise: arranged(\.noise))
  }

  private func run(
    _ index: Int, _ network: Network, _ global: GlobalDataSet, _ dimensions: GradientDimensions
  ) async throws -> Run {
    let streams = Streams(seed: seed).repetition(index)
    var rng = streams.generator("initial parameters")
    var state = network.initialState(using: &rng)
    var optimizer = SGD(learningRate: .constant(learningRate), momentum: momentum)
    var result = Run()
    for iteration in 0..<iterations {
      let gradient = try await global.gradient(at: state, jobs: 1)
      var rng = streams.generator("local batch", round: iteration)
      let local = try await global.localGradients(1, batchSize: batchSize, at: state, using: &rng)[0]
      let x = dimensions.values(gradient)
      result.signal.append(x)
      result.noise.append(zip(dimensions.values(local), x).map { $0 - $1 })
      optimizer.update(&state.parameters, gradient: gradient)
    }
    return result
  }
}

extension GradientDescentSamples {
  static let pictures = Parameter(
    "pictures", smoke: 64, standard: 512, paper: 60_000, in: 32...60_000, "pictures of the global data set")
  static let runs = Parameter("runs", smoke: 60, standard: 2_500, paper: 2_500, in: 20...1_000_000, "trainings")
  static let iterations = Parameter(
    "iterations", smoke: 3, standard: 10, paper: 10, in: 2...1_000, "iterations of gradient descent")
  static let batchSize = Parameter(
    "batch_size", smoke: 16, standard: 128, paper: 128, in: 1...1_000, "pictures in a batch")
  static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "step size")
  static let momentum = Parameter("momentum", 0.5, in: 0...0.999, "momentum")
  /// What figures of these runs declare, so that they share them through the cache.
  public static let parameters: [any ParameterDeclaration] = [
    pictures, runs, iterations, batchSize, learningRate, momentum,
  ]

  /// The runs that the parameters describe.
  public init(_ context: FigureContext) {
    self.init(
      pictures: context[Self.pictures], runs: context[Self.runs], iterations: context[Self.iterations],
      batchSize: context[Self.batchSize], learningRate: Float(context[Self.learningRate]),
      momentum: Float(context[Self.momentum]), seed: context.seed)
  }
}
