import Autodiff
import Datasets
import GradientCoding
import Parallelism
import Randomness

/// What an observer sees of a round before anything is encoded.
public struct RoundObservation: Sendable {
  /// The round, the workers that take part and their weights.
  public let plan: RoundPlan
  /// Where the layers lie in a gradient.
  public let layout: LayerLayout
  /// Gradient, loss and batch moments of each worker, in the order of `workers`.
  public let results: [BatchGradient]

  /// The round's index, from 0.
  public var round: Int { plan.round }
  /// The workers that take part, ascending.
  public var workers: [Int] { plan.workers }

  /// The elements of one layer in the gradient of the worker at `place`.
  public func gradient(of place: Int, layer: Int) -> Tensor { results[place].gradient.rows(layout.layers[layer].range) }
}

/// What a round cost and gave.
public struct RoundReport: Sendable {
  /// The round, the workers that took part and their weights.
  public let plan: RoundPlan
  /// The mean of their losses, weighted as the gradients are, before the step.
  public let loss: Double
  /// Gradient messages in both directions.
  public let traffic: Traffic
  /// Batch moments sent to the server as 32-bit floats.
  public let momentBits: BitCount
  /// The server's estimate of the mean gradient.
  public let estimate: [Float]

  /// The round's index, from 0.
  public var round: Int { plan.round }
  /// The workers that took part, ascending.
  public var workers: [Int] { plan.workers }
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
  private let keepsSignals: Bool

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
    keepsSignals = codec.readsSignals || configuration.keepsSignals
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
    let batchSizes = configuration.batch.sizes(workerCount: partition.workerCount)
    for (index, (shard, batchSize)) in zip(partition.shards, batchSizes).enumerated() {
      workers.append(
        Worker(
          sampler: ShardSampler(shard: shard, batchSize: batchSize, streams: streams, worker: index),
          half: try codec.makeWorker(index, layout: layout, streams: streams),
          momentHalf: momentCodec.makeWorker(index, layout: momentLayout, streams: streams)))
    }
  }

  /// The same with equal shards of pictures that are drawn from the stream "partition".
  public init(
    _ network: Network, on dataset: Dataset, shards: Int, codec: Codec, optimizer: any Optimizer,
    _ configuration: TrainingConfiguration, streams: Streams
  ) throws(CodecError) {
    var rng = streams.generator("partition")
    try self.init(
      network, on: dataset, .iid(dataset.count, shards: shards, using: &rng), codec: codec, optimizer: optimizer,
      configuration, streams: streams)
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
    let plan = plan(of: participants)
    let results = try await localResults(participants, jobs: jobs)
    try observe(RoundObservation(plan: plan, layout: layout, results: results))

    let model = server.state.parameters.scalars
    var traffic = Traffic()
    let broadcast = try server.half.open(plan, model: model)
    if let broadcast { traffic.downlink += broadcast.bits * participants.count }
    let messages = try await encode(results, plan, model: model, broadcast: broadcast?.bytes, jobs: jobs)
    let estimate = try server.half.decode(messages.map(\.gradient), traffic: &traffic) { request throws(CodecError) in
      guard participants.contains(request.worker) else { throw .unknownWorker(request.worker) }
      return try workers[request.worker].half.answer(request.message.bytes)
    }
    let momentBits = try mixMoments(plan, messages.compactMap(\.moments))
    server.step(estimate)
    defer { round += 1 }
    let loss = zip(results, plan.weights).reduce(0) { $0 + Double($1.0.loss) * Double($1.1) }
    return RoundReport(
      plan: plan, loss: loss / plan.weights.reduce(0) { $0 + Double($1) }, traffic: traffic, momentBits: momentBits,
      estimate: estimate)
  }

  /// The workers of a round, drawn without replacement, ascending.
  private func participants(of round: Int) -> [Int] {
    var rng = streams.generator("participants", round: round)
    return choice(configuration.workersPerRound, of: workers.count, using: &rng).sorted()
  }

  /// The weights are the sizes of the batches, or 1 where these are equal.
  private func plan(of participants: [Int]) -> RoundPlan {
    let sizes = participants.map { workers[$0].sampler.batchSize }
    return RoundPlan(
      round: round, workers: participants, weights: Set(sizes).count == 1 ? nil : sizes.map { Float($0) })
  }

  /// What the participants compute from their batches of the round.
  private func localResults(_ participants: [Int], jobs: Int) async throws -> [BatchGradient] {
    try await network.localGradients(
      participants.map { workers[$0].sampler }, of: dataset, round: round, at: server.state,
      cropsFrom: configuration.cropsAtRandom ? streams : nil, jobs: jobs, keepsSignals: keepsSignals)
  }

  /// What the workers of a round send, in their order.
  ///
  /// The workers' halves move to the threads and back, so that nothing that they keep is copied.
  private mutating func encode(
    _ results: [BatchGradient], _ plan: RoundPlan, model: [Float], broadcast: [UInt8]?, jobs: Int
  ) async throws -> [WorkerMessages] {
    let slots = workers.map { WorkerSlot($0) }
    workers = []
    defer { workers = slots.map(\.worker) }
    return try await parallelMap(results.count, jobs: jobs) { place in
      try slots[plan.workers[place]].withWorker { worker throws(CodecError) in
        try worker.half.begin(round: plan.round, model: model, broadcast: broadcast)
        return try worker.encode(results[place], round: plan.round)
      }
    }
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
