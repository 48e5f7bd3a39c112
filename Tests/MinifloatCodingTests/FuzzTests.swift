import GradientCoding
import MinifloatCoding
import Quantization
import Randomness
import TestSupport
import Testing

/// Both halves against byte strings: cut short, made longer, with bytes replaced.
@Suite struct FuzzTests {
  static let layout = LayerLayout([("kernel", [12, 11]), ("bias", [11]), ("scale", []), ("flat", [5])])

  func mutated(_ valid: [UInt8], _ rng: inout Philox) -> [UInt8] {
    func below(_ limit: Int) -> Int { Int(rng.nextWord()) % limit }
    if let bytes = TestSupport.mutated(valid, below: below) { return bytes }
    // A header of its own around any section.
    let section = (0..<below(60)).map { _ in UInt8(below(256)) }
    return Message(kind: .gradient, round: 1, worker: 0, sections: [[UInt8(below(2))] + section], raw: 0).bytes
  }

  /// The server takes each or refuses it with a `CodecError`; after a refusal it takes the message itself and closes the round.
  @Test(arguments: LosslessCoder.allCases) func theServerTakesOrRefuses(coder: LosslessCoder) throws {
    let codec = ErrorFeedback(MinifloatCodec(.e2m1, coder: coder, refreshInterval: 8), decay: 0.9)
    var rounds = try CodedRounds(codec, layout: Self.layout, workerCount: 1, seed: 1)
    _ = try rounds.run(0)
    let valid = try rounds.workers[0].encode(LocalGradient(values: rounds.gradient(worker: 0, round: 1)), round: 1)
    let read = rounds.workers[0].reconstruction
    _ = rounds.server.open(RoundPlan(round: 1, workers: [0]), model: [])
    var rng = Streams(seed: 2).generator("fuzz"), taken = 0, refused = 0
    for _ in 0..<700 {
      var server = rounds.server
      do throws(CodecError) {
        _ = try server.receive(mutated(valid.bytes, &rng))
        taken += 1
      } catch {
        refused += 1
        _ = try server.receive(valid.bytes)
        #expect(try server.close() == read)
      }
    }
    #expect(refused > 200 && taken + refused == 700)
  }

  /// Announcements of any laws make codes or are refused.
  @Test(arguments: [1, 2] as [UInt64]) func anyLawsMakeCodesOrAreRefused(seed: UInt64) throws {
    let codec = MinifloatCodec(.e2m1, scaleRule: .leastSampleError(), refreshInterval: 8)
    var worker = codec.makeWorker(0, layout: Self.layout, streams: Streams(seed: 1))
    var rng = Streams(seed: seed).generator("fuzz"), taken = 0, refused = 0
    let values = Normal(mean: 0, deviation: 1).values(count: Self.layout.elementCount, using: &rng)
    let valid = try worker.encode(LocalGradient(values: values), round: 1).bytes
    for _ in 0..<1_000 {
      var server = codec.makeServer(layout: Self.layout, streams: Streams(seed: 1))
      _ = server.open(RoundPlan(round: 1, workers: [0]), model: [])
      do throws(CodecError) {
        let requests = try server.receive(mutated(valid, &rng))
        guard let request = requests.first else { continue }
        var asked = worker
        _ = try server.receive(asked.answer(request.message.bytes).bytes)
        #expect(try server.close().allSatisfy(\.isFinite))
        taken += 1
      } catch {
        refused += 1
      }
    }
    #expect(taken > 100 && refused > 300)
  }

  /// A worker answers a request or refuses it, and then answers the request itself.
  @Test(arguments: [LosslessCoder.modelHuffman, .modelRange, .contextRange], [Minifloat.e2m1, .e5m2])
  func theWorkerAnswersOrRefuses(coder: LosslessCoder, format: Minifloat) throws {
    let codec = MinifloatCodec(format, scaleRule: .polynomial, coder: coder, refreshInterval: 8)
    var worker = codec.makeWorker(0, layout: Self.layout, streams: Streams(seed: 1))
    var server = codec.makeServer(layout: Self.layout, streams: Streams(seed: 1))
    var rng = Streams(seed: 3).generator("fuzz")
    let values = Normal(mean: 0, deviation: 1).values(count: Self.layout.elementCount, using: &rng)
    _ = server.open(RoundPlan(round: 1, workers: [0]), model: [])
    let requests = try server.receive(try worker.encode(LocalGradient(values: values), round: 1).bytes)
    let valid = requests[0].message.bytes
    var taken = 0, refused = 0
    for _ in 0..<700 {
      var asked = worker
      do throws(CodecError) {
        _ = try asked.answer(mutated(valid, &rng))
        taken += 1
      } catch {
        refused += 1
        #expect(asked.reconstruction == nil)
        #expect(
          try asked.answer(valid).bits.raw == (1 + format.exponentBits + format.mantissaBits) * Self.layout.elementCount
        )
      }
    }
    #expect(refused > 300 && taken + refused == 700)
  }

  /// Turns out of order are refused, and the round goes on.
  @Test func everyTurnHasItsTime() throws {
    let codec = MinifloatCodec(.e2m1, refreshInterval: 8)
    var rounds = try CodedRounds(ErrorFeedback(codec, decay: 0.9), layout: Self.layout, seed: 4)
    #expect(throws: CodecError.noOpenRound) { try rounds.workers[0].answer([]) }
    #expect(throws: CodecError.noOpenRound) { try rounds.server.receive([]) }
    let outcome = try rounds.run(0)
    #expect(throws: CodecError.noOpenRound) { try rounds.server.close() }
    _ = rounds.server.open(RoundPlan(round: 0, workers: [0, 1]), model: [])
    #expect(throws: CodecError.self) { try rounds.server.receive(outcome.answers[0].bytes) }
    #expect(throws: CodecError.missingWorkers([0, 1])) { try rounds.server.close() }
    // The period has its code: both are told at once.
    #expect(try rounds.server.receive(outcome.messages[1].bytes).map(\.worker) == [1])
    #expect(throws: CodecError.repeatedWorker(1)) { try rounds.server.receive(outcome.messages[1].bytes) }
    #expect(try rounds.server.receive(outcome.answers[1].bytes).isEmpty)
    #expect(throws: CodecError.missingWorkers([0])) { try rounds.server.close() }
  }
}
