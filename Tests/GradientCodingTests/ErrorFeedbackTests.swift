import Foundation
import GradientCoding
import Randomness
import Testing

/// What a worker keeps of its gradients when its codec loses some of each.
@Suite struct ErrorFeedbackTests {
  let layout = LayerLayout([("weight", [5, 3]), ("bias", [4])])
  let streams = Streams(seed: 1)

  func worker(
    _ codec: CoarseCodec = CoarseCodec(), decay: Float
  ) throws(CodecError) -> ErrorFeedback<CoarseCodec>.Worker {
    try ErrorFeedback(codec, decay: decay).makeWorker(2, layout: layout, streams: streams)
  }

  func gradient(_ round: Int, seed: UInt64) -> LocalGradient {
    var rng = Streams(seed: seed).generator("gradient", round: round)
    return LocalGradient(values: Normal(mean: 0.3, deviation: 2).values(count: layout.elementCount, using: &rng))
  }

  /// With γ = 1, Σ ĝ + m = Σ g: each round rounds v = g + m and m = v − ĝ once, by at most 2⁻²⁴ of them.
  @Test(arguments: [1, 2, 3] as [UInt64]) func whatIsSentAndTheMemorySumToTheGradients(seed: UInt64) throws {
    var worker = try worker(decay: 1)
    var (sum, tolerance) = ([Double](repeating: 0, count: 19), [Double](repeating: 0, count: 19))
    for round in 0..<50 {
      let gradient = gradient(round, seed: seed)
      _ = try worker.encode(gradient, round: round)
      let read = try #require(worker.reconstruction)
      for i in sum.indices {
        sum[i] += Double(gradient.values[i]) - Double(read[i])
        tolerance[i] += Double(abs(worker.corrected[i]) + abs(worker.residual[i])) * 0x1p-24
      }
    }
    #expect(worker.residual.contains { abs($0) > 0.01 })
    #expect(zip(sum, zip(worker.residual, tolerance)).allSatisfy { abs($0 - Double($1.0)) <= $1.1 })
  }

  /// Equations (13) and (14) by themselves, in the same order of operations.
  @Test(arguments: [0, 0.5, 0.9] as [Float]) func theMemoryFollowsTheEquations(decay: Float) throws {
    var worker = try worker(decay: decay)
    var memory = [Float](repeating: 0, count: 19)
    for round in 0..<5 {
      let gradient = gradient(round, seed: 4)
      _ = try worker.encode(gradient, round: round)
      let corrected = zip(gradient.values, memory).map { $0 + decay * $1 }
      let read = corrected.map(CoarseCodec.coarse)
      memory = zip(corrected, read).map { $0 - $1 }
      #expect(worker.corrected == corrected && worker.reconstruction == read && worker.residual == memory)
    }
  }

  /// THESIS, Equation (4.14), by itself; with the weight 1 it is what decay 1 is.
  @Test(arguments: [0.25, 1] as [Float]) func theMemoryFollowsTheWeight(weight: Float) throws {
    var worker = try ErrorFeedback(CoarseCodec(), weight: weight).makeWorker(2, layout: layout, streams: streams)
    var memory = [Float](repeating: 0, count: 19)
    for round in 0..<5 {
      let gradient = gradient(round, seed: 4)
      _ = try worker.encode(gradient, round: round)
      let corrected = zip(gradient.values, memory).map { $0 + weight * $1 }
      let read = corrected.map(CoarseCodec.coarse)
      memory = zip(memory, zip(corrected, read)).map { (1 - weight) * $0 + ($1.0 - $1.1) }
      #expect(worker.corrected == corrected && worker.residual == memory)
    }
    #expect(memory.contains { abs($0) > 0.01 })
  }

  @Test func withoutMemoryTheMessagesAreTheCodecs() throws {
    var worker = try worker(decay: 0)
    var plain = CoarseCodec().makeWorker(2, layout: layout, streams: streams)
    for round in 0..<3 {
      let gradient = gradient(round, seed: 5)
      #expect(try worker.encode(gradient, round: round).bytes == plain.encode(gradient, round: round).bytes)
    }
  }

  @Test func nothingIsKeptOfWhatArrivesWhole() throws {
    var worker = try ErrorFeedback(IdentityCodec(), decay: 1).makeWorker(0, layout: layout, streams: streams)
    for round in 0..<3 {
      let gradient = gradient(round, seed: 6)
      _ = try worker.encode(gradient, round: round)
      #expect(worker.corrected == gradient.values && worker.residual.allSatisfy { $0 == 0 })
    }
  }

  /// A codec that announces and answers sends the same, and the memory moves with the answer.
  @Test func theMemoryWaitsForTheAnswer() throws {
    var asked = try worker(CoarseCodec(asks: true), decay: 0.7), plain = try worker(decay: 0.7)
    for round in 0..<4 {
      let gradient = gradient(round, seed: 7), before = asked.residual
      _ = try asked.encode(gradient, round: round)
      #expect(asked.reconstruction == nil && asked.residual == before)
      _ = try asked.answer([])
      _ = try plain.encode(gradient, round: round)
      #expect(asked.residual == plain.residual && asked.corrected == plain.corrected)
    }
  }

  @Test func aRefusedGradientLeavesTheMemory() throws {
    var worker = try worker(decay: 0.9)
    _ = try worker.encode(gradient(0, seed: 8), round: 0)
    let before = worker.residual
    var values = gradient(1, seed: 8).values
    values[3] = .nan
    #expect(throws: CodecError.notFinite(worker: 2, layer: 0)) {
      try worker.encode(LocalGradient(values: values), round: 1)
    }
    #expect(worker.residual == before)
  }

  /// A fresh worker with the stored memory goes on bit by bit.
  @Test func aStoredWorkerGoesOn() throws {
    var first = try worker(decay: 0.9)
    for round in 0..<3 { _ = try first.encode(gradient(round, seed: 9), round: round) }
    let stored = try JSONEncoder().encode(first.memory)
    var second = try worker(decay: 0.9)
    try second.restore(JSONDecoder().decode(ErrorFeedback<CoarseCodec>.Worker.Memory.self, from: stored))
    for round in 3..<6 {
      let gradient = gradient(round, seed: 9)
      #expect(try first.encode(gradient, round: round).bytes == second.encode(gradient, round: round).bytes)
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(StoredFloats.self, from: Data("\"AAECAw==AA\"".utf8))
    }
  }
}
