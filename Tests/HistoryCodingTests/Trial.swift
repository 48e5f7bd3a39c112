import Autodiff
import Datasets
import DistributedLearning
import GradientCoding
import Models
import Randomness

/// A small training with momentum in which 3 of 5 workers take part in each round.
struct Trial: Sendable {
  let network = Network.mlp(widths: [9, 10])
  let dataset = SyntheticDigits(.handwritten, count: 100, seed: 1).dataset()
  var perRound = 3

  func training<Coding: SignCoding>(_ coding: Coding) throws -> DistributedTraining<SignCodec<Coding>> {
    let streams = Streams(seed: 1)
    var rng = streams.generator("partition")
    return try DistributedTraining(
      network, on: dataset, Partition.iid(dataset.count, shards: 5, using: &rng), codec: SignCodec(coding),
      optimizer: SGD(learningRate: .constant(0.01), momentum: 0.5),
      TrainingConfiguration(workersPerRound: perRound, batchSize: 4), streams: streams)
  }
}

/// The first place where two vectors differ, bit by bit, or nil.
func firstDifference(_ a: [Float], _ b: [Float]) -> Int? {
  zip(a, b).enumerated().first { $1.0.bitPattern != $1.1.bitPattern }?.offset
    ?? (a.count == b.count ? nil : Swift.min(a.count, b.count))
}
