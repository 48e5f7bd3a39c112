/// Signs, one bit each: bit i mod 64 of word i / 64 is set where element i is not negative.
///
/// The rule for zero, and for −0, is that of Quantization's `SignQuantizer`: positive. Bits beyond the last sign are 0.
public struct PackedSigns: Sendable, Equatable {
  /// The number of signs.
  public let count: Int
  /// The bits, ⌈count / 64⌉ words.
  public let words: [UInt64]

  /// The signs of numbers; that of nan is negative.
  ///
  /// - Complexity: O(n), under a nanosecond an element.
  public init(of values: Span<Float>) {
    count = values.count
    let wordCount = (count + 63) / 64
    words = [UInt64](unsafeUninitializedCapacity: wordCount) { words, initializedCount in
      values.withUnsafeBufferPointer { values in
        for index in 0..<wordCount {
          let start = 64 * index
          var word: UInt64 = 0
          for bit in 0..<min(64, values.count - start) {
            word |= (values[start &+ bit] >= 0 ? 1 : 0) &<< UInt64(bit)
          }
          words[index] = word
        }
      }
      initializedCount = wordCount
    }
  }

  /// Signs given 64 a word, as ``words`` has them.
  ///
  /// - Precondition: There are ⌈count / 64⌉ words, and the bits beyond the last sign are 0.
  public init(count: Int, words: [UInt64]) {
    precondition(words.count == (count + 63) / 64, "\(words.count) words of \(count) signs")
    precondition(count & 63 == 0 || words[words.count - 1] >> UInt64(count & 63) == 0, "bits beyond the last sign")
    self.count = count
    self.words = words
  }

  /// Signs given one a byte: 0 for negative, 1 for positive.
  ///
  /// - Complexity: O(n).
  public init(bits: Span<UInt8>) {
    count = bits.count
    let wordCount = (count + 63) / 64
    words = [UInt64](unsafeUninitializedCapacity: wordCount) { words, initializedCount in
      bits.withUnsafeBufferPointer { bits in
        for index in 0..<wordCount {
          let start = 64 * index
          var word: UInt64 = 0
          for bit in 0..<min(64, bits.count - start) { word |= UInt64(bits[start &+ bit] & 1) &<< UInt64(bit) }
          words[index] = word
        }
      }
      initializedCount = wordCount
    }
  }

  /// Whether the element at `index` is positive.
  public subscript(index: Int) -> Bool { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }

  /// The signs one a byte, as ``init(bits:)`` takes them.
  ///
  /// - Complexity: O(n).
  public var bits: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { bits, initializedCount in
      for (index, word) in words.enumerated() {
        let start = 64 &* index
        for bit in 0..<min(64, count &- start) {
          bits[start &+ bit] = UInt8(truncatingIfNeeded: word &>> UInt64(bit)) & 1
        }
      }
      initializedCount = count
    }
  }

  /// The number of positive signs.
  public var positiveCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

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
    self.count = count
    self.words = words
  }
}
