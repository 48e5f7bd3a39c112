import Autodiff
import Datasets
import DistributedLearning
import Foundation
import GradientCoding
import MessagePassing
import Models
import Randomness

/// A small training, in one process or between ends in memory.
struct Job<Codec: ResumableCodec>: Sendable {
  var codec: Codec
  var network = Network.mlp(widths: [16, 10])
  var workers = 5, perRound = 4
  var seed: UInt64 = 1
  var dataset = SyntheticDigits(.handwritten, count: 100, seed: 1).dataset()
  var order = DecodingOrder.fixed
  var patience = Duration.seconds(600)

  init(_ codec: Codec) { self.codec = codec }

  var setup: TrainingSetup<Codec> {
    TrainingSetup(
      network, codec: codec,
      TrainingConfiguration(workersPerRound: perRound, batch: .each(4), computesApart: true), workerCount: workers,
      streams: Streams(seed: seed))
  }

  var partition: Partition { setup.partition(of: dataset.count) }
  var optimizer: SGD { SGD(learningRate: .constant(0.05), momentum: 0.5) }
  var hello: Hello { Hello(["codec": "\(Codec.self)", "seed": seed]) }

  /// The training in this process.
  func local() throws -> DistributedTraining<Codec> {
    try DistributedTraining(setup, on: dataset, partition, optimizer: optimizer)
  }

  /// Runs `body` with the server's side of a training in `size` ends, whose other ends do their work at the same time.
  func withServer<Value: Sendable>(
    size: Int, helloOfWorkers: Hello? = nil,
    _ body: @Sendable (inout RemoteTraining<Codec, LocalPort>) async throws -> Value
  ) async throws -> Value {
    let ends = LocalPort.ends(size)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      for end in ends.dropFirst() {
        group.addTask {
          var process = try WorkerProcess(setup, on: dataset, partition, over: end, as: helloOfWorkers ?? hello)
          try await process.run(jobs: 1)
        }
      }
      defer { group.cancelAll() }
      var training = try await RemoteTraining(
        setup, optimizer: optimizer, over: ends[0], as: hello, order: order, patience: patience)
      return try await body(&training)
    }
  }
}

/// What a snapshot holds, in whatever order its keys stand.
func content(_ snapshot: Data) throws -> NSDictionary? {
  try PropertyListSerialization.propertyList(from: snapshot, format: nil) as? NSDictionary
}
