import EntropyCoding
import GradientCoding
import HistoryCoding
import Quantization

/// Codes of all layers in one stream of a range coder, with frequencies learnt in contexts.
struct ContextCoder: Sendable {
  let format: Minifloat
  let layout: LayerLayout

  /// What is known before the first message.
  var emptyHistory: ContextHistory {
    ContextHistory(magnitudes: [UInt8](repeating: 0, count: layout.elementCount))
  }

  /// Writes the number of messages before and the stream, and moves the history on.
  func encode(
    _ layers: [[UInt8]], history: inout ContextHistory, to writer: inout ByteWriter
  ) throws(EntropyCodingError) {
    writer.write(integer: history.messageCount)
    var stream = RangeEncoder(capacity: layout.elementCount / 2)
    var models = try Self.models(format)
    let codes = Array(layers.joined())
    for index in codes.indices {
      let code = codes[index]
      try stream.encode(Int(code), with: &models[Int(history.magnitudes[index] >> 4)])
      update(&history.magnitudes[index], code)
    }
    history.messageCount += 1
    writer.write(stream.finish())
  }

  /// Reads what ``encode(_:history:to:)`` wrote, and moves the history on.
  ///
  /// - Throws: `CodecError`; the history is then as it was.
  func decode(_ section: ByteReader, history: inout ContextHistory) throws(CodecError) -> [[UInt8]] {
    var reader = section
    _ = try reader.integer("messages before", in: history.messageCount...history.messageCount)
    var moved = history
    var codes = [UInt8](repeating: 0, count: layout.elementCount)
    do throws(EntropyCodingError) {
      var stream = RangeDecoder(reader.bytes, section: reader.offset..<reader.end)
      var models = try Self.models(format)
      for index in codes.indices {
        let code = UInt8(truncatingIfNeeded: try stream.decode(with: &models[Int(moved.magnitudes[index] >> 4)]))
        codes[index] = code
        update(&moved.magnitudes[index], code)
      }
      let end = try stream.finish()
      guard end == reader.end else { throw .trailing(offset: end, count: reader.end - end) }
    } catch {
      throw CodecError(error, layer: 0)
    }
    moved.messageCount += 1
    history = moved
    return layout.layers.map { Array(codes[$0.range]) }
  }

  private static func models(_ format: Minifloat) throws(EntropyCodingError) -> [AdaptiveFrequencies] {
    let fresh = try AdaptiveFrequencies(alphabetSize: 2 * Int(format.signBit))
    return Array(repeating: fresh, count: 16)
  }

  @inline(__always)
  private func update(_ magnitude: inout UInt8, _ code: UInt8) {
    let m = Int(code & (format.signBit - 1)) * 256 / format.magnitudeCount
    magnitude = UInt8(max(0, min(255, Int(magnitude) + (m - Int(magnitude)) / 4)))
  }
}
