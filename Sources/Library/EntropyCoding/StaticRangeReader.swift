/// What a table's symbols are looked up by in decoding many of them.
struct StaticRangeTable {
  let totalBits: UInt64
  /// How far targets are shifted to find their bucket.
  let bucketShift: UInt64
  /// The symbol that holds the first target of each bucket; of a bucket few have more than one.
  let buckets: [UInt8]
  /// Where each symbol's interval starts, and its size in the upper 32 bits.
  let intervals: [UInt64]

  /// - Precondition: There are at most 256 symbols.
  init(_ table: FrequencyTable) {
    let shift = max(0, table.totalBits - 12)
    totalBits = UInt64(table.totalBits)
    bucketShift = UInt64(shift)
    buckets = (0..<(1 << (table.totalBits - shift))).map { UInt8(table.symbol(at: UInt32($0 << shift))) }
    intervals = (0..<table.alphabetSize).map { table.packedInterval(of: $0) }
  }
}

/// One stream of symbols of a table that does not change: the kernel of decoding them.
///
/// It does what ``RangeDecoder`` does with a ``FrequencyTable``, on a span.
struct StaticRangeReader {
  private var code: UInt64 = 0
  private var range: UInt64 = .max
  /// The offset of the first byte not in `code`.
  private var offset: Int
  private let end: Int

  init(_ bytes: Span<UInt8>, section: Range<Int>) {
    offset = section.lowerBound
    end = section.upperBound
    code = UInt64(word(at: offset, in: bytes, end: end)) << 32 | UInt64(word(at: offset + 4, in: bytes, end: end))
    offset += 8
  }

  /// Decodes a symbol.
  @inline(__always)
  mutating func next(
    _ bytes: Span<UInt8>, _ totalBits: UInt64, _ bucketShift: UInt64, _ buckets: Span<UInt8>, _ intervals: Span<UInt64>
  ) throws(EntropyCodingError) -> UInt8 {
    let unit = range &>> totalBits
    let target = code / unit
    guard target &>> totalBits == 0 else {
      throw RangeDecoder.outside(offset)
    }
    var symbol = Int(buckets[Int(truncatingIfNeeded: target &>> bucketShift)])
    var interval = intervals[symbol]
    while (interval & 0xffff_ffff) &+ interval &>> 32 <= target {
      symbol &+= 1
      interval = intervals[symbol]
    }
    code &-= unit &* (interval & 0xffff_ffff)
    range = unit &* (interval &>> 32)
    if range < 1 << 32 {
      code = code &<< 32 | UInt64(word(at: offset, in: bytes, end: end))
      range = range &<< 32
      offset &+= 4
      // The stream has at least one byte after the words that `code` began with.
      guard offset - 8 < end else { throw .truncated(offset: end, needed: offset - 7 - end, found: 0) }
    }
    return UInt8(truncatingIfNeeded: symbol)
  }

  /// The offset of the byte after the stream.
  func finish(_ bytes: Span<UInt8>) throws(EntropyCodingError) -> Int {
    try endOfStream(in: bytes, offset: offset, end: end, code: code, range: range)
  }
}
