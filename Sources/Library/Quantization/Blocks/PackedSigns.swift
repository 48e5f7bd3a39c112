/// Signs of many numbers, 32 in a word: bit j of word w is set where number 32 w + j is below 0.
public struct PackedSigns: Sendable, Equatable {
  /// The number of signs.
  public let count: Int
  /// The words; the bits beyond the last sign are 0.
  public internal(set) var words: [UInt32]

  /// Creates `count` positive signs.
  init(count: Int) {
    self.count = count
    words = [UInt32](repeating: 0, count: (count + 31) / 32)
  }

  /// Reads signs from words that came from elsewhere.
  ///
  /// - Throws: ``QuantizationError/invalidCode`` for another number of words than `count` signs need, or if a bit beyond the
  ///   last sign is set.
  public init(count: Int, words: [UInt32]) throws(QuantizationError) {
    guard count >= 0, words.count == (count + 31) / 32 else { throw .invalidCode }
    if !count.isMultiple(of: 32), let last = words.last, last >> UInt32(count % 32) != 0 { throw .invalidCode }
    self.count = count
    self.words = words
  }

  /// The signs of `values`, which are not NaN; that of −0 is positive.
  ///
  /// - Complexity: O(*count*).
  public init(of values: Span<Float>) {
    self.init(count: values.count)
    var words = self.words.mutableSpan
    Self.pack(0..<values.count, into: &words) { (values[unchecked: $0] + 0).bitPattern }
  }

  /// Whether the number at `index` is below 0.
  public subscript(index: Int) -> Bool {
    precondition((0..<count).contains(index), "\(index) of \(count) signs")
    return words[index / 32] >> UInt32(index % 32) & 1 == 1
  }

  /// Writes the highest bits of `pattern` of the indices in a range, which begins at a multiple of 32, from bit
  /// `range.lowerBound` on.
  @inline(__always)
  static func pack(_ range: Range<Int>, into words: inout MutableSpan<UInt32>, pattern: (Int) -> UInt32) {
    let whole = range.upperBound & ~31
    for start in stride(from: range.lowerBound, to: whole, by: 32) {
      var bits: UInt32 = 0
      for place in 0..<32 { bits |= (pattern(start &+ place) &>> 31) &<< UInt32(truncatingIfNeeded: place) }
      words[unchecked: start &>> 5] = bits
    }
    for index in max(whole, range.lowerBound)..<range.upperBound {
      words[index / 32] |= (pattern(index) >> 31) << UInt32(index % 32)
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
      let bit = words[unchecked: index &>> 5] &>> UInt32(truncatingIfNeeded: index) & 1
      values[unchecked: index] = bit == 0 ? positive : negative
    }
  }
}
