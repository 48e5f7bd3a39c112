/// Counts of values in bins of equal width.
///
/// With w = (high − low)/n, bin i holds low + iw ≤ x < low + (i + 1)w; the last bin holds its upper end too. Values
/// below, above and not a number are counted apart.
public struct Histogram: Sendable, Equatable {
  /// The interval that the bins divide.
  public let range: ClosedRange<Double>
  /// The number of values in each bin.
  public private(set) var counts: [Int]
  /// The number of values below the range.
  public private(set) var underflowCount = 0
  /// The number of values above the range.
  public private(set) var overflowCount = 0
  /// The number of values that are not a number.
  public private(set) var nanCount = 0

  /// Creates an empty histogram.
  ///
  /// - Precondition: `binCount` is positive; the range is not a single point, and its width is finite.
  public init(range: ClosedRange<Double>, binCount: Int) {
    let width = range.upperBound - range.lowerBound
    precondition(binCount > 0 && width > 0 && width.isFinite, "no histogram has \(binCount) bins on \(range)")
    self.range = range
    counts = Array(repeating: 0, count: binCount)
  }

  /// Creates the histogram of `values`.
  ///
  /// - Precondition: as for ``init(range:binCount:)``.
  public init(_ values: Span<Float>, range: ClosedRange<Double>, binCount: Int) {
    self.init(range: range, binCount: binCount)
    add(values)
  }

  /// Creates the histogram of `values`.
  ///
  /// - Precondition: as for ``init(range:binCount:)``.
  public init(_ values: [Float], range: ClosedRange<Double>, binCount: Int) {
    self.init(values.span, range: range, binCount: binCount)
  }

  /// The width of a bin.
  public var binWidth: Double { (range.upperBound - range.lowerBound) / Double(counts.count) }

  /// The number of values, those outside the range too, but not those that are not a number.
  public var total: Int { counts.reduce(underflowCount + overflowCount, +) }

  /// The share of all values (``total``) in each bin, divided by its width: an estimate of their density, which
  /// integrates to the share of values in the range. nan without values.
  public var densities: [Double] {
    let scale = 1 / (Double(total) * binWidth)
    return total == 0 ? counts.map { _ in .nan } : counts.map { Double($0) * scale }
  }

  /// The middles of the bins.
  public var centres: [Double] { counts.indices.map { (edge($0) + edge($0 + 1)) / 2 } }

  /// The lower end of a bin; that of the bin after the last is the end of the range.
  public func edge(_ bin: Int) -> Double {
    bin == counts.count ? range.upperBound : range.lowerBound + Double(bin) * binWidth
  }

  /// Counts values.
  ///
  /// - Complexity: O(*count*).
  public mutating func add(_ values: Span<Float>) {
    let inverse = Double(counts.count) / (range.upperBound - range.lowerBound)
    for index in values.indices {
      let value = Double(values[index])
      if range.contains(value) {
        var bin = min(Int((value - range.lowerBound) * inverse), counts.count - 1)
        // Rounding may give the bin beside that between whose edges the value lies.
        if value < edge(bin) { bin -= 1 } else if bin + 1 < counts.count, value >= edge(bin + 1) { bin += 1 }
        counts[bin] += 1
      } else if value.isNaN {
        nanCount += 1
      } else if value < range.lowerBound {
        underflowCount += 1
      } else {
        overflowCount += 1
      }
    }
  }

  /// Adds the counts of a histogram with the same bins.
  ///
  /// - Precondition: ranges and numbers of bins are equal.
  public mutating func add(_ other: Histogram) {
    precondition(range == other.range && counts.count == other.counts.count, "histograms must have the same bins")
    for bin in counts.indices { counts[bin] += other.counts[bin] }
    underflowCount += other.underflowCount
    overflowCount += other.overflowCount
    nanCount += other.nanCount
  }
}
