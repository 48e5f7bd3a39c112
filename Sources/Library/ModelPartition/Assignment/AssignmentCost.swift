/// A number that a cost can be.
///
/// Assignments are found in whole numbers, where sums and differences are exact: no rounding decides between two of them,
/// and none drifts while items move.
public protocol AssignmentCost: Comparable, Sendable {
  /// The costs as multiples of one unit.
  ///
  /// - Parameters:
  ///   - termCount: The most costs that are ever added or subtracted.
  /// - Throws: ``AssignmentError/invalidCost(index:)`` for what is no cost.
  static func wholeCosts(_ costs: [Self], termCount: Int) throws(AssignmentError) -> WholeCosts

  /// The sum of costs that is `sum` units of 2^`exponent`, rounded once.
  ///
  /// - Throws: ``AssignmentError/totalOverflows`` where no finite number of the type is near.
  init(whole sum: Int128, exponent: Int) throws(AssignmentError)
}

/// Any whole number is a cost but `Int.max`, which forbids a pair.
extension Int: AssignmentCost {
  public static func wholeCosts(_ costs: [Int], termCount: Int) -> WholeCosts {
    WholeCosts(values: costs.map { $0 == .max ? WholeCosts.forbidden : Int128($0) }, exponent: 0)
  }

  public init(whole sum: Int128, exponent: Int) throws(AssignmentError) {
    guard let value = Int(exactly: sum) else { throw .totalOverflows }
    self = value
  }
}

/// Any finite number is a cost; +∞ forbids a pair.
extension Double: AssignmentCost {
  public static func wholeCosts(_ costs: [Double], termCount: Int) throws(AssignmentError) -> WholeCosts {
    try WholeCosts(rounding: costs, termCount: termCount)
  }

  public init(whole sum: Int128, exponent: Int) throws(AssignmentError) {
    self = Double(sign: .plus, exponent: exponent, significand: Double(sum))
    guard isFinite else { throw .totalOverflows }
  }
}

/// Any finite number is a cost; +∞ forbids a pair.
extension Float: AssignmentCost {
  public static func wholeCosts(_ costs: [Float], termCount: Int) throws(AssignmentError) -> WholeCosts {
    try WholeCosts(rounding: costs, termCount: termCount)
  }

  public init(whole sum: Int128, exponent: Int) throws(AssignmentError) {
    self = Float(sign: .plus, exponent: exponent, significand: Float(sum))
    guard isFinite else { throw .totalOverflows }
  }
}
