/// Numbers on a stretch of consecutive points, 0 on all others.
struct Band: Sendable {
  /// The first point of the stretch.
  private(set) var start: Int
  private(set) var values: [Double]

  /// The points of the stretch.
  var range: Range<Int> { start..<start + values.count }

  /// The numbers on the points of `range`.
  init(_ range: Range<Int>, _ value: (Int) -> Double) {
    start = range.lowerBound
    values = range.map(value)
  }

  /// Drops the numbers at both ends that are below `share` of the greatest.
  mutating func trim(share: Double) {
    let least = share * (values.max() ?? 0)
    let kept = values.firstIndex { $0 > least } ?? 0
    let end = (values.lastIndex { $0 > least } ?? -1) + 1
    values = Array(values[kept..<max(kept, end)])
    start += kept
  }

  /// Σ a b over the points.
  ///
  /// - Complexity: O(*common points*).
  func sum(times other: Band) -> Double {
    let common = range.clamped(to: other.range)
    var sum = 0.0
    for point in common { sum += values[point - start] * other.values[point - other.start] }
    return sum
  }

  /// Σ a b (x − c) and Σ a b (x − c)² over the points, for their positions x.
  ///
  /// - Complexity: O(*common points*).
  func moments(times other: Band, about c: Double, positions: [Double]) -> (first: Double, second: Double) {
    let common = range.clamped(to: other.range)
    var (first, second) = (0.0, 0.0)
    for point in common {
      let distance = positions[point] - c
      let product = values[point - start] * other.values[point - other.start] * distance
      first += product
      second += product * distance
    }
    return (first, second)
  }
}
