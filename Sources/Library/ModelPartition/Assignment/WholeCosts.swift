/// Costs as multiples of a power of two.
public struct WholeCosts: Sendable {
  /// The value of a pair that is forbidden.
  public static let forbidden = Int128.max

  /// The multiples, or ``forbidden``.
  public let values: [Int128]
  /// e, where the unit is 2ᵉ.
  public let exponent: Int

  public init(values: [Int128], exponent: Int) {
    (self.values, self.exponent) = (values, exponent)
  }

  /// The costs in the least unit at which `termCount` of them add up to less than 2¹²⁶.
  ///
  /// Up to 2²⁰ terms that is at most 2⁻¹⁰⁴ of the power of two below the greatest magnitude. A cost that is no multiple of it,
  /// because it has digits further down, is rounded to the nearest.
  init<Cost: BinaryFloatingPoint>(rounding costs: [Cost], termCount: Int) throws(AssignmentError) {
    var greatest: Cost = 0
    for index in costs.indices {
      guard !costs[index].isNaN, costs[index] != -.infinity else { throw .invalidCost(index: index) }
      if costs[index].isFinite { greatest = max(greatest, costs[index].magnitude) }
    }
    let digits = 126 - bitCount(termCount), unit = greatest == 0 ? 0 : Int(greatest.exponent) + 1 - digits
    exponent = unit
    values = costs.map { cost in
      cost.isFinite
        ? Int128(Double(sign: .plus, exponent: -unit, significand: Double(cost)).rounded()) : Self.forbidden
    }
  }

  /// The costs in the greatest unit of which all are multiples, where `termCount` of them then add up to less than 2⁶²;
  /// ``forbidden`` becomes `Int.max`.
  func narrowed(termCount: Int) -> [Int]? {
    let digits = values.reduce(0 as UInt128) { $1 == Self.forbidden ? $0 : $0 | $1.magnitude }
    guard digits != 0 else { return values.map { $0 == Self.forbidden ? .max : 0 } }
    let shift = digits.trailingZeroBitCount
    guard UInt128.bitWidth - digits.leadingZeroBitCount - shift + bitCount(termCount) <= 62 else { return nil }
    return values.map { $0 == Self.forbidden ? .max : Int(truncatingIfNeeded: $0 >> shift) }
  }

  /// Checks that there is a cost for each pair.
  static func checkCount(of costs: [some Any], rows: Int, columns: Int) throws(AssignmentError) {
    for count in [rows, columns] where count < 0 || count >= 1 << 56 { throw .invalidCount(count) }
    let (pairs, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard !overflows, costs.count == pairs else {
      throw .invalidCostCount(costs.count, expected: overflows ? .max : pairs)
    }
  }

  /// The sum of the costs at `indices`.
  func sum(at indices: some Sequence<Int>) -> Int128 { indices.reduce(0) { $0 + values[$1] } }
}

/// The binary digits of a count.
private func bitCount(_ count: Int) -> Int { Int.bitWidth - count.leadingZeroBitCount }
