import CompressiveSampling
import GradientCoding
import QuantizerCoding
import Randomness
import TestSupport
import Testing

/// The server against byte strings: cut short, made longer, with bytes replaced, sections of any bytes.
@Suite struct FuzzTests {
  @Test(arguments: LayersTests.cases) func sampling(index: Int, coder: SymbolCoder) throws {
    try expectTakenOrRefused(QuantizerCodec(try LayersTests.quantizers[index].get(), coder: coder))
  }

  @Test(arguments: RotatedLayersTests.cases) func rotation(index: Int, coder: SymbolCoder) throws {
    try expectTakenOrRefused(QuantizerCodec(try RotatedLayersTests.quantizers[index].get(), coder: coder))
  }

  func mutated(_ valid: [UInt8], _ rng: inout Philox) -> [UInt8] {
    func below(_ limit: Int) -> Int { Int(rng.nextWord()) % limit }
    if let bytes = TestSupport.mutated(valid, below: below) { return bytes }
    let sections = LayersTests.layout.layers.map { _ in (0..<below(60)).map { _ in UInt8(below(256)) } }
    return Message(kind: .gradient, round: 3, worker: 0, sections: sections, raw: 0).bytes
  }

  /// The server takes each or refuses it with a `CodecError`; after a refusal it takes the message itself.
  func expectTakenOrRefused(_ codec: QuantizerCodec<some BlockwiseLayers>) throws {
    let streams = Streams(seed: 1)
    var worker = codec.makeWorker(0, layout: LayersTests.layout, streams: streams)
    let valid = try worker.encode(LayersTests.gradient(), round: 3).bytes, read = try #require(worker.reconstruction)
    var opened = codec.makeServer(layout: LayersTests.layout, streams: streams)
    _ = opened.open(RoundPlan(round: 3, workers: [0]), model: [])
    var rng = Streams(seed: 2).generator("fuzz"), taken = 0, refused = 0
    for _ in 0..<150 {
      var server = opened
      do throws(CodecError) {
        _ = try server.receive(mutated(valid, &rng))
        #expect(try server.close().count == read.count)
        taken += 1
      } catch {
        refused += 1
        _ = try server.receive(valid)
        #expect(try server.close() == read)
      }
    }
    #expect(refused > 40 && taken + refused == 150)
  }
}
