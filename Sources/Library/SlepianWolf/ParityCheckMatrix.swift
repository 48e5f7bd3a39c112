/// A sparse binary matrix H, [rows, columns], whose product with a block of source bits is its syndrome (DSC, III-C).
///
/// The ones are the edges of a graph of checks (rows) and bits (columns). Edge e stands in column `columns[e]`; the edges
/// of row r are `rowStarts[r]..<rowStarts[r + 1]`, in ascending order of columns. The edges of column c are
/// `edgesByColumn[columnStarts[c]..<columnStarts[c + 1]]`, in ascending order of rows.
public struct ParityCheckMatrix: Sendable, Equatable {
  /// The length n of a block.
  public let columnCount: Int
  /// Where each row begins in `columns`; one more at the end.
  public let rowStarts: [Int32]
  /// The column of each edge, row by row.
  public let columns: [Int32]
  /// Where each column begins in `edgesByColumn`; one more at the end.
  public let columnStarts: [Int32]
  /// The edges, column by column.
  public let edgesByColumn: [Int32]
  /// The row of each edge.
  public let rows: [Int32]

  /// The length l of a syndrome.
  public var rowCount: Int { rowStarts.count - 1 }
  /// The number of ones.
  public var edgeCount: Int { columns.count }
  /// The ones of each row.
  public var rowDegrees: [Int] { zip(rowStarts, rowStarts.dropFirst()).map { Int($1 - $0) } }
  /// The ones of each column.
  public var columnDegrees: [Int] { zip(columnStarts, columnStarts.dropFirst()).map { Int($1 - $0) } }

  /// The edges of a row, `rowStarts[row]..<rowStarts[row + 1]`.
  public func edges(ofRow row: Int) -> Range<Int> { Int(rowStarts[row])..<Int(rowStarts[row + 1]) }
  /// The edges of a column.
  public func edges(ofColumn column: Int) -> ArraySlice<Int32> {
    edgesByColumn[Int(columnStarts[column])..<Int(columnStarts[column + 1])]
  }

  /// Creates the matrix of `columnCount` columns with ones at these columns of each row, in any order.
  ///
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` where a column lies outside or stands twice in a row.
  /// - Complexity: O(*edges* log *edges*).
  public init(columnCount: Int, rows: [[Int]]) throws(SlepianWolfError) {
    let edgeCount = rows.reduce(0) { $0 + $1.count }
    guard columnCount >= 0, max(columnCount, rows.count, edgeCount) < Int(Int32.max) else {
      throw .invalid("\(columnCount) columns, \(rows.count) rows, \(edgeCount) ones", expected: "less than 2^31 - 1")
    }
    var starts: [Int32] = [0], all: [Int32] = [], rowOfEdge: [Int32] = []
    for (index, row) in rows.enumerated() {
      let sorted = row.sorted()
      for (position, column) in sorted.enumerated() {
        guard (0..<columnCount).contains(column) else {
          throw .invalid("column \(column)", expected: "one of \(columnCount)")
        }
        guard position == 0 || sorted[position - 1] != column else {
          throw .invalid("column \(column) twice in a row", expected: "distinct columns")
        }
        all.append(Int32(column))
        rowOfEdge.append(Int32(index))
      }
      starts.append(Int32(all.count))
    }
    self.columnCount = columnCount
    rowStarts = starts
    columns = all
    self.rows = rowOfEdge
    (columnStarts, edgesByColumn) = Self.groups(of: all, count: columnCount)
  }

  /// The indices of `keys` in the order of the keys, and where each key's begin.
  private static func groups(of keys: [Int32], count: Int) -> (starts: [Int32], order: [Int32]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for key in keys { starts[Int(key) + 1] += 1 }
    for key in 0..<count { starts[key + 1] += starts[key] }
    var ends = starts, order = [Int32](repeating: 0, count: keys.count)
    for (index, key) in keys.enumerated() {
      order[Int(ends[Int(key)])] = Int32(index)
      ends[Int(key)] += 1
    }
    return (starts, order)
  }
}
