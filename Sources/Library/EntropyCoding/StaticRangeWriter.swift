/// One stream of symbols of a table that does not change on its way to words: the kernel of encoding them.
///
/// It does what ``RangeEncoder`` does with a ``FrequencyTable``, on memory without checks, for speed (`telegrad-bench
/// entropy`). What makes that safe: a symbol divides the range by at most 2^k · (1 + 2^(k − 31)), so that n of them give at
/// most n (k + 1) / 32 words; one more is stored in advance.
struct StaticRangeWriter {
  private var low: UInt64 = 0
  private var range: UInt64 = .max
  /// Where the next word goes, and where the first went.
  private var next: UnsafeMutablePointer<UInt32>
  private let first: UnsafeMutablePointer<UInt32>

  /// The words that a stream needs room for.
  static func capacity(symbolCount: Int, totalBits: Int) -> Int { symbolCount * (totalBits + 1) / 32 + 2 }

  init(words: UnsafeMutablePointer<UInt32>) {
    next = words
    first = words
  }

  /// Codes a symbol.
  ///
  /// - Parameter interval: Where its interval starts, and in the upper 32 bits its size, which is not 0.
  @inline(__always)
  mutating func encode(_ interval: UInt64, totalBits: UInt64) {
    let unit = range &>> totalBits
    let (sum, carries) = low.addingReportingOverflow(unit &* (interval & 0xffff_ffff))
    range = unit &* (interval &>> 32)
    if carries { Self.carry(before: next) }
    // Without a branch, which would be foreseen badly: the word is stored in any case, and kept if the range is small.
    next.pointee = UInt32(truncatingIfNeeded: sum &>> 32)
    let shift: UInt64 = range &>> 32 == 0 ? 32 : 0
    next += Int(shift &>> 5)
    low = sum &<< shift
    range = range &<< shift
  }

  /// Adds one to the number that the words are, which does not overflow.
  @inline(never)
  private static func carry(before end: UnsafeMutablePointer<UInt32>) {
    var word = end - 1
    word.pointee &+= 1
    while word.pointee == 0 {
      word -= 1
      word.pointee &+= 1
    }
  }

  /// The encoder that goes on from here.
  func encoder() -> RangeEncoder {
    var encoder = RangeEncoder()
    encoder.low = low
    encoder.range = range
    encoder.words = Array(UnsafeBufferPointer(start: first, count: next - first))
    return encoder
  }
}
