import CZlib

/// Bytes as zlib packs them.
public enum Deflated {
  /// A gzip file.
  public static func gzip(_ bytes: [UInt8]) -> [UInt8] { packed(bytes, windowBits: 15 + 16) }

  /// A bare zlib stream.
  public static func zlib(_ bytes: [UInt8]) -> [UInt8] { packed(bytes, windowBits: 15) }

  /// A level 5 file of MATLAB with its elements, as far as they can be followed, compressed.
  public static func elements(ofMATLABFile file: [UInt8]) -> [UInt8] {
    guard file.count >= 128 else { return file }
    var packed = Array(file[..<128]), offset = 128
    while offset + 8 <= file.count {
      let size = (0..<4).reduce(0) { $0 | Int(file[offset + 4 + $1]) << (8 * $1) }
      let end = min(file.count, offset + 8 + size), element = zlib(Array(file[offset..<end]))
      packed += [15, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: element.count >> (8 * $0)) } + element
      offset = end
    }
    return packed
  }

  private static func packed(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 1, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes, output = [UInt8](repeating: 0, count: bytes.count + 1_024)
    let capacity = output.count
    let left = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        _ = deflate(&stream, Z_FINISH)
        return Int(stream.avail_out)
      }
    }
    return Array(output[..<(capacity - left)])
  }
}
