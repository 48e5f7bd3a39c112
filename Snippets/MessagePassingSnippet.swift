// A server and two ends of workers, between which messages travel in memory as MPI carries them.

import Autodiff
import Datasets
import DistributedLearning
import GradientCoding
import MessagePassing
import Models
import Randomness

func train() async throws {
  let digits = SyntheticDigits(.handwritten, count: 400, seed: 1).dataset()
  let setup = TrainingSetup(
    .mlp(widths: [16, 10]), codec: SignCodec(UncodedSigns()),
    TrainingConfiguration(workersPerRound: 3, batchSize: 20), workerCount: 3, streams: Streams(seed: 1))
  let ends = LocalPort.ends(3), hello = Hello(["codec": "signs", "seed": 1])

  async let first: Void = work(ends[1]), second: Void = work(ends[2])
  var training = try await RemoteTraining(
    setup, optimizer: SGD(learningRate: .constant(0.1)), over: ends[0], as: hello, patience: .seconds(60))
  for _ in 0..<10 { _ = try await training.runRound() }
  let counts = try await training.finish()
  _ = try await (first, second)
  print("\(training.round) rounds, \(counts.bytesReceived(.gradient)) bytes of gradients, as reported")

  func work(_ end: LocalPort) async throws {
    var process = try WorkerProcess(setup, on: digits, setup.partition(of: digits.count), over: end, as: hello)
    try await process.run(jobs: 1)
  }
}
try await train()
