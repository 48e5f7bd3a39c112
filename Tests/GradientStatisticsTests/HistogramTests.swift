import Testing

@testable import GradientStatistics

@Suite struct HistogramTests {
  @Test func aSmallCaseIsExact() {
    let values: [Float] = [-1.5, -1, -0.5, 0, 0.25, 0.999, 1, 1.5, .nan, .infinity, -.infinity]
    let histogram = Histogram(values, range: -1...1, binCount: 4)
    #expect(histogram.counts == [1, 1, 2, 2])
    #expect(histogram.underflowCount == 2)
    #expect(histogram.overflowCount == 2)
    #expect(histogram.nanCount == 1)
    #expect(histogram.total == 10)
    #expect(histogram.binWidth == 0.5)
    #expect(histogram.densities == [0.2, 0.2, 0.4, 0.4])
    #expect(histogram.centres == [-0.75, -0.25, 0.25, 0.75])
  }

  /// By NumPy:
  ///
  ///     v = np.arange(10007) * 7919 % 1001 / 16
  ///     np.histogram(v, bins=7, range=(3, 50))[0], (v < 3).sum(), (v > 50).sum()
  @Test func countsAgreeWithNumPy() {
    let values = (0..<10_007).map { Float(($0 * 7919) % 1001) / 16 }
    let histogram = Histogram(values, range: 3...50, binCount: 7)
    #expect(histogram.counts == [1_079, 1_069, 1_079, 1_070, 1_080, 1_070, 1_080])
    #expect(histogram.underflowCount == 480)
    #expect(histogram.overflowCount == 2_000)
    #expect(isClose(histogram.densities[0], 1_079 / (10_007 * 47 / 7), relative: 1e-14))
  }

  /// Every value lies between the edges of the bin that counts it, at widths that no binary fraction is.
  @Test(arguments: [3, 10, 49, 1_000])
  func everyValueLiesInItsOwnBin(binCount: Int) {
    let range = -0.7...0.3
    let empty = Histogram(range: range, binCount: binCount)
    for bin in 0..<binCount {
      let edge = Float(empty.edge(bin))
      for value in [edge.nextDown, edge, edge.nextUp] where range.contains(Double(value)) {
        let counted = Histogram([value], range: range, binCount: binCount).counts.firstIndex(of: 1)
        #expect(counted.map { empty.edge($0) <= Double(value) && Double(value) < empty.edge($0 + 1) } == true)
      }
    }
  }

  @Test func partsAddToTheWhole() {
    let values = (0..<1_000).map { Float($0 * 7919 % 101) } + [Float.nan]
    let whole = Histogram(values, range: 10...90, binCount: 8)
    var parts = Histogram(range: 10...90, binCount: 8)
    #expect(parts.densities.allSatisfy { $0.isNaN })
    parts.add(Histogram(Array(values[..<300]), range: 10...90, binCount: 8))
    let rest = Array(values[300...])
    parts.add(rest.span)
    #expect(parts == whole)
    #expect(whole.total == 1_000)
  }
}
