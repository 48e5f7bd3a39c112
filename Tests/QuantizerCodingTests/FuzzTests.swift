import GradientCoding
import Quantization
import QuantizerCoding
import Randomness
import TestSupport
import Testing

/// The server against byte strings: cut short, made longer, with bytes replaced.
@Suite struct FuzzTests {
  static let layout = LayerLayout([("kernel", [12, 11]), ("bias", [11]), ("scalar", []), ("flat", [5])])

  func mutated(_ valid: [UInt8], _ rng: inout Philox) -> [UInt8] {
    func below(_ limit: Int) -> Int { Int(rng.nextWord()) % limit }
    if let bytes = TestSupport.mutated(valid, below: below) { return bytes }
    // A header of its own around any sections.
    let sections = Self.layout.layers.map { _ in (0..<below(60)).map { _ in UInt8(below(256)) } }
    return Message(kind: .gradient, round: 3, worker: 0, sections: sections, raw: 0).bytes
  }

  @Test(arguments: QuantizerCodecTests.cases) func theServerTakesOrRefuses(index: Int, coder: SymbolCoder) throws {
    try check(QuantizerCodecTests.quantizers[index], coder)
  }

  /// The server takes each or refuses it with a `CodecError`; after a refusal it takes the message itself and closes the round.
  private func check(_ quantizer: some LayerQuantizer, _ coder: SymbolCoder) throws {
    let round = try CodedRound(
      QuantizerCodec(quantizer, coder: coder), [gradient(Self.layout, worker: 0, round: 3, seed: 1)],
      layout: Self.layout)
    let read = try #require(round.workers[0].reconstruction), valid = round.messages[0].bytes
    var rng = Streams(seed: 2).generator("fuzz"), taken = 0, refused = 0
    for _ in 0..<400 {
      var server = round.server
      do throws(CodecError) {
        _ = try server.receive(mutated(valid, &rng))
        #expect(try server.close().count == read.count)
        taken += 1
      } catch {
        refused += 1
        _ = try server.receive(valid)
        #expect(firstDifference(try server.close(), read) == nil)
      }
    }
    #expect(refused > 100 && taken + refused == 400)
  }

  @Test func everyTurnHasItsTime() throws {
    let gradients = (0..<2).map { gradient(Self.layout, worker: $0, round: 3, seed: 1) }
    let round = try CodedRound(QuantizerCodec(SignLayers()), gradients, layout: Self.layout)
    var server = round.server
    #expect(throws: CodecError.missingWorkers([0, 1])) { try server.close() }
    _ = try server.receive(round.messages[1].bytes)
    #expect(throws: CodecError.repeatedWorker(1)) { try server.receive(round.messages[1].bytes) }
    #expect(throws: CodecError.missingWorkers([0])) { try server.close() }
    _ = try server.receive(round.messages[0].bytes)
    _ = try server.close()
    #expect(throws: CodecError.noOpenRound) { try server.close() }
    #expect(throws: CodecError.noOpenRound) { try server.receive(round.messages[0].bytes) }
  }

  /// The same of nested quantization, for workers of both groups, and of the broadcast at a worker.
  @Test(arguments: SymbolCoder.allCases) func nestedHalvesTakeOrRefuse(coder: SymbolCoder) throws {
    let gradients = (0..<2).map { gradient(Self.layout, worker: $0, round: 3, seed: 1) }
    let round = try NestedRounds(NestedCodec(estimator: .minimax, coder: coder), gradients, layout: Self.layout)
    let estimate = try round.estimate()
    var rng = Streams(seed: 4).generator("fuzz"), refused = 0, heardBroadcasts = 0
    for turn in 0..<600 {
      let place = turn % 2
      var server = try round.heard([1 - place])
      do throws(CodecError) {
        _ = try server.receive(mutated(round.messages[place].bytes, &rng))
        #expect(try server.close().count == estimate.count)
      } catch {
        refused += 1
        _ = try server.receive(round.messages[place].bytes)
        #expect(firstDifference(try server.close(), estimate) == nil)
      }
      var worker = round.workers[place]
      do throws(CodecError) {
        try worker.begin(round: 3, model: [], broadcast: mutated(round.broadcast?.bytes ?? [], &rng))
        heardBroadcasts += 1
      } catch {
        try worker.begin(round: 3, model: [], broadcast: round.broadcast?.bytes)
        #expect(
          try worker.encode(LocalGradient(values: gradients[place]), round: 3).bytes == round.messages[place].bytes)
      }
    }
    #expect(refused > 200 && refused < 600 && heardBroadcasts < 500)
  }
}
