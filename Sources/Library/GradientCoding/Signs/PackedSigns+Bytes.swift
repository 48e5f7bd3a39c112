public import Quantization

/// The bytes of signs in a message.
extension PackedSigns {
  /// The number of bytes of `count` signs, ⌈count / 8⌉.
  public static func byteCount(of count: Int) -> Int { (count + 7) / 8 }

  /// The signs eight a byte, the first in the lowest bit.
  public var bytes: [UInt8] {
    let littleEndian = words.map(\.littleEndian)
    return littleEndian.withUnsafeBytes { Array($0.prefix(Self.byteCount(of: count))) }
  }

  /// Reads ``bytes``, all that is left of a section.
  ///
  /// - Throws: ``CodecError/invalid(_:found:expected:)`` for another number of bytes, or bits set beyond the last sign.
  public init(count: Int, from reader: ByteReader) throws(CodecError) {
    let byteCount = Self.byteCount(of: count)
    guard reader.end - reader.offset == byteCount else {
      throw .invalid(
        reader.place, found: "\(reader.end - reader.offset) bytes of signs", expected: "\(byteCount) bytes")
    }
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    words.withUnsafeMutableBytes { target in
      reader.bytes.withUnsafeBytes { target.copyBytes(from: $0[reader.offset..<reader.end]) }
    }
    for index in words.indices { words[index] = UInt64(littleEndian: words[index]) }
    if count & 63 > 0, let last = words.last, last >> UInt64(count & 63) > 0 {
      throw .invalid(reader.place, found: "bits beyond the last sign", expected: "zeros")
    }
    self.init(count: count, words: words)
  }
}
