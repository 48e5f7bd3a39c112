import RealModule

/// Points on a line with weights: a sample, or a short description of one, in the order of their positions.
///
/// A point may stand for the mean of values that are spread evenly over a width 2h. For its distance d from a location the
/// mean of |·|ᵝ is then that of the distance √(d² + (β − 1)h²/3), to the second order in h/d, and at d = 0 that of
/// h(1 + β)^(−1/β), which is the least that is taken.
struct WeightedPoints {
  /// The positions, ascending and all different.
  private(set) var positions: [Double] = []
  /// The number of values at each.
  private(set) var weights: [Double] = []
  /// Weights, positions and squares of half widths, eight at a time; the last ones may be without weight.
  private var blocks: [Block] = []
  /// The number of values.
  private(set) var total = 0.0

  private struct Block {
    var weight = SIMD8<Double>.zero
    var position = SIMD8<Double>.zero
    var squaredHalfWidth = SIMD8<Double>.zero
  }

  /// Some of the values, evenly spaced in their order, or all if there are no more; equal ones at one point.
  ///
  /// - Complexity: O(m log m) for m = `count`.
  init(_ values: Span<Float>, _ coordinate: UnitCoordinate, count: Int) {
    let count = min(count, values.count)
    let some = (0..<count).map { coordinate.of(Double(values[$0 * values.count / count])) }
    for value in some.sorted() {
      if value == positions.last { weights[weights.count - 1] += 1 } else { append(value, weight: 1, halfWidth: 0) }
    }
    finish()
  }

  /// The values in cells whose width is 2⁻⁶ to 2⁻⁷ of their distance from `center`: those of a sign, an exponent and six
  /// bits of the significand of the difference, in single precision.
  ///
  /// - Complexity: O(n), once through memory.
  init(_ values: Span<Float>, _ coordinate: UnitCoordinate, around center: Double, step: Int) {
    // The number of values and the sum of their differences from the center.
    var cells = [SIMD2<Double>](repeating: .zero, count: 1 << 15)
    func add(_ difference: Float) {
      let cell = Int(difference.bitPattern >> 17)
      cells[cell] += SIMD2(1, Double(difference))
    }
    let wholeEnd = values.count / 8 * 8
    for index in stride(from: 0, to: wholeEnd, by: 8 * step) {
      let differences = SIMD8<Float>(coordinate.of(values.eight(from: index)) - center)
      for lane in 0..<8 { add(differences[lane]) }
    }
    for index in wholeEnd..<values.count { add(Float(coordinate.of(Double(values[index])) - center)) }
    // Differences below 2⁻¹³² count as zero, which shares its cells with them.
    for cell in (0x4001..<0x8000).reversed() { append(cells[cell], Float(bitPattern: UInt32(cell) << 17), center) }
    append(SIMD2(cells[0][0] + cells[0x4000][0], 0), 0, center)
    for cell in 1..<0x4000 { append(cells[cell], Float(bitPattern: UInt32(cell) << 17), center) }
    finish()
  }

  /// Appends a cell with the given number and sum, whose end nearer to the center lies at `edge`.
  private mutating func append(_ content: SIMD2<Double>, _ edge: Float, _ center: Double) {
    guard content[0] > 0 else { return }
    // A cell of six bits of the significand is as wide as 2⁻⁶ of the exponent's power.
    let halfWidth = content[0] == 1 || edge == 0 ? 0 : Double(edge.binade) * 0x1p-7
    append(center + content[1] / content[0], weight: content[0], halfWidth: abs(halfWidth))
  }

  private mutating func append(_ position: Double, weight: Double, halfWidth: Double) {
    let lane = positions.count % 8
    if lane == 0 { blocks.append(Block()) }
    blocks[blocks.count - 1].position[lane] = position
    blocks[blocks.count - 1].squaredHalfWidth[lane] = halfWidth * halfWidth
    positions.append(position)
    weights.append(weight)
  }

  /// Enters the weights, which equal values have changed.
  private mutating func finish() {
    for (index, weight) in weights.enumerated() { blocks[index / 8].weight[index % 8] = weight }
    total = weights.reduce(0, +)
  }
}

extension WeightedPoints {
  /// Σ w dᵝ lnᵏ d for k = 0, 1, 2.
  ///
  /// - Complexity: O(points).
  func powerSums(at location: Double, shape: Double) -> DistanceSums {
    let least = Double.exp(-2 * .log(1 + shape) / shape), more = (shape - 1) / 3
    var lanes = DistanceSums.Lanes()
    for block in blocks {
      let difference = block.position - location
      let squares = (difference * difference + more * block.squaredHalfWidth).atLeast(least * block.squaredHalfWidth)
      lanes.add(squares: squares, shape: shape, weight: block.weight)
    }
    return lanes.sums
  }

  /// The derivative of Σ w dᵝ with respect to the location, over β: it rises with the location for β ≥ 1.
  ///
  /// - Complexity: O(points).
  func slope(at location: Double, shape: Double) -> Double {
    var sum = SIMD8<Double>.zero
    for block in blocks {
      let difference = location - block.position
      let distance = difference.magnitudes.atLeast(.init(repeating: 1e-150))
      let power = block.weight * (shape * distance.naturalLogarithm).exponential
      sum += power * (difference / distance) / distance
    }
    return sum.sum()
  }
}
