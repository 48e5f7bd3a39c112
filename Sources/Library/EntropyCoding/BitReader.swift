/// Reads what ``BitWriter`` wrote, from bytes that may be anything.
///
/// Every read either gives a value or throws and leaves the reader where it was; none reads past the section.
public struct BitReader: Sendable {
  /// The bytes that the section is part of.
  public let bytes: [UInt8]
  /// The offset of the next bit, counted from the start of `bytes`.
  public private(set) var bitOffset: Int
  /// The offset of the byte after the section.
  public let end: Int

  /// Creates a reader of all bytes.
  public init(_ bytes: [UInt8]) {
    self.init(bytes, section: 0..<bytes.count)
  }

  /// Creates a reader of some of the bytes; offsets count from the start of `bytes`.
  ///
  /// - Precondition: The section lies in `bytes`.
  public init(_ bytes: [UInt8], section: Range<Int>) {
    precondition(section.lowerBound >= 0 && section.upperBound <= bytes.count, "section outside the bytes")
    self.bytes = bytes
    bitOffset = 8 * section.lowerBound
    end = section.upperBound
  }

  /// The number of bits not read yet.
  public var bitsLeft: Int { 8 * end - bitOffset }

  /// The offset of the byte that holds the next bit.
  public var byteOffset: Int { bitOffset >> 3 }

  /// The next 56 bits or more, zeros where the section ended.
  func peek() -> UInt64 {
    let offset = byteOffset
    var word: UInt64 = 0
    if offset + 8 <= end {
      word = UInt64(littleEndian: bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    } else {
      for index in 0..<max(0, end - offset) { word |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    }
    return word >> UInt64(bitOffset & 7)
  }

  /// Passes over bits that a peek showed.
  mutating func skip(_ count: Int) throws(EntropyCodingError) {
    guard count <= bitsLeft else {
      throw .truncated(offset: byteOffset, needed: (bitOffset + count + 7) / 8 - byteOffset, found: end - byteOffset)
    }
    bitOffset += count
  }

  /// Reads an integer of `count` bits.
  ///
  /// - Precondition: `count` is in `0...64`.
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``.
  public mutating func read(_ count: Int) throws(EntropyCodingError) -> UInt64 {
    precondition((0...64).contains(count), "\(count) bits in an integer of 64")
    let start = self
    let low = peek()
    try skip(count)
    guard count > 56 else { return low & (1 << UInt64(count) - 1) }
    bitOffset = start.bitOffset + 56
    let high = peek() & (1 << UInt64(count - 56) - 1)
    bitOffset = start.bitOffset + count
    return low & (1 << 56 - 1) | high << 56
  }

  /// Reads one bit.
  ///
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``.
  public mutating func readBit() throws(EntropyCodingError) -> Bool {
    try read(1) == 1
  }

  /// Passes over the zeros up to the next byte.
  ///
  /// - Throws: ``EntropyCodingError/invalid(offset:found:expected:)`` where one of them is a one.
  public mutating func alignToByte() throws(EntropyCodingError) {
    let count = -bitOffset & 7
    guard peek() & (1 << UInt64(count) - 1) == 0 else {
      throw .invalid(offset: byteOffset, found: "a one after the last bit", expected: "zeros up to the next byte")
    }
    bitOffset += count
  }

  /// Checks that the section ends here, but for zeros in its last byte.
  ///
  /// - Throws: ``EntropyCodingError/invalid(offset:found:expected:)``,
  ///   ``EntropyCodingError/trailing(offset:count:)``.
  public mutating func finish() throws(EntropyCodingError) {
    try alignToByte()
    guard byteOffset == end else { throw .trailing(offset: byteOffset, count: end - byteOffset) }
  }
}
