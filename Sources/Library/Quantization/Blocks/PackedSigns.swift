/// Signs, one bit each: bit i mod 64 of word i / 64 is set where element i is not negative.
///
/// The rule for zero, and for −0, is that of ``SignQuantizer``: positive. Bits beyond the last sign are 0.
public struct PackedSigns: Sendable, Equatable {
  /// The number of signs.
  public let count: Int
  /// The bits, ⌈count / 64⌉ words.
  public internal(set) var words: [UInt64]

  /// Creates signs that are still to be written.
  init(count: Int) {
    self.count = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  /// The signs of numbers; that of nan is negative.
  ///
  /// - Complexity: O(n), under a nanosecond an element.
  public init(of values: Span<Float>) {
    self.init(count: values.count)
    var words = self.words.mutableSpan
    Self.pack(values.indices, into: &words) { values[unchecked: $0] >= 0 }
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
    self.init(count: bits.count)
    var words = self.words.mutableSpan
    Self.pack(bits.indices, into: &words) { bits[unchecked: $0] & 1 == 1 }
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

  /// Writes the signs of the indices in a range, which begins at a multiple of 64.
  @inline(__always)
  static func pack(_ range: Range<Int>, into words: inout MutableSpan<UInt64>, isPositive: (Int) -> Bool) {
    let whole = range.upperBound & ~63
    for start in stride(from: range.lowerBound, to: whole, by: 64) {
      // Halves of 32, a loop each, for lanes that are as wide as floats.
      var low: UInt32 = 0, high: UInt32 = 0
      for place in 0..<32 { low |= (isPositive(start &+ place) ? 1 : 0) &<< UInt32(truncatingIfNeeded: place) }
      for place in 0..<32 { high |= (isPositive(start &+ 32 &+ place) ? 1 : 0) &<< UInt32(truncatingIfNeeded: place) }
      words[unchecked: start &>> 6] = UInt64(high) &<< 32 | UInt64(low)
    }
    for index in max(whole, range.lowerBound)..<range.upperBound where isPositive(index) {
      words[index / 64] |= 1 << UInt64(index % 64)
    }
  }

  /// Writes `negative` for signs below 0 and `positive` for others.
  ///
  /// - Complexity: O(*count*).
  public func decode(negative: Float, positive: Float, into values: inout MutableSpan<Float>) {
    precondition(values.count == count, "a value for each sign")
    decode(0..<count, negative: negative, positive: positive, into: &values)
  }

  /// The same for the signs in a range.
  func decode(_ range: Range<Int>, negative: Float, positive: Float, into values: inout MutableSpan<Float>) {
    let words = self.words.span
    for index in range {
      let bit = words[unchecked: index &>> 6] &>> UInt64(truncatingIfNeeded: index) & 1
      values[unchecked: index] = bit == 0 ? negative : positive
    }
  }
}
