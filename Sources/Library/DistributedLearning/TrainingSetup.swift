import Autodiff
import Datasets
import GradientCoding
import Randomness

/// What a server and its workers agree on before the first round, in one process or in many.
///
/// All that is random in a training comes from the streams, so that a server and workers that were set up alike need to
/// tell each other nothing but the round, the model and what the codec sends.
public struct TrainingSetup<Codec: GradientCodec>: Sendable {
  public let network: Network
  public let codec: Codec
  public let configuration: TrainingConfiguration
  /// The number of all workers, also those that sit a round out.
  public let workerCount: Int
  /// Where the layers lie in a gradient.
  public let layout: LayerLayout
  private let batchSizes: [Int]
  private let streams: Streams

  /// Describes a training of as many workers.
  ///
  /// - Parameter streams: The streams of the run: initial parameters, batches, participants and what the codec draws.
  /// - Precondition: A round has a worker at least and no more than there are.
  public init(
    _ network: Network, codec: Codec, _ configuration: TrainingConfiguration, workerCount: Int, streams: Streams
  ) {
    precondition(
      (1...workerCount).contains(configuration.workersPerRound),
      "\(configuration.workersPerRound) of \(workerCount) workers")
    self.network = network
    self.codec = codec
    self.configuration = configuration
    self.workerCount = workerCount
    self.streams = streams
    layout = LayerLayout(network.layout)
    batchSizes = configuration.batch.sizes(workerCount: workerCount)
  }

  /// Equal shards of `count` pictures, drawn from the stream "partition".
  public func partition(of count: Int) -> Partition {
    var rng = streams.generator("partition")
    return .iid(count, shards: workerCount, using: &rng)
  }

  /// Who takes part in a round, drawn without replacement; the weights are the sizes of the batches, or 1 where these are
  /// equal.
  public func plan(of round: Int) -> RoundPlan {
    var rng = streams.generator("participants", round: round)
    let participants = choice(configuration.workersPerRound, of: workerCount, using: &rng).sorted()
    let sizes = participants.map { batchSizes[$0] }
    return RoundPlan(
      round: round, workers: participants, weights: Set(sizes).count == 1 ? nil : sizes.map { Float($0) })
  }

  /// The server, with fresh parameters.
  ///
  /// - Throws: `CodecError` where the codec does not fit the network.
  public func makeServer(_ optimizer: any Optimizer) throws(CodecError) -> ParameterServer<Codec.Server> {
    var rng = streams.generator("initial parameters")
    return ParameterServer(
      state: network.initialState(using: &rng), optimizer: optimizer,
      half: try codec.makeServer(layout: layout, streams: streams),
      momentHalf: IdentityCodec(kind: .auxiliary).makeServer(
        layout: LayerLayout(network.momentLayout), streams: streams),
      momentDecay: configuration.momentDecay)
  }

  /// The workers with these indices.
  ///
  /// - Parameter partition: Which pictures each worker holds, a batch at least.
  /// - Throws: `CodecError` where the codec does not fit the network.
  package func makeWorkers(
    _ indices: Range<Int>, on dataset: Dataset, _ partition: Partition
  ) throws(CodecError) -> WorkerGroup<Codec.Worker> {
    precondition(partition.workerCount == workerCount, "\(partition.workerCount) shards for \(workerCount) workers")
    let momentCodec = IdentityCodec(kind: .auxiliary), momentLayout = LayerLayout(network.momentLayout)
    var workers: [Worker<Codec.Worker>] = []
    for index in indices {
      workers.append(
        Worker(
          sampler: ShardSampler(
            shard: partition.shards[index], batchSize: batchSizes[index], streams: streams, worker: index),
          half: try codec.makeWorker(index, layout: layout, streams: streams),
          momentHalf: momentCodec.makeWorker(index, layout: momentLayout, streams: streams)))
    }
    return WorkerGroup(
      indices: indices, workers: workers, network: network, dataset: dataset,
      cropStreams: configuration.cropsAtRandom ? streams : nil,
      keepsSignals: codec.readsSignals || configuration.keepsSignals,
      computesApart: configuration.computesApart)
  }
}
