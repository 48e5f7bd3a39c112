import GradientCoding
import Randomness

/// A small codec that takes every turn of a round: subtractive dither, and residues that the server resolves with what
/// it decoded before.
///
/// The server broadcasts an exponent e a layer, Δ = 2⁻ᵉ. With the dither d of its named stream, a worker's indices are
/// q = ⌊(g + d)/Δ⌉; it sends q mod 16 and a hash of all q of the layer. The server takes the q nearest to the decoded
/// gradient of the first worker to arrive (to zero, for that one), and asks for whole indices where the hash differs.
struct NestedCodec: GradientCodec {
  func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, layout: layout, streams: streams)
  }

  func makeServer(layout: LayerLayout, streams: Streams) -> Server { Server(layout: layout, streams: streams) }

  static func step(exponent: Int) -> Float { 1 / Float(1 << exponent) }

  static func dither(worker: Int, round: Int, step: Float, count: Int, streams: Streams) -> [Float] {
    var rng = streams.generator("dither", worker: worker, round: round)
    return (0..<count).map { _ in step * (Float(rng.nextWord() >> 8) / Float(1 << 24) - 0.5) }
  }

  static func hash(_ indices: [Int]) -> Int {
    Int(indices.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32(truncatingIfNeeded: $1)) &* 16_777_619 })
  }

  struct Worker: WorkerHalf {
    let worker: Int
    let layout: LayerLayout
    let streams: Streams
    var round = 0
    var steps: [Float] = []
    var indices: [[Int]] = []

    mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
      let bytes = broadcast ?? []
      let header = try MessageHeader(of: bytes, kinds: .broadcast, sectionCount: layout.layers.count)
      steps = []
      for (layer, section) in header.sections.enumerated() {
        var reader = ByteReader(bytes, section: section, layer: layer)
        steps.append(NestedCodec.step(exponent: try reader.integer("exponent", in: 0...30)))
        try reader.finish()
      }
    }

    mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      self.round = round
      indices = zip(layout.layers, steps).map { layer, step in
        let dither = NestedCodec.dither(
          worker: worker, round: round, step: step, count: layer.range.count, streams: streams)
        return zip(gradient.values[layer.range], dither).map { Int((($0 + $1) / step).rounded()) }
      }
      let sections = indices.map { indices in
        var writer = ByteWriter()
        for index in indices { writer.write(UInt8(index & 15)) }
        writer.write(integer: NestedCodec.hash(indices))
        return writer.bytes
      }
      return Message(kind: .gradient, round: round, worker: worker, sections: sections, raw: 4 * layout.elementCount)
    }

    mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
      _ = try MessageHeader(of: request, kinds: .request, sectionCount: 0)
      let sections = indices.map { indices in
        var writer = ByteWriter()
        for index in indices { writer.write(integer: index < 0 ? -2 * index - 1 : 2 * index) }
        return writer.bytes
      }
      return Message(kind: .answer, round: round, worker: worker, sections: sections, raw: 32 * layout.elementCount)
    }
  }
}
