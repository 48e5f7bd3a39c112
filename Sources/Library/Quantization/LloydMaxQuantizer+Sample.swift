extension LloydMaxQuantizer {
  /// Designs the quantizer of at most L = `levelCount` levels for a sample, by Lloyd's steps.
  ///
  /// The first ends are quantiles of the different numbers of the sample, so that one that is there often, such as the
  /// zeros that a rectifier leaves, takes no more than a cell.
  /// Each end is moved to the middle of its points and each point to the mean of the numbers in its cell, until no number
  /// changes its cell. Cells without a number are left out, so that a sample of few different numbers has fewer levels.
  ///
  /// - Throws: ``QuantizationError/invalidLevelCount(_:expected:)`` unless L lies in `1...4096` and the sample has a number,
  ///   ``QuantizationError/notANumber`` if one is not finite, ``QuantizationError/notConverged(residual:)`` after 100,000
  ///   steps.
  /// - Complexity: O(n log n), and O(L log n) a step.
  public init(levelCount: Int, sample: Span<Float>) throws(QuantizationError) {
    guard 1...4_096 ~= levelCount, sample.count > 0 else {
      throw .invalidLevelCount(levelCount, expected: "1 to 4096, and a sample")
    }
    var sorted = [Double]()
    sorted.reserveCapacity(sample.count)
    for index in sample.indices { sorted.append(Double(sample[index])) }
    guard sorted.allSatisfy(\.isFinite) else { throw .notANumber }
    sorted.sort()
    var sums = [0.0]
    sums.reserveCapacity(sorted.count + 1)
    for value in sorted { sums.append(sums[sums.count - 1] + value) }

    var places: [Int] = []  // Where each different number is first.
    for index in sorted.indices where index == 0 || sorted[index - 1] < sorted[index] { places.append(index) }
    var cells = (1..<levelCount).map { places[$0 * places.count / levelCount] }
    for _ in 0..<100_000 {
      let points = Self.means(of: cells, sums)
      let next = Self.ends(between: points).map { Self.count(below: $0, in: sorted) }
      if next == cells {
        self.points = points
        ends = Self.ends(between: points)
        return
      }
      cells = next
    }
    throw .notConverged(residual: .nan)
  }

  /// The means of the cells that end at these places of the sorted sample, empty ones left out.
  private static func means(of cells: [Int], _ sums: [Double]) -> [Double] {
    zip([0] + cells, cells + [sums.count - 1]).filter { $0 < $1 }.map { (sums[$1] - sums[$0]) / Double($1 - $0) }
  }

  private static func ends(between points: [Double]) -> [Double] {
    zip(points, points.dropFirst()).map { ($0 + $1) / 2 }
  }

  private static func count(below value: Double, in sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
