import GradientCoding
import IndirectQuantization
import Randomness
import TestSupport
import Testing

/// The server against byte strings: cut short, made longer, with bytes replaced, sections of any bytes.
@Suite struct FuzzTests {
  func mutated(_ valid: [UInt8], _ rng: inout Philox) -> [UInt8] {
    func below(_ limit: Int) -> Int { Int(rng.nextWord()) % limit }
    if let bytes = TestSupport.mutated(valid, below: below) { return bytes }
    let sections = (0..<5).map { _ in (0..<below(60)).map { _ in UInt8(below(256)) } }
    return Message(kind: .gradient, round: 1, worker: 0, sections: sections, raw: 0).bytes
  }

  /// The server takes each or refuses it with a `CodecError`; after a refusal it takes the message itself, and the estimate is
  /// as if nothing had been.
  @Test(arguments: Trial.methods, [false, true])
  func theServerTakesOrRefuses(method: IndirectMethod, codesZeros: Bool) throws {
    let codec = IndirectCodec(method, codesZeros: codesZeros, sampleLimit: 64, direct: IdentityCodec())
    let streams = Streams(seed: 1)
    var worker = try codec.makeWorker(0, layout: Trial.layout, streams: streams)
    let valid = try worker.encode(Trial.gradient(Trial.signals(6, seed: 1), worker: 0), round: 1).bytes
    var opened = try codec.makeServer(layout: Trial.layout, streams: streams)
    #expect(throws: CodecError.noOpenRound) { try opened.receive(valid) }
    _ = try opened.open(RoundPlan(round: 1, workers: [0, 2]), model: [])
    #expect(throws: CodecError.missingWorkers([0, 2])) { try opened.close() }
    var other = try codec.makeWorker(2, layout: Trial.layout, streams: streams)
    let second = try other.encode(Trial.gradient(Trial.signals(3, seed: 2), worker: 2), round: 1).bytes
    _ = try opened.receive(second)
    #expect(throws: CodecError.repeatedWorker(2)) { try opened.receive(second) }
    var untouched = opened
    _ = try untouched.receive(valid)
    let expected = try untouched.close()
    var rng = Streams(seed: 3).generator("fuzz"), taken = 0, refused = 0
    for _ in 0..<500 {
      var server = opened
      do throws(CodecError) {
        _ = try server.receive(mutated(valid, &rng))
        taken += 1
      } catch {
        refused += 1
        _ = try server.receive(valid)
        #expect(try server.close() == expected)
      }
    }
    #expect(refused > 200 && taken > 0 && taken + refused == 500)
  }

  /// Part of a message of one worker in that of another is refused.
  @Test func nestedMessagesAreOfTheSender() throws {
    let codec = IndirectCodec(.naive(inputLevels: 2, deltaLevels: 2), direct: IdentityCodec())
    let streams = Streams(seed: 1)
    let messages = try (0..<2).map { worker in
      var half = try codec.makeWorker(worker, layout: Trial.layout, streams: streams)
      return try half.encode(Trial.gradient(Trial.signals(2, seed: 1, worker: worker), worker: worker), round: 0).bytes
    }
    let headers = try messages.map { try MessageHeader(of: $0, kinds: .gradient, sectionCount: 5) }
    var sections = headers[0].sections.map { Array(messages[0][$0]) }
    sections[4] = Array(messages[1][headers[1].sections[4]])
    var server = try codec.makeServer(layout: Trial.layout, streams: streams)
    _ = try server.open(RoundPlan(round: 0, workers: [0, 1]), model: [])
    let mixed = Message(kind: .gradient, round: 0, worker: 0, sections: sections, raw: 0).bytes
    #expect(throws: CodecError.self) { try server.receive(mixed) }
    for message in messages { _ = try server.receive(message) }
    #expect(try server.close().count == Trial.layout.elementCount)
  }
}
