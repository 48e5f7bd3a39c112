import Autodiff
import Datasets
import DistributedLearning
import GradientCoding
import Models
import Randomness

/// The sizes of a small training.
struct Trial: Sendable {
  var network = Network.mlp(widths: [24, 10])
  var dataset: Dataset
  /// Workers in all, and in a round.
  var workers = 6, perRound = 6
  var batchSize = 3
  var learningRate: Float = 0.05, momentum: Float = 0
  var seed: UInt64 = 1

  /// The perceptron on handwritten digits.
  init(pictures: Int = 120) throws {
    dataset = SyntheticDigits(.handwritten, count: pictures, seed: 1).dataset()
  }

  /// A network on coloured pictures of 32 by 32.
  init(_ network: Network, pictures: Int = 120) throws {
    self.network = network
    dataset = SyntheticDigits(.coloured, count: pictures, seed: 1).dataset()
  }

  var streams: Streams { Streams(seed: seed) }

  var partition: Partition {
    var rng = streams.generator("partition")
    return Partition.iid(dataset.count, shards: workers, using: &rng)
  }

  var optimizer: SGD { SGD(learningRate: .constant(learningRate), momentum: momentum) }

  var initialState: NetworkState {
    var rng = streams.generator("initial parameters")
    return network.initialState(using: &rng)
  }

  /// The workers of a round, from the stream that names them.
  func participants(of round: Int) -> [Int] {
    var rng = streams.generator("participants", round: round)
    return choice(perRound, of: workers, using: &rng).sorted()
  }

  /// The pictures of a worker's batch.
  func batch(_ worker: Int, round: Int) -> [Int] {
    ShardSampler(shard: partition.shards[worker], batchSize: batchSize, streams: streams, worker: worker).batch(round)
  }

  func training<Codec: GradientCodec>(
    _ codec: Codec, optimizer: (any Optimizer)? = nil
  ) throws -> DistributedTraining<Codec> {
    try DistributedTraining(
      network, on: dataset, partition, codec: codec, optimizer: optimizer ?? self.optimizer,
      TrainingConfiguration(workersPerRound: perRound, batchSize: batchSize), streams: streams)
  }

  func training() throws -> DistributedTraining<IdentityCodec> { try training(IdentityCodec()) }
}

extension NetworkState {
  /// Parameters and moments, bit by bit.
  var bits: [UInt32] { (parameters.scalars + moments.scalars).map(\.bitPattern) }
}

extension BatchGradient {
  /// Gradient, moments and loss, bit by bit.
  var bits: [UInt32] { (gradient.scalars + batchMoments.scalars + [loss]).map(\.bitPattern) }
}

extension [Float] {
  /// Bit by bit.
  var bits: [UInt32] { map(\.bitPattern) }
}

/// The first place where two vectors differ, or nil. A comparison that fails names the place alone, where that of the
/// vectors themselves takes minutes to describe.
func firstDifference<Value: Equatable>(_ a: [Value], _ b: [Value]) -> Int? {
  zip(a, b).enumerated().first { $1.0 != $1.1 }?.offset ?? (a.count == b.count ? nil : Swift.min(a.count, b.count))
}

/// The mean of vectors in single precision: their sum in order, over their number.
func mean(_ vectors: [[Float]]) -> [Float] {
  vectors[0].indices.map { i in
    var sum = vectors[0][i]
    for vector in vectors.dropFirst() { sum += vector[i] }
    return vectors.count > 1 ? sum / Float(vectors.count) : sum
  }
}
