import RealModule

/// Points on a line with weights: a sample, or a short description of one, in the order of their positions.
///
/// A point may stand for values that are spread evenly over a width 2h about it. Its distance d from a location counts as
/// no less than h(1 + β)^(−1/β), from which the mean of |·|ᵝ over the width about zero is had.
struct WeightedPoints {
  /// The positions, ascending and all different.
  private(set) var positions: [Double] = []
  /// The number of values at each.
  private(set) var weights: [Double] = []
  /// Weights, positions and half widths h, eight at a time; the last ones may be without weight.
  private var blocks: [Block] = []
  /// The number of values.
  private(set) var total = 0.0

  private struct Block {
    var weight = SIMD8<Double>.zero
    var position = SIMD8<Double>.zero
    var halfWidth = SIMD8<Double>.zero
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
  init(_ values: Span<Float>, _ coordinate: UnitCoordinate, around center: Double) {
    var counts = [UInt32](repeating: 0, count: 1 << 15)
    let wholeEnd = values.count / 8 * 8
    var index = 0
    while index < wholeEnd {
      let differences = SIMD8<Float>(coordinate.of(values.eight(from: index)) - center)
      let cells = unsafeBitCast(differences, to: SIMD8<UInt32>.self) &>> 17
      for lane in 0..<8 { counts[Int(cells[lane])] &+= 1 }
      index &+= 8
    }
    for index in wholeEnd..<values.count {
      counts[Int(Float(coordinate.of(Double(values[index])) - center).bitPattern >> 17)] += 1
    }
    // Differences below 2⁻¹³² count as zero, which shares its cells with them.
    for cell in stride(from: UInt32(0x7FFF), through: 0x4001, by: -1) { append(cell, counts[Int(cell)], around: center) }
    if counts[0] + counts[0x4000] > 0 { append(center, weight: Double(counts[0] + counts[0x4000]), halfWidth: 0) }
    for cell in UInt32(1)..<0x4000 { append(cell, counts[Int(cell)], around: center) }
    finish()
  }

  private mutating func append(_ cell: UInt32, _ count: UInt32, around center: Double) {
    guard count > 0 else { return }
    let (near, far) = (Float(bitPattern: cell << 17), Float(bitPattern: cell << 17 | 0x1FFFF))
    let position = center + (Double(near) + Double(far)) / 2
    append(position, weight: Double(count), halfWidth: abs(Double(far) - Double(near)) / 2)
  }

  private mutating func append(_ position: Double, weight: Double, halfWidth: Double) {
    let lane = positions.count % 8
    if lane == 0 { blocks.append(Block()) }
    blocks[blocks.count - 1].position[lane] = position
    blocks[blocks.count - 1].halfWidth[lane] = halfWidth
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
  /// Σ w dᵝ.
  ///
  /// - Complexity: O(points).
  func powerSum(at location: Double, shape: Double) -> Double {
    let share = Self.share(shape)
    var sum = SIMD8<Double>.zero
    for block in blocks {
      let least = (share * block.halfWidth).atLeast(.init(repeating: DistanceSums.leastDistance))
      let distance = (block.position - location).magnitudes.atLeast(least)
      sum += block.weight * (shape * distance.naturalLogarithm).exponential
    }
    return sum.sum()
  }

  /// Σ w dᵝ lnᵏ d for k = 0, 1, 2.
  ///
  /// - Complexity: O(points).
  func powerSums(at location: Double, shape: Double) -> DistanceSums {
    let share = Self.share(shape)
    var lanes = DistanceSums.Lanes()
    for block in blocks {
      let least = (share * block.halfWidth).atLeast(.init(repeating: DistanceSums.leastDistance))
      lanes.add(block.position - location, shape: shape, weight: block.weight, leastDistance: least)
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
      let distance = difference.magnitudes.atLeast(.init(repeating: DistanceSums.leastDistance))
      let power = block.weight * (shape * distance.naturalLogarithm).exponential
      sum += power * (difference / distance) / distance
    }
    return sum.sum()
  }

  /// (1 + β)^(−1/β).
  private static func share(_ shape: Double) -> Double { .exp(-.log(1 + shape) / shape) }
}
