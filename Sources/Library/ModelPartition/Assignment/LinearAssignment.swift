/// The assignment of rows to columns, one to one, at the least total cost: the linear sum assignment problem.
///
/// With n rows and m ≥ n columns every row gets a column, with n > m every column a row, and the others are left over. Rows are
/// given columns one after the other along shortest alternating paths (Jonker and Volgenant 1987, without its
/// heuristics). With prices u of rows and v of columns, v ≤ 0, every reduced cost c[i][j] − u[i] − v[j] stays at least 0, is 0
/// for assigned pairs, and v is 0 for columns left over: no other assignment is below Σu + Σv, which is what this one costs.
///
/// Costs and rounding are those of ``CapacitatedAssignment``. Of several assignments of least cost the one found is a function of
/// the costs alone: rows come in order, and of columns that are equally near the first is taken.
///
/// - Complexity: O(k² l) for k = min(n, m) and l = max(n, m), and O(nm) memory.
public struct LinearAssignment<Cost: AssignmentCost>: Sendable {
  /// The column of each row, nil for rows left over.
  public let columns: [Int?]
  /// The sum of the costs.
  public let cost: Cost

  /// Solves the problem.
  ///
  /// - Parameters:
  ///   - costs: The cost of each pair, [row × columnCount + column].
  ///   - rowCount: n.
  ///   - columnCount: m.
  /// - Throws: ``AssignmentError``, with ``AssignmentError/noPlace(itemCount:)`` where fewer than min(n, m) pairs can be.
  public init(costs: [Cost], rowCount: Int, columnCount: Int) throws(AssignmentError) {
    try WholeCosts.checkCount(of: costs, rows: rowCount, columns: columnCount)
    let termCount = 8 * (rowCount + columnCount + 1), whole = try Cost.wholeCosts(costs, termCount: termCount)
    let matched =
      whole.narrowed(termCount: termCount).map { Self.matching($0, rowCount, columnCount) }
      ?? Self.matching(whole.values, rowCount, columnCount)
    let missing = min(rowCount, columnCount) - matched.count { $0 != nil }
    guard missing == 0 else { throw .noPlace(itemCount: missing) }
    columns = matched
    let indices = zip(matched, 0...).lazy.compactMap { column, row in column.map { row * columnCount + $0 } }
    cost = try Cost(whole: whole.sum(at: indices), exponent: whole.exponent)
  }

  /// The column of each row.
  private static func matching<Number: FixedWidthInteger & SignedInteger & Sendable>(
    _ costs: [Number], _ rowCount: Int, _ columnCount: Int
  ) -> [Int?] {
    guard rowCount > columnCount else {
      return ShortestPathMatching(costs: costs, rowCount: rowCount, columnCount: columnCount).columns
    }
    let transposed = (0..<costs.count).map { costs[$0 % rowCount * columnCount + $0 / rowCount] }
    return ShortestPathMatching(costs: transposed, rowCount: columnCount, columnCount: rowCount).rows
  }
}
