import Autodiff
import Datasets
import GradientCoding
import Randomness

/// The sizes of a synchronous distributed training.
public struct TrainingConfiguration: Sendable, Codable, Equatable {
  /// Workers that take part in a round, K, drawn anew from all for each round.
  public var workersPerRound: Int
  /// Pictures in a worker's batch, B.
  public var batchSize: Int
  /// The share of a moving moment that stays when a round's is mixed in.
  public var momentDecay: Float

  public init(workersPerRound: Int, batchSize: Int, momentDecay: Float = 0.9) {
    self.workersPerRound = workersPerRound
    self.batchSize = batchSize
    self.momentDecay = momentDecay
  }
}

/// What an observer sees of a round before anything is encoded.
public struct RoundObservation: Sendable {
  /// The round's index, from 0.
  public let round: Int
  /// The workers that take part, ascending.
  public let workers: [Int]
  /// Where the layers lie in a gradient.
  public let layout: LayerLayout
  /// Gradient, loss and batch moments of each worker, in the order of `workers`.
  public let results: [BatchGradient]

  /// The elements of one layer in the gradient of the worker at `place`.
  public func gradient(of place: Int, layer: Int) -> Tensor { results[place].gradient.rows(layout.layers[layer].range) }
}

/// What a round cost and gave.
public struct RoundReport: Sendable {
  /// The round's index, from 0.
  public let round: Int
  /// The workers that took part, ascending.
  public let workers: [Int]
  /// The mean of their losses, before the step.
  public let loss: Double
  /// Gradient messages in both directions.
  public let traffic: Traffic
  /// Batch moments sent to the server as 32-bit floats.
  public let momentBits: BitCount
  /// The server's estimate of the mean gradient.
  public let estimate: [Float]
}

/// Synchronous training by workers that send encoded gradients to a parameter server.
///
/// The server sees bytes, the seed and its own past; nothing else crosses. Each round draws its workers, computes
/// their gradients at the server's model, encodes, decodes and takes one step.
public struct DistributedTraining<Codec: GradientCodec>: Sendable {
  public let network: Network
  public let configuration: TrainingConfiguration
  /// Where the layers lie in a gradient.
  public let layout: LayerLayout
  public internal(set) var server: ParameterServer<Codec.Server>
  /// The index of the next round.
  public internal(set) var round = 0
  private let dataset: Dataset
  /// The workers in the order of their shards.
  public internal(set) var workers: [Worker<Codec.Worker>]
  private let streams: Streams
  private let readsSignals: Bool

  /// Sets up workers, one for each shard, and a server with fresh parameters.
  ///
  /// - Parameters:
  ///   - dataset: The training pictures.
  ///   - partition: Which pictures each worker holds, a batch at least.
  ///   - streams: The streams of the run: initial parameters, batches, participants and what the codec draws.
  /// - Throws: `CodecError` where the codec does not fit the network.
  public init(
    _ network: Network, on dataset: Dataset, _ partition: Partition, codec: Codec, optimizer: any Optimizer,
    _ configuration: TrainingConfiguration, streams: Streams
  ) throws(CodecError) {
    precondition(
      (1...partition.workerCount).contains(configuration.workersPerRound),
      "\(configuration.workersPerRound) of \(partition.workerCount) workers")
    self.network = network
    self.configuration = configuration
    self.dataset = dataset
    self.streams = streams
    readsSignals = codec.readsSignals
    layout = LayerLayout(network.layout)
    let momentLayout = LayerLayout(network.momentLayout)
    let momentCodec = IdentityCodec(kind: .auxiliary)
    var rng = streams.generator("initial parameters")
    server = ParameterServer(
      state: network.initialState(using: &rng), optimizer: optimizer,
      half: try codec.makeServer(layout: layout, streams: streams),
      momentHalf: momentCodec.makeServer(layout: momentLayout, streams: streams),
      momentDecay: configuration.momentDecay)
    workers = []
    for (index, shard) in partition.shards.enumerated() {
      workers.append(
        Worker(
          sampler: ShardSampler(shard: shard, batchSize: configuration.batchSize, streams: streams, worker: index),
          half: try codec.makeWorker(index, layout: layout, streams: streams),
          momentHalf: momentCodec.makeWorker(index, layout: momentLayout, streams: streams)))
    }
  }

  /// Runs one round.
  ///
  /// After an error model and round are as before. The same round can then be run again, but for codecs that keep
  /// something from round to round.
  ///
  /// - Parameters:
  ///   - jobs: The number of threads; results do not depend on it.
  ///   - observe: Sees the local gradients before they are encoded.
  /// - Throws: `CodecError`, also where the server asks a worker that takes no part; `CancellationError`; what the
  ///   observer throws.
  public mutating func runRound(
    jobs: Int, observing observe: (RoundObservation) throws -> Void = { _ in }
  ) async throws -> RoundReport {
    let participants = participants(of: round)
    let results = try await localResults(participants, jobs: jobs)
    try observe(RoundObservation(round: round, workers: participants, layout: layout, results: results))

    let plan = RoundPlan(round: round, workers: participants)
    let model = server.state.parameters.scalars
    var traffic = Traffic()
    let broadcast = try server.half.open(plan, model: model)
    if let broadcast { traffic.downlink += broadcast.bits * participants.count }
    var messages: [Message] = [], momentMessages: [Message] = []
    for (worker, result) in zip(participants, results) {
      try workers[worker].half.begin(round: round, model: model, broadcast: broadcast?.bytes)
      let (gradient, moments) = try workers[worker].encode(result, round: round)
      messages.append(gradient)
      if let moments { momentMessages.append(moments) }
    }
    let estimate = try server.half.decode(messages, traffic: &traffic) { request throws(CodecError) in
      guard participants.contains(request.worker) else { throw .unknownWorker(request.worker) }
      return try workers[request.worker].half.answer(request.message.bytes)
    }
    let momentBits = try mixMoments(plan, momentMessages)
    server.step(estimate)
    defer { round += 1 }
    return RoundReport(
      round: round, workers: participants, loss: results.reduce(0) { $0 + Double($1.loss) } / Double(results.count),
      traffic: traffic, momentBits: momentBits, estimate: estimate)
  }

  /// The workers of a round, drawn without replacement, ascending.
  private func participants(of round: Int) -> [Int] {
    var rng = streams.generator("participants", round: round)
    return choice(configuration.workersPerRound, of: workers.count, using: &rng).sorted()
  }

  /// What the participants compute from their batches of the round.
  private func localResults(_ participants: [Int], jobs: Int) async throws -> [BatchGradient] {
    let batch = Batch(
      dataset, participants.flatMap { workers[$0].sampler.batch(round) }, crop: network.crop(of: dataset))
    return try await network.batchGradients(
      batch, workerCount: participants.count, at: server.state, jobs: jobs, keepsSignals: readsSignals)
  }

  /// Sends the batch moments and mixes their mean into the moving ones.
  private mutating func mixMoments(_ plan: RoundPlan, _ messages: [Message]) throws(CodecError) -> BitCount {
    if messages.isEmpty { return .zero }
    var traffic = Traffic()
    _ = server.momentHalf.open(plan, model: [])
    let moments = try server.momentHalf.decode(messages, traffic: &traffic) { request throws(CodecError) in
      throw .unexpectedDownlink(worker: request.worker)
    }
    server.mix(moments: moments)
    return traffic.uplink
  }
}
