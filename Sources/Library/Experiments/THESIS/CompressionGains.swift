import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import GradientCoding
import IndirectQuantization
import Models
import QuantizerCoding
import Randomness

/// What one worker's message takes by the schemes of THESIS, Table 3.3, for batches of several sizes.
///
/// A network trains by itself until it recognises a share of test pictures, 40 % in the thesis' Figures 3.2 and 3.3, and the
/// gradients of fresh batches are coded. Without data it stands at its initial parameters and reads noise.
public struct CompressionGains: Sendable, Codable {
  /// What a message takes, in bits.
  public struct Message: Sendable, Codable, Equatable {
    public let batchSize: Int
    public let scheme: GainScheme
    /// All symbols in words of 32 bits, and parameters.
    public let raw: Int
    /// What was sent, headers and all: all symbols by the range coder; those of signals by it, all others in words.
    public let coded: Int, mixed: Int
    /// At the symbols' empirical entropy in each signal or layer.
    public let entropy: Double
    /// What the server sends back to each worker: the mean gradient as 32-bit floats.
    public let answer: Int
    /// ‖ĝ − g‖² / ‖g‖² of what the server decodes.
    public let normalizedError: Double
  }

  /// The messages, and the network that they are of.
  public struct Result: Sendable, Codable, Equatable {
    public let messages: [Message]
    /// The number of numbers in a gradient, P.
    public let parameterCount: Int
    /// Rounds that it was trained, and its accuracy after them; nan without training.
    public let rounds: Int, accuracy: Double
  }

  public let model: ModelName
  /// The accuracy at which training ends, and the rounds at most.
  public let accuracy: Double, roundLimit: Int
  /// The training's batch, step size and momentum.
  public let trainingBatch: Int
  public let learningRate: Float, momentum: Float
  /// The batches that are coded.
  public let batchSizes: [Int]
  public let schemes: [GainScheme]
  public let seed: UInt64

  public init(
    model: ModelName, accuracy: Double, roundLimit: Int, trainingBatch: Int = 128, learningRate: Float = 0.01,
    momentum: Float = 0.9, batchSizes: [Int], schemes: [GainScheme], seed: UInt64
  ) {
    self.model = model
    self.accuracy = accuracy
    self.roundLimit = roundLimit
    self.trainingBatch = trainingBatch
    self.learningRate = learningRate
    self.momentum = momentum
    self.batchSizes = batchSizes
    self.schemes = schemes
    self.seed = seed
  }

  /// The result from the cache, or computed on one thread.
  ///
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public func result(on data: FigureData.Entry?, cache: RunCache) async throws -> Result {
    let key = try RunKey(experiment: "thesis-gains", version: 1, options: self, data: data?.digests ?? [])
    return try await cache.value(key, part: "messages") { _ in
      let network = model.network, trained = try await trained(network, on: data)
      var messages: [Message] = []
      for (index, size) in batchSizes.enumerated() {
        let batch = batch(size, at: index, for: network, of: data)
        let result = try await network.batchGradients(
          batch, workerCount: 1, at: trained.state, jobs: 1, keepsSignals: true)[0]
        let gradient = LocalGradient(values: result.gradient.scalars, signals: result.signals)
        messages += try schemes.map { try message(of: gradient, $0, batchSize: size, LayerLayout(network.layout)) }
      }
      return Result(
        messages: messages, parameterCount: network.layout.count, rounds: trained.rounds, accuracy: trained.accuracy)
    }
  }

  private func message(
    of gradient: LocalGradient, _ scheme: GainScheme, batchSize: Int, _ layout: LayerLayout
  ) throws -> Message {
    try Task.checkCancellation()
    let streams = Streams(seed: seed)
    let coded = try scheme.delivery(of: gradient, direct: .adaptiveRange, layout: layout, streams: streams)
    let mixed = try scheme.delivery(of: gradient, direct: .words, layout: layout, streams: streams)
    return Message(
      batchSize: batchSize, scheme: scheme, raw: coded.bits.raw, coded: coded.bits.sentBits, mixed: mixed.bits.sentBits,
      entropy: coded.bits.entropy ?? .nan,
      answer: Exchange.centralized.traffic(of: [coded.bits], layout: layout).downlink.sentBits,
      normalizedError: coded.normalizedError)
  }

  /// The network after its training.
  private func trained(
    _ network: Network, on data: FigureData.Entry?
  ) async throws -> (state: NetworkState, rounds: Int, accuracy: Double) {
    let streams = Streams(seed: seed)
    guard let data else {
      var rng = streams.generator("initial parameters")
      return (network.initialState(using: &rng), 0, .nan)
    }
    let test = data.test.prefix(500)
    var training = try DistributedTraining(
      network, on: data.train, shards: 1, codec: IdentityCodec(),
      optimizer: SGD(learningRate: .constant(learningRate), momentum: momentum),
      TrainingConfiguration(workersPerRound: 1, batchSize: trainingBatch), streams: streams)
    var reached = 0.0
    while reached < accuracy, training.round < roundLimit {
      _ = try await training.runRound(jobs: 1)
      reached = try await network.accuracy(on: test, at: training.server.state, jobs: 1)
    }
    return (training.server.state, training.round, reached)
  }

  /// Pictures of the data at random places, or of noise.
  private func batch(_ size: Int, at index: Int, for network: Network, of data: FigureData.Entry?) -> Batch {
    var rng = Streams(seed: seed).generator("coded batch", round: index)
    guard let data else { return .noise(size, for: network, using: &rng) }
    let places = (0..<size).map { _ in rng.index(below: data.train.count) }
    let size = network.inputShape[0]
    return Batch(data.train, places, crop: size < data.train.height ? size : nil)
  }
}

extension Batch {
  /// Pictures of independent standard normal pixels, with labels drawn from all classes alike.
  static func noise(_ size: Int, for network: Network, using rng: inout Philox) -> Batch {
    let classes = network.layout.entries.last?.shape.last ?? 1
    let images = Tensor([size] + network.inputShape) { Normal().fill(&$0, using: &rng) }
    return Batch(images: images, labels: (0..<size).map { _ in Int32(rng.index(below: classes)) })
  }
}
