/// Decodes what a ``RangeEncoder`` wrote, from bytes that may be anything.
///
/// It takes the intervals that the encoder took. After an error what it gives means nothing. Other bytes may follow the
/// stream: ``finish()`` says where it ended.
public struct RangeDecoder: Sendable {
  /// The bytes that the section is part of.
  public let bytes: [UInt8]
  /// The offset of the byte after the section.
  public let end: Int
  /// The offset of the first byte not in `code`; beyond the end bytes count as zeros.
  @usableFromInline var offset: Int
  /// The number that the bytes are, less the first of the interval.
  @usableFromInline var code: UInt64
  @usableFromInline var range: UInt64 = .max

  /// Creates a decoder of all bytes.
  public init(_ bytes: [UInt8]) {
    self.init(bytes, section: 0..<bytes.count)
  }

  /// Creates a decoder of some of the bytes; offsets count from the start of `bytes`.
  ///
  /// - Precondition: The section lies in `bytes`.
  public init(_ bytes: [UInt8], section: Range<Int>) {
    precondition(section.lowerBound >= 0 && section.upperBound <= bytes.count, "section outside the bytes")
    self.bytes = bytes
    end = section.upperBound
    offset = section.lowerBound
    code =
      UInt64(word(at: offset, in: bytes.span, end: end)) << 32 | UInt64(word(at: offset + 4, in: bytes.span, end: end))
    offset += 8
  }

  /// Which of the integers 0..<2^`totalBits` comes; what has the interval that holds it was coded. ``pass(_:)`` must follow.
  ///
  /// - Precondition: `totalBits` is at most 16.
  /// - Throws: ``EntropyCodingError/invalid(offset:found:expected:)`` for bytes that no encoder writes.
  @inlinable @inline(__always)
  public func target(totalBits: Int) throws(EntropyCodingError) -> UInt32 {
    let target = code / (range &>> UInt64(totalBits))
    guard target >> UInt64(totalBits) == 0 else { throw Self.outside(offset) }
    return UInt32(truncatingIfNeeded: target)
  }

  /// Passes over what has this interval.
  ///
  /// - Precondition: The interval holds the last target.
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``.
  @inlinable @inline(__always)
  public mutating func pass(_ interval: CodingInterval) throws(EntropyCodingError) {
    let unit = range &>> UInt64(interval.totalBits)
    code &-= unit &* UInt64(interval.start)
    range = unit &* UInt64(interval.size)
    precondition(code < range, "an interval that does not hold the target")
    if range < 1 << 32 { try refill() }
  }

  /// Decodes a symbol, and lets the model learn it.
  ///
  /// - Throws: ``EntropyCodingError/invalid(offset:found:expected:)``,
  ///   ``EntropyCodingError/truncated(offset:needed:found:)``.
  @inlinable
  public mutating func decode(with model: inout some SymbolModel) throws(EntropyCodingError) -> Int {
    let symbol = try model.symbol(at: target(totalBits: model.totalBits))
    try pass(model.interval(of: symbol))
    model.update(with: symbol)
    return symbol
  }

  /// Decodes a bit that is 0 with probability `zeroFrequency` / 2^`totalBits`.
  ///
  /// - Precondition: `totalBits` is at most 16, and `zeroFrequency` at most the total.
  /// - Throws: as `decode(with:)`.
  @inlinable
  public mutating func decodeBit(zeroFrequency: UInt32, totalBits: Int) throws(EntropyCodingError) -> Bool {
    let unit = range &>> UInt64(totalBits)
    let bound = unit &* UInt64(zeroFrequency)
    let bit = code >= bound
    let size = bit ? (unit &<< UInt64(totalBits)) &- bound : bound
    let rest = bit ? code &- bound : code
    guard rest < size else { throw Self.outside(offset) }
    (code, range) = (rest, size)
    if range < 1 << 32 { try refill() }
    return bit
  }

  /// Decodes a bit, and lets the model learn it.
  ///
  /// - Throws: as ``decode(with:)``.
  @inlinable
  public mutating func decode(with model: inout AdaptiveBit) throws(EntropyCodingError) -> Bool {
    let bit = try decodeBit(zeroFrequency: model.zeroFrequency, totalBits: AdaptiveBit.totalBits)
    model.update(with: bit)
    return bit
  }

  /// The offset of the byte after the stream, when everything that was coded has been decoded.
  ///
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)`` where the section ends before, and
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` for a last byte that no encoder writes.
  public func finish() throws(EntropyCodingError) -> Int {
    try endOfStream(in: bytes.span, offset: offset, end: end, code: code, range: range)
  }

  @inlinable @inline(__always)
  mutating func refill() throws(EntropyCodingError) {
    code = code &<< 32 | UInt64(word(at: offset, in: bytes.span, end: end))
    range = range &<< 32
    offset &+= 4
    // The stream has at least one byte after the words that `code` began with.
    guard offset - 8 < end else { throw .truncated(offset: end, needed: offset - 7 - end, found: 0) }
  }

  @usableFromInline static func outside(_ offset: Int) -> EntropyCodingError {
    .invalid(offset: max(0, offset - 8), found: "a number outside the coder's range", expected: "one inside")
  }
}
