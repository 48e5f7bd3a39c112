/// A distribution of real numbers that can be drawn one at a time or in whole buffers.
///
/// A fill writes elements of one endless sequence that begins at the generator's position: element i is made from the
/// words from ``wordsPerElement`` × i on (two neighbours may share their words). Any slice of the sequence is therefore
/// had in O(1), without what comes before it:
///
///     let rng = streams.generator("dither", worker: 3, round: 7)
///     dither.fill(&slice, startingAt: 1_000_003, of: rng)
///
/// Values drawn with ``sample(using:)`` follow the same law but are another sequence.
public protocol Distribution: Sendable {
  /// The number of words of the stream for each element of a fill.
  static var wordsPerElement: Int { get }

  /// Draws one value.
  func sample(using rng: inout some RandomNumberGenerator) -> Float

  /// Writes the elements `first`, `first` + 1, … of the sequence that begins at the position of `rng`.
  ///
  /// - Precondition: `first` is not negative.
  /// - Complexity: O(*count*), whatever `first` is.
  func fill(_ values: inout MutableSpan<Float>, startingAt first: Int, of rng: Philox)
}

extension Distribution {
  /// Fills `values` with the sequence that begins at the position of `rng`, and moves `rng` past the words used.
  ///
  /// Whole blocks are used, so that later fills begin at a block where this one did.
  ///
  /// - Complexity: O(*count*).
  public func fill(_ values: inout MutableSpan<Float>, using rng: inout Philox) {
    fill(&values, startingAt: 0, of: rng)
    let blockCount = (Self.wordsPerElement * values.count + 3) / 4
    rng.seek(to: rng.position + UInt64(4 * blockCount))
  }

  /// The next `count` values, as ``fill(_:using:)`` writes them.
  ///
  /// - Complexity: O(`count`).
  public func values(count: Int, using rng: inout Philox) -> [Float] {
    var result = [Float](repeating: 0, count: count)
    var span = result.mutableSpan
    fill(&span, using: &rng)
    return result
  }

  /// Fills the elements of `values` in `range` from words, a piece that stays in the first-level cache at a time.
  ///
  /// - Parameters:
  ///   - word: the index, from the position of `rng`, of the first word.
  ///   - transform: makes numbers, in place, of the words that stand in the bits of a range of elements. The range lies
  ///     in `values`, so that the loop may do without checks; all ranges but the last have an even count.
  @inline(__always)
  func fill(
    _ values: inout MutableSpan<Float>, in range: Range<Int>, startingAt word: Int, of rng: Philox,
    transform: (inout MutableSpan<Float>, Range<Int>) -> Void
  ) {
    precondition(word >= 0, "elements are counted from 0")
    precondition(0 <= range.lowerBound && range.upperBound <= values.count)
    var rng = rng
    rng.seek(to: rng.position + UInt64(word))
    let pieceCount = 2_048
    for start in stride(from: range.lowerBound, to: range.upperBound, by: pieceCount) {
      let piece = start..<min(start + pieceCount, range.upperBound)
      rng.fillBits(&values, in: piece)
      transform(&values, piece)
    }
  }
}
