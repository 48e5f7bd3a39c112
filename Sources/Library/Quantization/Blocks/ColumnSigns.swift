/// One-bit quantization with two reproduction points for each column and with error feedback (Seide et al., "1-bit
/// stochastic gradient descent", 2014; THESIS, Section 2.1).
///
/// What is quantized is e = x + r, with r the error that is left from before. Of the numbers e of a column, those below 0
/// are read as their mean τ₋, the others as their mean τ₊, which is the least mean squared error that signs allow; the
/// difference is the new r.
///
/// A column is a run of neighbours of one length. The thesis' columns are the parts of a layer with one index in its first
/// dimension.
public struct ColumnSigns: Sendable, Equatable {
  /// The reproduction points of a column.
  public struct Points: Sendable, Equatable {
    /// τ₋, the mean of the numbers below 0; 0 where there is none.
    public let negative: Float
    /// τ₊, the mean of the others; 0 where there is none.
    public let positive: Float

    /// Creates points.
    public init(negative: Float, positive: Float) {
      self.negative = negative
      self.positive = positive
    }
  }

  /// The signs.
  public let signs: PackedSigns
  /// The points of each column.
  public let points: [Points]
  /// The number of signs in a column.
  public let columnLength: Int

  /// Signs and points that came from elsewhere.
  ///
  /// - Throws: ``QuantizationError/invalidCode`` unless there are finite points for each column of `columnLength` > 0 signs.
  public init(signs: PackedSigns, points: [Points], columnLength: Int) throws(QuantizationError) {
    guard columnLength > 0, signs.count.isMultiple(of: columnLength), points.count == signs.count / columnLength,
      points.allSatisfy({ $0.negative.isFinite && $0.positive.isFinite })
    else { throw .invalidCode }
    self.signs = signs
    self.points = points
    self.columnLength = columnLength
  }

  /// Quantizes `values`, with `residual` = r before and after.
  ///
  /// - Precondition: There are as many of both, and columns of `columnLength` > 0 divide them.
  /// - Throws: ``QuantizationError/notANumber`` if a mean is no finite number; the residual is then without meaning.
  /// - Complexity: O(*count*), two passes over each column.
  public init(
    _ values: Span<Float>, columnLength: Int, residual: inout MutableSpan<Float>
  ) throws(QuantizationError) {
    precondition(values.count == residual.count, "a residual for each value")
    precondition(columnLength > 0 && values.count.isMultiple(of: columnLength), "columns of one length")
    var signs = PackedSigns(count: values.count), points: [Points] = []
    points.reserveCapacity(values.count / columnLength)
    var words = signs.words.mutableSpan
    for start in stride(from: 0, to: values.count, by: columnLength) {
      let column = start..<start + columnLength
      let found = Self.points(of: column, values, residual.span)
      guard found.negative.isFinite, found.positive.isFinite else { throw .notANumber }
      points.append(found)
      let wholeStart = min((start + 63) & ~63, column.upperBound), wholeEnd = max(column.upperBound & ~63, wholeStart)
      for index in start..<wholeStart { Self.quantize(index, found, values, &residual, &words) }
      Self.quantize(words: wholeStart / 64..<wholeEnd / 64, found, values, &residual, &words)
      for index in wholeEnd..<column.upperBound { Self.quantize(index, found, values, &residual, &words) }
    }
    self.signs = signs
    self.points = points
    self.columnLength = columnLength
  }

  /// Writes what the signs stand for.
  ///
  /// - Complexity: O(*count*).
  public func decode(into values: inout MutableSpan<Float>) {
    precondition(values.count == signs.count, "a value for each sign")
    for (column, points) in points.enumerated() {
      let start = column * columnLength
      signs.decode(
        start..<start + columnLength, negative: points.negative, positive: points.positive, into: &values)
    }
  }

  /// The means of the numbers below 0 and of the others.
  ///
  /// Sixteen partial sums over some thousand numbers are in single precision, sums of these in double precision.
  private static func points(of column: Range<Int>, _ values: Span<Float>, _ residual: Span<Float>) -> Points {
    var total = 0.0, negative = 0.0, negativeCount = 0
    for start in stride(from: column.lowerBound, to: column.upperBound, by: 4_096) {
      var sums = SIMD16<Float>(), negatives = SIMD16<Float>(), counts = SIMD16<Int32>()
      @inline(__always)
      func add(_ e: SIMD16<Float>) {
        let below = e .< 0
        sums += e
        negatives += SIMD16<Float>().replacing(with: e, where: below)
        counts = counts &- SIMD16<Int32>().replacing(with: -1, where: below)
      }
      let end = min(start + 4_096, column.upperBound), whole = start + (end - start) & ~15
      for index in stride(from: start, to: whole, by: 16) {
        add(
          values.bytes.unsafeLoadUnaligned(fromByteOffset: index &* 4, as: SIMD16<Float>.self)
            + residual.bytes.unsafeLoadUnaligned(fromByteOffset: index &* 4, as: SIMD16<Float>.self))
      }
      var rest = SIMD16<Float>()
      for index in whole..<end { rest[index - whole] = values[index] + residual[index] }
      add(rest)
      for lane in 0..<16 {
        total += Double(sums[lane])
        negative += Double(negatives[lane])
        negativeCount += Int(counts[lane])
      }
    }
    let positiveCount = column.count - negativeCount
    return Points(
      negative: negativeCount > 0 ? Float(negative / Double(negativeCount)) : 0,
      positive: positiveCount > 0 ? Float((total - negative) / Double(positiveCount)) : 0)
  }

  /// Quantizes the number at `index`.
  private static func quantize(
    _ index: Int, _ points: Points, _ values: Span<Float>, _ residual: inout MutableSpan<Float>,
    _ words: inout MutableSpan<UInt64>
  ) {
    let e = values[index] + residual[index]
    if e >= 0 { words[index / 64] |= 1 << UInt64(index % 64) }
    residual[index] = e - (e < 0 ? points.negative : points.positive)
  }

  /// Quantizes the numbers of whole words, a piece that stays in the cache at a time.
  private static func quantize(
    words range: Range<Int>, _ points: Points, _ values: Span<Float>, _ residual: inout MutableSpan<Float>,
    _ words: inout MutableSpan<UInt64>
  ) {
    for word in stride(from: range.lowerBound, to: range.upperBound, by: 32) {
      let piece = 64 * word..<64 * min(word + 32, range.upperBound)
      pack(piece, values, residual.span, &words)
      for index in piece {
        let e = values[unchecked: index] + residual[unchecked: index]
        residual[unchecked: index] = e - (e < 0 ? points.negative : points.positive)
      }
    }
  }

  /// Packs the signs of the sums in a range.
  private static func pack(
    _ range: Range<Int>, _ values: Span<Float>, _ residual: Span<Float>, _ words: inout MutableSpan<UInt64>
  ) {
    PackedSigns.pack(range, into: &words) { values[unchecked: $0] + residual[unchecked: $0] >= 0 }
  }
}
