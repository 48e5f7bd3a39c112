import ArgumentParser
import Autodiff
import Datasets
import DistributedLearning
import DistributedSourceCoding
import Foundation
import GradientCoding
import HistoryCoding
import Models
import Randomness
import Synchronization

/// The share of a training round that codecs take.
struct CodedRounds: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "round", abstract: "Share of the wall time of a training round that is spent in codec work.")

  @OptionGroup var options: TrainingOptions
  @Option(help: "Rounds, after three that do not count.") var rounds = 5

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be positive") }
  }

  func run() async throws {
    print("\(options.model.rawValue), \(options.workers) workers, batch \(options.batch), \(options.threads) threads")
    try await measure(SignCodec(UncodedSigns()), "uncoded")
    try await measure(SignCodec(RangeCodedSigns(reach: 1)), "neighbours and history")
    try await measure(DistributedSignCodec(), "distributed, Gaussian")
    try await measure(DistributedSignCodec(.empirical()), "distributed, empirical")
    try await measure(DistributedSignCodec(.empiricalWithHistory()), "distributed, empirical with history")
  }

  private func measure(_ codec: some GradientCodec, _ name: String) async throws {
    let network = options.model.network, clock = CodecClock()
    let kind: SyntheticDigits.Kind = network.inputShape.last == 1 ? .handwritten : .coloured
    let dataset = SyntheticDigits(kind, count: 2 * options.workers * options.batch, seed: 1).dataset()
    let streams = Streams(seed: 1)
    var rng = streams.generator("partition")
    let partition = Partition.iid(dataset.count, shards: options.workers, using: &rng)
    var training = try DistributedTraining(
      network, on: dataset, partition, codec: TimedCodec(codec, clock),
      optimizer: SGD(learningRate: .constant(0.01), momentum: 0.5),
      TrainingConfiguration(workersPerRound: options.workers, batchSize: options.batch), streams: streams)
    for _ in 0..<3 { _ = try await training.runRound(jobs: options.threads) }
    let before = clock.seconds, start = seconds(CLOCK_MONOTONIC)
    var bits = 0
    for _ in 0..<rounds {
      let traffic = try await training.runRound(jobs: options.threads).traffic
      bits += traffic.uplink.sentBits + traffic.downlink.sentBits
    }
    let (wall, codecs) = (seconds(CLOCK_MONOTONIC) - start, clock.seconds - before)
    let signs = Double(rounds * options.workers * training.layout.elementCount)
    let line = String(
      format: "%7.1f ms a round, %7.1f ms in codecs, %5.1f %%, %.4f bits a sign: ", 1e3 * wall / Double(rounds),
      1e3 * codecs / Double(rounds), 100 * codecs / wall, Double(bits) / signs)
    print(line + name)
  }
}

/// The wall time spent in the halves of a codec.
final class CodecClock: Sendable {
  private let total = Mutex(0.0)

  /// The time so far.
  var seconds: Double { total.withLock { $0 } }

  /// Runs `body` and adds its time.
  func timed<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let start = telegrad_bench.seconds(CLOCK_MONOTONIC)
    defer { total.withLock { $0 += telegrad_bench.seconds(CLOCK_MONOTONIC) - start } }
    return try body()
  }
}

/// A codec whose halves tell a clock how long they take.
struct TimedCodec<Base: GradientCodec>: GradientCodec {
  let base: Base
  let clock: CodecClock

  init(_ base: Base, _ clock: CodecClock) {
    self.base = base
    self.clock = clock
  }

  func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) throws(CodecError) -> Worker {
    Worker(base: try base.makeWorker(worker, layout: layout, streams: streams), clock: clock)
  }

  func makeServer(layout: LayerLayout, streams: Streams) throws(CodecError) -> Server {
    Server(base: try base.makeServer(layout: layout, streams: streams), clock: clock)
  }

  struct Worker: WorkerHalf {
    var base: Base.Worker
    let clock: CodecClock
    var worker: Int { base.worker }

    mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
      try clock.timed { () throws(CodecError) in try base.begin(round: round, model: model, broadcast: broadcast) }
    }
    mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      try clock.timed { () throws(CodecError) in try base.encode(gradient, round: round) }
    }
    mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
      try clock.timed { () throws(CodecError) in try base.answer(request) }
    }
  }

  struct Server: ServerHalf {
    var base: Base.Server
    let clock: CodecClock

    mutating func open(_ plan: RoundPlan, model: [Float]) throws(CodecError) -> Message? {
      try clock.timed { () throws(CodecError) in try base.open(plan, model: model) }
    }
    mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      try clock.timed { () throws(CodecError) in try base.receive(message) }
    }
    mutating func close() throws(CodecError) -> [Float] {
      try clock.timed { () throws(CodecError) in try base.close() }
    }
  }
}
