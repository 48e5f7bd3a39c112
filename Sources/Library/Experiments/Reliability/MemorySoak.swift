import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import GradientCoding
import Models
import Randomness

/// A training of very many rounds, and the memory that the process holds as it goes on.
///
/// Three workers, of which two take part in a round, train the perceptron 144-9-10 on the middle of embedded digits with
/// batches of four; nothing is stored, so that every sample is measured in the process that asks.
public struct MemorySoak: Sendable {
  /// The name of a ``NamedCodec``.
  public let codec: String
  public let rounds: Int
  /// Rounds from one sample to the next.
  public let interval: Int
  /// Bytes that are kept on purpose after each round: above 0, a control that growth is seen.
  public let keptBytes: Int
  public let seed: UInt64

  public init(codec: String, rounds: Int, interval: Int, keptBytes: Int = 0, seed: UInt64) {
    precondition(rounds > 0 && interval > 0 && keptBytes >= 0, "rounds, and no less than nothing kept")
    self.codec = codec
    self.rounds = rounds
    self.interval = interval
    self.keptBytes = keptBytes
    self.seed = seed
  }

  /// The training after some rounds.
  public struct Sample: Sendable, Equatable {
    /// The number of rounds that are over.
    public let round: Int
    /// The mean loss of the rounds since the sample before.
    public let loss: Double
    /// What those rounds sent, headers and all.
    public let uplinkBits: Int, downlinkBits: Int
    /// `Machine.ownMemory` once free memory was given back, bytes.
    public let memory: Int
  }

  /// Trains, and looks at the memory after each interval; all but the memory is the same whatever `jobs` is.
  ///
  /// - Throws: `FigureError` for a codec that there is not; `CodecError`; `CancellationError`.
  public func samples(jobs: Int) async throws -> [Sample] {
    try await samples(with: NamedCodec.named(codec)[0].codec(), jobs: jobs)
  }

  private func samples(with codec: some ResumableCodec, jobs: Int) async throws -> [Sample] {
    var training = try DistributedTraining(
      .mlp(input: [12, 12, 1], widths: [9, 10]), on: SyntheticDigits(.handwritten, count: 200, seed: seed).dataset(),
      shards: 3, codec: codec, optimizer: SGD(learningRate: .constant(0.005), momentum: 0.5),
      TrainingConfiguration(workersPerRound: 2, batchSize: 4), streams: Streams(seed: seed))
    var kept: [[UInt8]] = [], samples: [Sample] = []
    samples.reserveCapacity(rounds / interval)
    var loss = 0.0, traffic = Traffic()
    while training.round < rounds {
      try Task.checkCancellation()
      let report = try await training.runRound(jobs: jobs)
      loss += report.loss
      traffic.uplink += report.traffic.uplink
      traffic.downlink += report.traffic.downlink
      if keptBytes > 0 { kept.append([UInt8](repeating: 1, count: keptBytes)) }
      guard training.round.isMultiple(of: interval) else { continue }
      Machine.giveBackFreeMemory()
      samples.append(
        Sample(
          round: training.round, loss: loss / Double(interval), uplinkBits: traffic.uplink.sentBits,
          downlinkBits: traffic.downlink.sentBits, memory: Machine.ownMemory))
      (loss, traffic) = (0, Traffic())
    }
    return withExtendedLifetime(kept) { samples }
  }
}
