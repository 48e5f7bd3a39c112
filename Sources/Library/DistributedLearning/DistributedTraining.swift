import Autodiff
import Datasets
import GradientCoding
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
  private let setup: TrainingSetup<Codec>
  public internal(set) var server: ParameterServer<Codec.Server>
  /// The index of the next round.
  public internal(set) var round = 0
  var group: WorkerGroup<Codec.Worker>

  public var network: Network { setup.network }
  public var configuration: TrainingConfiguration { setup.configuration }
  /// Where the layers lie in a gradient.
  public var layout: LayerLayout { setup.layout }
  /// The workers in the order of their shards.
  public var workers: [Worker<Codec.Worker>] { group.workers }

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
    try self.init(
      TrainingSetup(
        network, codec: codec, configuration, workerCount: partition.workerCount, streams: streams),
      on: dataset, partition, optimizer: optimizer)
  }

  /// The same with equal shards of pictures that are drawn from the stream "partition".
  public init(
    _ network: Network, on dataset: Dataset, shards: Int, codec: Codec, optimizer: any Optimizer,
    _ configuration: TrainingConfiguration, streams: Streams
  ) throws(CodecError) {
    let setup = TrainingSetup(network, codec: codec, configuration, workerCount: shards, streams: streams)
    try self.init(setup, on: dataset, setup.partition(of: dataset.count), optimizer: optimizer)
  }

  /// Sets up the workers and the server that were agreed on.
  ///
  /// - Throws: `CodecError` where the codec does not fit the network.
  public init(
    _ setup: TrainingSetup<Codec>, on dataset: Dataset, _ partition: Partition, optimizer: any Optimizer
  ) throws(CodecError) {
    self.setup = setup
    server = try setup.makeServer(optimizer)
    group = try setup.makeWorkers(0..<setup.workerCount, on: dataset, partition)
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
    let plan = setup.plan(of: round)
    let results = try await group.gradients(plan, at: server.state, jobs: jobs)
    try observe(RoundObservation(plan: plan, layout: layout, results: results))
    let broadcast = try server.open(plan)
    try await group.encode(
      results, plan, model: server.state.parameters.scalars, broadcast: broadcast?.bytes, jobs: jobs)
    let report = try await server.serve(plan, broadcast: broadcast, over: &group)
    round += 1
    return report
  }
}
