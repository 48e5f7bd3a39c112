// Four workers train a perceptron on rendered digits and send signs.

import Autodiff
import Datasets
import DistributedLearning
import GradientCoding
import Models
import Randomness

func train() async throws {
  let digits = SyntheticDigits(.handwritten, count: 2_000, seed: 1).dataset()
  let test = SyntheticDigits(.handwritten, count: 500, seed: 1, split: .test).dataset()
  let network = Network.mlp(widths: [32, 10])
  var training = try DistributedTraining(
    network, on: digits, shards: 4, codec: SignCodec(UncodedSigns()),
    optimizer: SGD(learningRate: .constant(0.1), momentum: 0.9),
    TrainingConfiguration(workersPerRound: 4, batchSize: 50), streams: Streams(seed: 1))

  var traffic = Traffic()
  for _ in 0..<40 { traffic += try await training.runRound(jobs: 2).traffic }
  let accuracy = try await network.accuracy(on: test, at: training.server.state, jobs: 2)
  print("\(training.round) rounds of \(network.layout.count) parameters, \(traffic.uplink.sentBits) bits sent")
  print("accuracy \(accuracy > 0.5 ? "above" : "below") one half")
}
try await train()
