import Randomness

extension ParityCheckMatrix {
  /// Makes a matrix with few short cycles by progressive edge growth (Hu, Eleftheriou and Arnold, IEEE Transactions on
  /// Information Theory 51, 2005, Section III).
  ///
  /// Columns get their edges in the order of their degrees, the first edge at a row with the most room. Each further edge
  /// goes to a row with room that is farthest from the column in the graph so far, of those to one with the most room, of
  /// those to a random one. A column's edges therefore close cycles as long as they can be, or none. Where only rows
  /// that the column has already are not full, a row gets one more edge than it should.
  ///
  /// - Parameters:
  ///   - columnDegrees: The ones of each column.
  ///   - rowDegrees: The most ones of each row; ⌈edges / rows⌉ each where nil.
  ///   - searchLimit: The rows after which a search ends; all that it has not met then count as equally far. With
  ///     `rowCount` or more, the search is the reference's.
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` where a degree is negative or greater than the number of rows,
  ///   or rows have fewer ones than columns.
  /// - Complexity: O(*edges* · `searchLimit` · the mean degree of a row) at most.
  public init(
    growingEdgesFor columnDegrees: [Int], rowCount: Int, rowDegrees: [Int]? = nil, searchLimit: Int = 2_048,
    using rng: inout some RandomNumberGenerator
  ) throws(SlepianWolfError) {
    guard rowCount >= 0, rowCount < Int(Int32.max), columnDegrees.count < Int(Int32.max) else {
      throw .invalid("\(rowCount) rows, \(columnDegrees.count) columns", expected: "less than 2^31 - 1")
    }
    for degree in columnDegrees where !(0...rowCount).contains(degree) {
      throw .invalid("a column of \(degree) ones", expected: "0 to \(rowCount)")
    }
    let edgeCount = columnDegrees.reduce(0, +)
    guard edgeCount < Int(Int32.max) else { throw .invalid("\(edgeCount) ones", expected: "less than 2^31 - 1") }
    let room =
      rowDegrees ?? [Int](repeating: rowCount == 0 ? 0 : (edgeCount + rowCount - 1) / rowCount, count: rowCount)
    guard room.count == rowCount, room.allSatisfy({ (0...columnDegrees.count).contains($0) }),
      room.reduce(0, +) >= edgeCount
    else {
      throw .invalid("\(room.count) rows of \(room.reduce(0, &+)) ones", expected: "\(rowCount) rows of \(edgeCount)")
    }
    var growth = EdgeGrowth(columnDegrees: columnDegrees, room: room, searchLimit: searchLimit)
    let order = columnDegrees.indices.sorted { (columnDegrees[$0], $0) < (columnDegrees[$1], $1) }
    for column in order {
      for _ in 0..<columnDegrees[column] {
        growth.addEdge(to: column, tie: rng.index(below: rowCount))
      }
    }
    try self.init(columnCount: columnDegrees.count, rows: growth.rows)
  }
}
