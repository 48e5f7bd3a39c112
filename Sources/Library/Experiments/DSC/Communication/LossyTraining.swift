import Autodiff
import Datasets
import DistributedLearning
import DistributedSourceCoding
import FigureKit
import Foundation
import GradientCoding
import Quantization
import Randomness
import SlepianWolf

/// A training by the codec of DSC as it is printed, that delivers what its codes decode to, right or wrong (DSC, Section V-D
/// and Figure 11).
public struct LossyTraining: Sendable, Codable {
  /// One epoch.
  public struct Epoch: Sendable, Codable, Equatable {
    /// The share of test pictures that are recognised at its end.
    public var accuracy = 0.0
    /// The mean training loss of the workers' batches.
    public var loss = 0.0
    /// Signs that all workers sent, and those that were delivered wrong.
    public var signs = 0, wrongSigns = 0
    /// Blocks of 2,400 signs that were sent as syndromes, and those that did not decode.
    public var blocks = 0, failedBlocks = 0
    /// Bits in both directions.
    public var bits = 0

    public init() {}
  }

  /// What the training is; all its rounds are coded.
  public let training: CommunicationTraining
  /// K^top: rates of later workers are that of this one.
  public let topWorkerCount: Int
  /// The share of blocks that may fail by the model.
  public let failureRate: Double

  public init(_ training: CommunicationTraining, topWorkerCount: Int, failureRate: Double) {
    precondition(topWorkerCount >= 1 && (0...1).contains(failureRate), "a worker, and a probability")
    self.training = training
    self.topWorkerCount = topWorkerCount
    self.failureRate = failureRate
  }

  /// The epochs from the cache, or of a training on `jobs` threads, which goes on where it was stopped.
  ///
  /// - Parameter interval: The time of computing after which the state is kept again.
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public func result(
    on data: FigureData.Entry, cache: RunCache, jobs: Int, keepingStateEvery interval: Duration = .seconds(60)
  ) async throws -> [Epoch] {
    let key = try RunKey(experiment: "lossy-training", version: 1, options: self, data: data.digests)
    return try await cache.result(key, jobs: jobs, keepingStateEvery: interval) { try Run(self, on: data) }
  }

  /// A training that is going on, and the epochs so far, the last one unfinished.
  private struct Run: ResumableRun {
    private let schedule: EpochSchedule
    private let test: Dataset
    private var training: DistributedTraining<DistributedSignCodec>
    private(set) var result: [Epoch] = []

    init(_ options: LossyTraining, on data: FigureData.Entry) throws {
      schedule = options.training.schedule
      test = options.training.pictures(data.test, count: options.training.testPictures)
      let codec = DistributedSignCodec.asPrinted(
        topWorkerCount: options.topWorkerCount, failureRate: options.failureRate)
      training = try options.training.training(with: codec, on: data)
    }

    struct State: Codable {
      let training: Data
      let epochs: [Epoch]
    }

    var state: State { get throws { State(training: try training.snapshot(), epochs: result) } }
    var isDone: Bool { training.round >= schedule.roundCount }

    mutating func restore(_ state: State) throws {
      try training.restore(state.training)
      result = state.epochs
    }

    mutating func runRound(jobs: Int) async throws {
      let epoch = schedule.epoch(of: training.round), rounds = schedule.rounds(of: epoch)
      if epoch == result.count { result.append(Epoch()) }
      var sent: [Int: [Float]] = [:]
      let report = try await training.runRound(jobs: jobs) { observation in
        for (worker, result) in zip(observation.workers, observation.results) {
          sent[worker] = result.gradient.scalars
        }
      }
      result[epoch].loss += report.loss / Double(rounds.count)
      result[epoch].bits += report.traffic.uplink.sentBits + report.traffic.downlink.sentBits
      if let delivery = training.server.half.report {
        result[epoch].add(delivery, sent: sent, layout: training.layout)
      }
      if training.round == rounds.upperBound {
        result[epoch].accuracy = try await training.network.accuracy(on: test, at: training.server.state, jobs: jobs)
      }
    }
  }
}

extension LossyTraining.Epoch {
  /// Counts how a round's signs were delivered, beside the gradients that the workers sent.
  mutating func add(_ delivery: DeliveryReport, sent: [Int: [Float]], layout: LayerLayout) {
    let total = delivery.total
    blocks += total.blockCount
    failedBlocks += total.failedCount
    for (worker, layers) in zip(delivery.workers, delivery.signs) {
      let gradient = sent[worker] ?? []
      for (layer, found) in zip(layout.layers, layers) {
        let signs = PackedSigns(of: gradient.span.extracting(layer.range))
        signs.words.indices.forEach { wrongSigns += (signs.words[$0] ^ found.words[$0]).nonzeroBitCount }
        self.signs += signs.count
      }
    }
  }

  /// Adds the counts of another epoch; accuracy and loss stay.
  public mutating func add(_ other: Self) {
    signs += other.signs
    wrongSigns += other.wrongSigns
    blocks += other.blocks
    failedBlocks += other.failedBlocks
    bits += other.bits
  }

  /// The share of all signs that were delivered wrong.
  public var errorRate: Double { Double(wrongSigns) / Double(signs) }

  /// The share of signs in blocks sent as syndromes that were delivered wrong: the residual error rate of the codes; nan where
  /// all was sent as it is.
  public var codedErrorRate: Double { Double(wrongSigns) / Double(2_400 * blocks) }
}
