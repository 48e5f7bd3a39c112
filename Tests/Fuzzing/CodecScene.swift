import Experiments
import GradientCoding
import Randomness

/// Two rounds of a codec, the first and a later one, stopped before each letter.
struct CodecScene: Sendable {
  /// A round before a letter.
  private struct Stage: Sendable {
    let round: CodecRound
    let letter: CodecRound.Letter
    /// What the round ends with.
    let estimate: [Float]
  }

  /// A worker before a broadcast.
  private struct Hearing: Sendable {
    let worker: any WorkerHalf
    let round: Int
    let broadcast: [UInt8]
    let gradient: LocalGradient
    /// What it sends then.
    let message: [UInt8]
  }

  private let model: [Float]
  private var stages: [Stage] = []
  private var hearings: [Hearing] = []

  /// Runs three rounds of two workers.
  ///
  /// - Throws: What the codec throws.
  init(_ codec: NamedCodec, layout: LayerLayout) throws {
    let codec = try codec.codec(), streams = Streams(seed: 5)
    var rng = streams.generator("model")
    model = Normal().values(count: layout.elementCount, using: &rng)
    var round = try CodecRound(codec, workerCount: 2, layout: layout, streams: streams)
    for index in 0..<3 {
      let gradients = (0..<2).map { Self.gradient(worker: $0, round: index, layout, codec.readsSignals, streams) }
      let workers = round.workers
      let broadcast = try round.open(index, model: model, gradients: gradients)
      if let broadcast {
        for (worker, gradient) in zip(workers, gradients) {
          var heard = worker
          try heard.begin(round: index, model: model, broadcast: broadcast)
          let message = try heard.encode(gradient, round: index).bytes
          hearings.append(
            Hearing(worker: worker, round: index, broadcast: broadcast, gradient: gradient, message: message))
        }
      }
      var steps: [(CodecRound, CodecRound.Letter)] = []
      while let letter = round.takeLetter() {
        steps.append((round, letter))
        try round.deliver(letter)
      }
      let estimate = try round.server.close()
      if index != 1 { stages += steps.map { Stage(round: $0, letter: $1, estimate: estimate) } }
    }
  }

  /// Every letter and broadcast, each behind the byte that chooses its stage, with and without checks.
  var seeds: [[UInt8]] {
    let bytes = stages.map(\.letter.bytes) + hearings.map(\.broadcast)
    return bytes.enumerated().prefix(128).flatMap { index, bytes in
      [[UInt8(index)] + bytes, [UInt8(index + 128)] + bytes]
    }
  }

  /// Delivers bytes in the place of a letter or a broadcast, which the lower bits of the first byte choose.
  ///
  /// Where its highest bit is set, a refusal must leave the half as it was, so that the round ends as it would have, and no byte may
  /// follow bytes that are taken.
  ///
  /// - Throws: ``FuzzFinding``.
  func take(_ input: [UInt8]) throws -> FuzzTarget.Outcome {
    var choices = Choices(input)
    let choice = choices.next(), checks = choice >= 128, index = choice % 128 % (stages.count + hearings.count)
    if index < stages.count { return try take(choices.bytes, at: stages[index], checks: checks) }
    return try take(choices.bytes, at: hearings[index - stages.count], checks: checks)
  }

  private func take(_ bytes: [UInt8], at stage: Stage, checks: Bool) throws -> FuzzTarget.Outcome {
    var round = stage.round
    guard Self.succeeds({ () throws(CodecError) in try round.deliver(stage.letter.holding(bytes)) }) else {
      if checks {
        try round.deliver(stage.letter)
        try FuzzFinding.unless(try round.finish() == stage.estimate, "a refusal that changed the round")
      }
      return .refused
    }
    if checks {
      var other = stage.round
      let isTaken = Self.succeeds { () throws(CodecError) in try other.deliver(stage.letter.holding(bytes + [0])) }
      try FuzzFinding.unless(!isTaken, "a byte after a message that goes unnoticed")
    }
    // The dialogue goes on with halves that know of another message; it must end.
    let estimate: [Float]?
    do throws(CodecError) { estimate = try round.finish() } catch { return .refused }
    try FuzzFinding.unless(estimate != nil, "a dialogue without an end")
    try FuzzFinding.unless(estimate?.count == stage.estimate.count, "an estimate of another length")
    return .taken
  }

  private static func succeeds(_ body: () throws(CodecError) -> Void) -> Bool {
    do throws(CodecError) { try body() } catch { return false }
    return true
  }

  private func take(_ bytes: [UInt8], at hearing: Hearing, checks: Bool) throws -> FuzzTarget.Outcome {
    var worker = hearing.worker
    let isTaken = Self.succeeds { () throws(CodecError) in
      try worker.begin(round: hearing.round, model: model, broadcast: bytes)
    }
    if isTaken {
      _ = try worker.encode(hearing.gradient, round: hearing.round)
    } else if checks {
      try worker.begin(round: hearing.round, model: model, broadcast: hearing.broadcast)
      let message = try worker.encode(hearing.gradient, round: hearing.round).bytes
      try FuzzFinding.unless(message == hearing.message, "a refused broadcast that changed the worker")
    }
    return isTaken ? .taken : .refused
  }

  /// Gradients that are nearly the same at all workers in the first rounds and not at all later, so that servers that learn expect
  /// more than there is, and ask.
  static func gradient(
    worker: Int, round: Int, _ layout: LayerLayout, _ hasSignals: Bool, _ streams: Streams
  ) -> LocalGradient {
    var common = streams.generator("gradients", round: round),
      own = streams.generator("noise", worker: worker, round: round)
    let x = Normal(mean: 0, deviation: round < 2 ? 10 : 0.3).values(count: layout.elementCount, using: &common)
    let values = zip(x, Normal().values(count: layout.elementCount, using: &own)).map { $0 + $1 }
    guard hasSignals, let dense = layout.layers.first(where: { $0.name == "fc/kernel" }) else {
      return LocalGradient(values: values)
    }
    let signals = dense.shape.map { width in Normal().values(count: 4 * width, using: &own).map { max($0, 0) } }
    return LocalGradient(
      values: values, signals: [LayerSignals(layer: "fc", sampleCount: 4, input: signals[0], delta: signals[1])])
  }
}
