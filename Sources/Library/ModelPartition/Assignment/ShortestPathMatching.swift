/// Shortest alternating paths from rows to columns, of which there are at least as many, for ``LinearAssignment``.
struct ShortestPathMatching<Number: FixedWidthInteger & SignedInteger & Sendable> {
  private let costs: [Number]
  private let columnCount: Int
  /// The row of each column.
  private(set) var rows: [Int?]
  /// The column of each row, nil where all that it may have are needed by others.
  private(set) var columns: [Int?]
  /// u.
  private var rowPrices: [Number]
  /// v, at most 0; 0 for a column without a row.
  private var columnPrices: [Number]

  /// Solves the problem.
  ///
  /// - Parameters:
  ///   - costs: [row × columnCount + column], `Number.max` where a pair is forbidden.
  init(costs: [Number], rowCount: Int, columnCount: Int) {
    (self.costs, self.columnCount) = (costs, columnCount)
    rows = [Int?](repeating: nil, count: columnCount)
    columns = [Int?](repeating: nil, count: rowCount)
    rowPrices = [Number](repeating: 0, count: rowCount)
    columnPrices = [Number](repeating: 0, count: columnCount)
    for row in 0..<rowCount { place(row) }
  }

  /// Gives a row a column, along a shortest path, or leaves it alone where there is none.
  ///
  /// - Complexity: O(columns) for each row on the way.
  private mutating func place(_ source: Int) {
    var distances = [Number](repeating: .max, count: columnCount)
    var previous = [Int](repeating: -1, count: columnCount)
    var open = Array(0..<columnCount), closed: [Int] = []
    var row = source, distance: Number = 0
    while true {
      let offset = row * columnCount, start = distance - rowPrices[row]
      var nearest = -1
      distance = .max
      for (place, column) in open.enumerated() {
        let cost = costs[offset + column]
        if cost < .max, start + cost - columnPrices[column] < distances[column] {
          (distances[column], previous[column]) = (start + cost - columnPrices[column], row)
        }
        if distances[column] < distance { (nearest, distance) = (place, distances[column]) }
      }
      guard nearest >= 0 else { return }
      let column = open.remove(at: nearest)
      guard let next = rows[column] else {
        rowPrices[source] += distance
        for other in closed {
          columnPrices[other] += distances[other] - distance
          if let owner = rows[other] { rowPrices[owner] += distance - distances[other] }
        }
        return takeColumn(column, along: previous)
      }
      closed.append(column)
      row = next
    }
  }

  /// Gives the last column of a path to the row before it, that row's column to the row before that, and so on.
  private mutating func takeColumn(_ last: Int, along previous: [Int]) {
    var target: Int? = last
    while let column = target {
      let row = previous[column]
      target = columns[row]
      (rows[column], columns[row]) = (row, column)
    }
  }
}
