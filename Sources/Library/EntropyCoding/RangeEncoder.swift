/// Codes symbols of given probabilities into bytes, at the cost of −log₂ p each.
///
/// A range coder (G. N. N. Martin, "Range encoding", 1979; carries as in I. H. Witten, R. M. Neal and J. G. Cleary,
/// "Arithmetic coding for data compression", Communications of the ACM 30, 1987, and M. Schindler, "A fast renormalisation
/// for arithmetic coding", 1998). The message so far is an interval of numbers with first number `low` and `range` many,
/// of which the 64 lowest bits are kept; a symbol with interval [s, s + f) of 2^k leaves
///
///     unit = ⌊range / 2^k⌋,   low + s · unit,   f · unit.
///
/// When `range` falls below 2³², the 32 highest bits of `low` are written, highest byte first, and both are multiplied by
/// 2³². A carry out of `low` goes into the bytes written. At the end follow as many bytes, 1 to 5, as decide for this
/// interval whatever comes after them, so that other bytes may follow at once.
///
/// Against the ideal length of its own model, the stream is longer by 9 bits at most, and for each symbol by less than
/// 2^(k − 32) / ln 2 bits, which is 0.00002 for k = 16 and on average far less.
public struct RangeEncoder: Sendable {
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var range: UInt64 = .max
  /// What was written, each word with its highest byte first.
  @usableFromInline var words: [UInt32] = []

  /// Creates an encoder of nothing yet, with room for `capacity` bytes.
  public init(capacity: Int = 0) {
    words.reserveCapacity(capacity / 4 + 1)
  }

  /// Codes what has this interval; models, contexts and frequencies are the caller's.
  ///
  /// - Precondition: The interval is not empty.
  /// - Complexity: O(1) amortized.
  @inlinable @inline(__always)
  public mutating func encode(_ interval: CodingInterval) {
    precondition(interval.size > 0, "an empty interval has no code")
    let unit = range &>> UInt64(interval.totalBits)
    let (sum, carries) = low.addingReportingOverflow(unit &* UInt64(interval.start))
    low = sum
    range = unit &* UInt64(interval.size)
    if carries { Self.carry(&words) }
    if range < 1 << 32 {
      words.append(UInt32(truncatingIfNeeded: low >> 32))
      low <<= 32
      range <<= 32
    }
  }

  /// Codes a symbol, and lets the model learn it.
  ///
  /// - Throws: ``EntropyCodingError/unknownSymbol(_:index:)``, with index 0, for a symbol that the model does not have
  ///   or gives no probability.
  @inlinable
  public mutating func encode(
    _ symbol: Int, with model: inout some SymbolModel
  ) throws(EntropyCodingError) {
    guard symbol >= 0, symbol < model.alphabetSize else { throw .unknownSymbol(symbol, index: 0) }
    let interval = model.interval(of: symbol)
    guard interval.size > 0 else { throw .unknownSymbol(symbol, index: 0) }
    encode(interval)
    model.update(with: symbol)
  }

  /// Codes a bit that is 0 with probability `zeroFrequency` / 2^`totalBits`.
  ///
  /// - Precondition: The bit's frequency is not 0; `totalBits` is at most 16.
  @inlinable
  public mutating func encode(_ bit: Bool, zeroFrequency: UInt32, totalBits: Int) {
    encode(
      bit
        ? CodingInterval(start: zeroFrequency, size: 1 << UInt32(totalBits) - zeroFrequency, totalBits: totalBits)
        : CodingInterval(start: 0, size: zeroFrequency, totalBits: totalBits))
  }

  /// Codes a bit, and lets the model learn it.
  @inlinable
  public mutating func encode(_ bit: Bool, with model: inout AdaptiveBit) {
    encode(bit, zeroFrequency: model.zeroFrequency, totalBits: AdaptiveBit.totalBits)
    model.update(with: bit)
  }

  /// All bytes; there are none where nothing was coded.
  ///
  /// - Complexity: O(n).
  public consuming func finish() -> [UInt8] {
    let tail = tailByteCount(ofRange: range)
    let (sum, carries) = low.addingReportingOverflow(tail == 0 ? 0 : UInt64.max >> UInt64(8 * tail))
    low = sum
    if carries { Self.carry(&words) }
    return [UInt8](unsafeUninitializedCapacity: 4 * words.count + tail) { bytes, count in
      for (index, word) in words.enumerated() {
        UnsafeMutableRawBufferPointer(bytes).storeBytes(of: word.bigEndian, toByteOffset: 4 * index, as: UInt32.self)
      }
      count = 4 * words.count + tail
      for index in 0..<tail {
        bytes[4 * words.count + index] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * index))
      }
    }
  }

  /// Adds one to the number that the words are. It takes no more than them, so that the rest can stay in registers.
  @usableFromInline
  static func carry(_ words: inout [UInt32]) {
    var index = words.count - 1
    while index >= 0 {
      words[index] &+= 1
      guard words[index] == 0 else { return }
      index -= 1
    }
  }
}
