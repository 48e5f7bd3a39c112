import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import MessagePassing

/// How a server treats workers in other processes.
public struct RankPolicy: Sendable {
  /// In which order gradients are decoded.
  public var order = DecodingOrder.fixed
  /// How long a rank may be silent when something is to come of it.
  public var patience = Duration.seconds(600)
  /// The time of computing after which the state is kept again.
  public var checkpointInterval = Duration.seconds(60)

  public init() {}
}

extension ComparisonTraining {
  /// What all ranks must have in common.
  private func hello(on data: FigureData.Entry) -> Hello {
    Hello([
      "codec": codec, "model": model.rawValue, "seed": seed, "data": data.digests.joined(separator: " "),
      "workers": workers, "batch size": batchSize, "rounds": rounds, "learning rate": learningRate,
      "momentum": momentum, "pictures": pictures, "repetition": repetition,
      "version of messages": MessageHeader.version,
    ])
  }

  /// The points from the cache, or of a training whose workers are in the other processes of a port; it goes on where one in any
  /// number of processes was stopped.
  ///
  /// With results in the cache the other processes are told to end at once.
  ///
  /// - Parameters:
  ///   - jobs: The threads of tests.
  ///   - takeState: Is given the snapshot after the last round, where the points are not from the cache.
  ///   - report: Is told what crossed, once both ends have found it equal.
  /// - Throws: `MessagePassingError`, `CodecError`, `CancellationError`, or what the cache throws.
  public func serve(
    on data: FigureData.Entry, over port: some MessagePort, _ policy: RankPolicy, cache: RunCache, jobs: Int,
    takingState takeState: ((Data) throws -> Void)? = nil, report: (WireCounts) -> Void = { _ in }
  ) async throws -> [Point] {
    func points(_ codec: some ResumableCodec) async throws -> [Point] {
      let training = try await RemoteTraining(
        setup(codec), optimizer: optimizer, over: port, as: hello(on: data), order: policy.order,
        patience: policy.patience)
      var isFinished = false
      let points = try await cache.value(key(on: data, order: policy.order), part: "result") { checkpoint in
        var run = ComparisonRun(self, training, on: data)
        try await run.finish(checkpoint, jobs: jobs, keepingStateEvery: policy.checkpointInterval)
        if let takeState { try takeState(try await run.training.snapshot()) }
        report(try await run.training.finish())
        isFinished = true
        return run.result
      }
      if !isFinished { report(try await training.finish()) }
      return points
    }
    return try await points(NamedCodec.named(codec)[0].codec())
  }

  /// Does the work of the port's rank until the server ends the training.
  ///
  /// - Throws: `MessagePassingError`, `CodecError`, `CancellationError`.
  public func work(on data: FigureData.Entry, over port: some MessagePort, jobs: Int) async throws {
    func work(_ codec: some ResumableCodec) async throws {
      let setup = setup(codec), pictures = data.train.prefix(pictures)
      var process = try WorkerProcess(
        setup, on: pictures, setup.partition(of: pictures.count), over: port, as: hello(on: data))
      try await process.run(jobs: jobs)
    }
    try await work(NamedCodec.named(codec)[0].codec())
  }
}
