/// A Lloyd-Max quantizer of a signal's own values (Lloyd, "Least squares quantization in PCM", 1982).
///
/// It begins with equal cells over √3 standard deviations to either side of the mean, and goes on until no end moves, 100
/// steps at most. It reads every s-th value, 4,096 to 8,191 of many, so that the cost stays below that of the gradient.
struct SampleQuantizer {
  /// The points in ascending order. A cell without values keeps the point that it had.
  let points: [Float]
  /// The ends between cells, one fewer.
  let ends: [Float]

  /// Designs the quantizer of `levelCount` levels, of the values or of those that are not zero.
  ///
  /// - Complexity: O(n log n + 100 K log n) for n values read.
  init(_ values: [Float], levelCount: Int, skipsZeros: Bool) {
    let step = max(1, values.count / 4_096)
    var sample = stride(from: 0, to: values.count, by: step).map { values[$0] }
    if skipsZeros { sample.removeAll { $0 == 0 } }
    sample.sort()
    var sums: [Double] = [0], energy = 0.0
    for value in sample {
      sums.append(sums[sums.count - 1] + Double(value))
      energy += Double(value) * Double(value)
    }
    let count = Double(max(1, sample.count)), mean = sums[sample.count] / count
    let width = (12 * max(0, energy / count - mean * mean)).squareRoot()
    var points = (0..<levelCount).map { mean + width * ((Double($0) + 0.5) / Double(levelCount) - 0.5) }
    var ends: [Float] = []
    for _ in 0..<100 {
      let moved = zip(points, points.dropFirst()).map { Float(($0 + $1) / 2) }
      if moved == ends { break }
      ends = moved
      let places = [0] + ends.map { Self.place(of: $0, in: sample) } + [sample.count]
      for level in points.indices where places[level + 1] > places[level] {
        points[level] =
          (sums[places[level + 1]] - sums[places[level]]) / Double(places[level + 1] - places[level])
      }
    }
    self.points = points.map { Float($0) }
    self.ends = ends
  }

  /// The cell of a value; an end belongs to the cell above.
  func level(of value: Float) -> Int {
    var level = 0
    for end in ends where value >= end { level += 1 }
    return level
  }

  /// The number of values below `end`.
  private static func place(of end: Float, in sorted: [Float]) -> Int {
    var low = 0, high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < end { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
