import EntropyCoding
public import GradientCoding
import HistoryCoding
import Quantization

extension LosslessCoder {
  /// The bytes of all layers' codes: what a message of ``MinifloatCodec`` holds after its first byte.
  ///
  /// - Parameters:
  ///   - codes: The codes of each layer, one a byte.
  ///   - layerCodes: What all workers were told of each layer, for this coder.
  /// - Throws: `CodecError` for codes that stand for no number.
  /// - Precondition: There are as many codes as the layout has elements.
  /// - Complexity: O(P).
  public func encode(
    _ codes: [[UInt8]], layout: LayerLayout, with layerCodes: [LayerCode]
  ) throws(CodecError) -> [UInt8] {
    precondition(zip(codes, layout.layers).allSatisfy { $0.count == $1.range.count }, "codes of another layout")
    if self == .contextRange, let format = layerCodes.first?.quantizer.format {
      var stream = RangeEncoder(capacity: layout.elementCount / 2), coder = ContextCoder(format), codes = codes
      for (index, layer) in layout.layers.enumerated() {
        do throws(EntropyCodingError) {
          try coder.run(&codes[index], width: layer.rowWidth, with: &stream)
        } catch {
          throw CodecError(error, layer: index)
        }
      }
      return stream.finish()
    }
    var lengths = ByteWriter(), streams: [[UInt8]] = []
    for (index, (codes, code)) in zip(codes, layerCodes).enumerated() {
      do throws(EntropyCodingError) {
        streams.append(try encode(codes.span, with: code))
      } catch {
        throw CodecError(error, layer: index)
      }
      lengths.write(integer: streams[index].count)
    }
    var bytes = lengths.bytes
    bytes.reserveCapacity(bytes.count + streams.reduce(0) { $0 + $1.count })
    for stream in streams { bytes += stream }
    return bytes
  }

  /// Decodes what ``encode(_:layout:with:)`` gave.
  ///
  /// - Returns: The codes of each layer, all of which stand for numbers.
  /// - Throws: `CodecError` for any other bytes.
  /// - Complexity: O(P + bytes), whatever the bytes.
  public func decode(
    _ section: ByteReader, layout: LayerLayout, with layerCodes: [LayerCode]
  ) throws(CodecError) -> [[UInt8]] {
    if self == .contextRange, let format = layerCodes.first?.quantizer.format {
      return try decodeContexts(section, layout: layout, format)
    }
    var reader = section, lengths: [Int] = []
    for _ in layerCodes { lengths.append(try reader.integer("length", in: 0...Self.lengthLimit)) }
    var start = reader.offset, decoded: [[UInt8]] = []
    for (index, (layer, code)) in zip(layout.layers, layerCodes).enumerated() {
      let length = lengths[index], place = CodecError.Place(layer: index, offset: start)
      guard length <= reader.end - start else {
        throw .truncated(place, needed: length, found: reader.end - start)
      }
      do throws(EntropyCodingError) {
        decoded.append(
          try decode(Array(reader.bytes[start..<start + length]), count: layer.range.count, with: code))
      } catch {
        throw CodecError(error, layer: index, from: start)
      }
      guard decoded[index].allSatisfy({ Int($0) < code.isUsed.count && code.isUsed[Int($0)] }) else {
        throw .invalid(place, found: "a code of no number", expected: "a number's")
      }
      start += length
    }
    guard start == reader.end else { throw .trailing(CodecError.Place(offset: start), count: reader.end - start) }
    return decoded
  }

  private func decodeContexts(
    _ section: ByteReader, layout: LayerLayout, _ format: Minifloat
  ) throws(CodecError) -> [[UInt8]] {
    var stream = RangeDecoder(section.bytes, section: section.offset..<section.end), coder = ContextCoder(format)
    var decoded: [[UInt8]] = []
    for (index, layer) in layout.layers.enumerated() {
      do throws(EntropyCodingError) {
        var codes = [UInt8](repeating: 0, count: layer.range.count)
        try coder.run(&codes, width: layer.rowWidth, with: &stream)
        decoded.append(codes)
        guard index == layout.layers.count - 1 else { continue }
        let end = try stream.finish()
        guard end == section.end else { throw .trailing(offset: end, count: section.end - end) }
      } catch {
        throw CodecError(error, layer: index)
      }
    }
    return decoded
  }

  /// No layer's stream is longer, in bytes; the sum of 2³⁰ such lengths is still an `Int`.
  private static var lengthLimit: Int { 1 << 32 }
}

extension LayerLayout.Layer {
  /// The extent of the last axis.
  fileprivate var rowWidth: Int { shape.last ?? 1 }
}

extension ContextCoder {
  /// The coder of one message of codes of a format.
  fileprivate init(_ format: Minifloat) {
    self.init(
      magnitudeBits: format.exponentBits + format.mantissaBits, magnitudeCount: format.magnitudeCount,
      octave: 1 << format.mantissaBits)
  }
}
