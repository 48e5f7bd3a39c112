import CZlib
import EntropyCoding

/// zlib's format (RFC 1950), in which codes are a byte each.
enum Deflate {
  /// The compressed bytes, at zlib's default level.
  ///
  /// - Precondition: There are fewer than 2³¹ bytes.
  static func encode(_ bytes: Span<UInt8>) throws(EntropyCodingError) -> [UInt8] {
    precondition(bytes.count < 1 << 31, "\(bytes.count) bytes at once")
    let bound = Int(compressBound(uLong(bytes.count)))
    var length = uLong(bound)
    var status = Z_OK
    let coded = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        status = compress2(output.baseAddress, &length, input.baseAddress, uLong(input.count), Z_DEFAULT_COMPRESSION)
      }
      count = status == Z_OK ? Int(length) : 0
    }
    guard status == Z_OK else { throw .invalidModel(found: "zlib status \(status)", expected: "\(Z_OK)") }
    return coded
  }

  /// Decodes what ``encode(_:)`` gave for `count` bytes.
  ///
  /// - Throws: ``EntropyCodingError/invalid(offset:found:expected:)`` for anything else.
  /// - Precondition: `count` is not negative.
  /// - Complexity: O(`count` + bytes).
  static func decode(_ bytes: [UInt8], count: Int) throws(EntropyCodingError) -> [UInt8] {
    var (status, consumed, length) = (Z_OK, uLong(bytes.count), uLong(count))
    let decoded = [UInt8](unsafeUninitializedCapacity: max(1, count)) { output, written in
      bytes.withUnsafeBufferPointer { input in
        status = uncompress2(output.baseAddress, &length, input.baseAddress, &consumed)
      }
      // What a failed run left alone is not read: the array is dropped below.
      written = status == Z_OK ? Int(length) : 0
    }
    guard status == Z_OK, decoded.count == count, Int(consumed) == bytes.count else {
      throw .invalid(
        offset: 0, found: "\(bytes.count) bytes that are not zlib's", expected: "\(count) symbols")
    }
    return decoded
  }
}
