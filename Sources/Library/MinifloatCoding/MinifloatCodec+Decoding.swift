import EntropyCoding
import GradientCoding
import HistoryCoding

extension MinifloatCodec.Server {
  /// The codes of each layer.
  mutating func decode(
    _ reader: ByteReader, _ codes: LayerCodes, worker: Int
  ) throws(CodecError) -> [[UInt8]] {
    let decoded =
      codec.coder == .contextRange
      ? try decodeContexts(reader, worker: worker) : try decodeLayers(reader, codes.layers)
    for (index, (layerCodes, code)) in zip(decoded, codes.layers).enumerated() {
      let used = code.isUsed
      guard layerCodes.allSatisfy({ used[Int($0)] }) else {
        throw .invalid(
          CodecError.Place(layer: index, offset: reader.offset), found: "a code of no number", expected: "a number's")
      }
    }
    return decoded
  }

  private func decodeLayers(_ section: ByteReader, _ codes: [LayerCode]) throws(CodecError) -> [[UInt8]] {
    var reader = section, lengths: [Int] = []
    for _ in codes { lengths.append(try reader.integer("length", in: 0...MinifloatCodec.lengthLimit)) }
    var start = reader.offset, decoded: [[UInt8]] = []
    for (index, (layer, code)) in zip(layout.layers, codes).enumerated() {
      let length = lengths[index]
      guard length <= reader.end - start else {
        throw .truncated(
          CodecError.Place(layer: index, offset: start), needed: length, found: reader.end - start)
      }
      do throws(EntropyCodingError) {
        decoded.append(
          try codec.coder.decode(
            Array(reader.bytes[start..<start + length]), count: layer.range.count, with: code))
      } catch {
        throw CodecError(error, layer: index, from: start)
      }
      start += length
    }
    guard start == reader.end else { throw .trailing(CodecError.Place(offset: start), count: reader.end - start) }
    return decoded
  }

  private mutating func decodeContexts(_ reader: ByteReader, worker: Int) throws(CodecError) -> [[UInt8]] {
    let coder = ContextCoder(format: codec.format, layout: layout)
    let place = memory.histories.firstIndex { $0.worker >= worker } ?? memory.histories.count
    if place == memory.histories.count || memory.histories[place].worker > worker {
      var history = coder.emptyHistory
      let codes = try coder.decode(reader, history: &history)
      memory.histories.insert(Memory.History(worker: worker, history: history), at: place)
      return codes
    }
    return try coder.decode(reader, history: &memory.histories[place].history)
  }

  /// ((w₀ĝ₀ + w₁ĝ₁) + …)/(w₀ + w₁ + …), element by element.
  func mean(_ codes: [[[UInt8]]], weights: [Float], _ layers: [LayerCode]) -> [Float] {
    var mean = [Float](repeating: 0, count: layout.elementCount)
    var sums = mean.mutableSpan
    let total = weights.reduce(0, +), isMean = codes.count > 1
    for (index, (layer, code)) in zip(layout.layers, layers).enumerated() {
      for (worker, weight) in zip(codes, weights) {
        let products = code.numbers.map { isMean ? weight * $0 : $0 }
        let layerCodes = worker[index]
        let table = products.span, read = layerCodes.span
        for place in read.indices {
          sums[unchecked: layer.range.lowerBound + place] += table[Int(read[unchecked: place])]
        }
      }
      guard isMean else { continue }
      for place in layer.range { sums[unchecked: place] /= total }
    }
    return mean
  }
}

extension MinifloatCodec {
  /// No layer's stream is longer, in bytes; the sum of 2³⁰ such lengths is still an `Int`.
  static var lengthLimit: Int { 1 << 32 }
}
