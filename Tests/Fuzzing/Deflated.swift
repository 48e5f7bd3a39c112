import CZlib

/// Bytes as zlib packs them.
enum Deflated {
  /// A gzip file.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] { packed(bytes, windowBits: 15 + 16) }

  /// A bare zlib stream.
  static func zlib(_ bytes: [UInt8]) -> [UInt8] { packed(bytes, windowBits: 15) }

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
