/// The graph of a parity-check matrix while its edges grow.
struct EdgeGrowth {
  /// Where each column begins in `rowOfEdge`; one more at the end.
  private let columnStarts: [Int]
  /// The edges of each column so far.
  private var columnCounts: [Int]
  /// The rows of the columns' edges, as far as they have grown.
  private var rowOfEdge: [Int32]
  /// The columns of the edges.
  private let columnOfEdge: [Int32]
  /// The last edge of each row, and the one before each edge in its row; -1 where there is none.
  private var lastEdges: [Int32], earlierEdges: [Int32]
  /// The rows by the edges that they have room for; a full row stands in the first bucket.
  private var buckets: RowBuckets
  private let searchLimit: Int

  /// The searches so far; the number at a row or a column is that of the last search that met it.
  private var search: Int32 = 0
  private var rowSearch: [Int32], columnSearch: [Int32]
  /// The rows that the search met, in the order of their distance, and how many of these places it has filled.
  private var met: [Int32]
  private var metCount = 0
  /// Where each distance begins in `met`: the column's own rows, those two edges farther, ...
  private var levels: [Int] = []

  /// Creates the graph without edges.
  init(columnDegrees: [Int], room: [Int], searchLimit: Int) {
    columnStarts = columnDegrees.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    columnCounts = [Int](repeating: 0, count: columnDegrees.count)
    columnOfEdge = columnDegrees.enumerated().flatMap { repeatElement(Int32($0), count: $1) }
    rowOfEdge = [Int32](repeating: -1, count: columnOfEdge.count)
    earlierEdges = rowOfEdge
    lastEdges = [Int32](repeating: -1, count: room.count)
    buckets = RowBuckets(room: room)
    self.searchLimit = min(searchLimit, room.count)
    rowSearch = [Int32](repeating: 0, count: room.count)
    columnSearch = [Int32](repeating: 0, count: columnDegrees.count)
    met = rowSearch
  }

  /// The columns of each row.
  var rows: [[Int]] {
    var rows = [[Int]](repeating: [], count: lastEdges.count)
    for (row, column) in zip(rowOfEdge, columnOfEdge) where row >= 0 { rows[Int(row)].append(Int(column)) }
    return rows
  }

  /// Adds an edge to a column that is not in all rows; `tie` tells which of equally good rows it goes to.
  mutating func addEdge(to column: Int, tie: Int) {
    measureDistances(from: column)
    let row = farthestRow(tie: tie, withRoom: true) ?? farthestRow(tie: tie, withRoom: false)
    guard let row else { preconditionFailure("column \(column) is in all rows") }
    let edge = columnStarts[column] + columnCounts[column]
    columnCounts[column] += 1
    rowOfEdge[edge] = Int32(row)
    earlierEdges[edge] = lastEdges[row]
    lastEdges[row] = Int32(edge)
    buckets.takeRoom(of: row)
  }

  /// Finds rows in the order of their distance from a column.
  private mutating func measureDistances(from column: Int) {
    search += 1
    metCount = 0
    levels = []
    var next = 0
    meetRows(of: column)
    while next < metCount {
      levels.append(next)
      let end = metCount
      while next < end {
        var edge = Int(lastEdges[Int(met[next])])
        while edge >= 0 {
          let column = Int(columnOfEdge[edge])
          if columnSearch[column] != search { meetRows(of: column) }
          edge = Int(earlierEdges[edge])
        }
        next += 1
        if metCount >= searchLimit { break }
      }
      if metCount >= searchLimit {
        levels.append(end)
        return
      }
    }
  }

  @inline(__always)
  private mutating func meetRows(of column: Int) {
    columnSearch[column] = search
    let start = columnStarts[column]
    for edge in start..<start + columnCounts[column] {
      let row = rowOfEdge[edge]
      if rowSearch[Int(row)] != search {
        rowSearch[Int(row)] = search
        met[metCount] = row
        metCount &+= 1
      }
    }
  }

  /// A row with the most room of those that the search did not meet or, if there is none, met last.
  private func farthestRow(tie: Int, withRoom: Bool) -> Int? {
    if let row = buckets.firstRow(tie: tie, withRoom: withRoom, where: { rowSearch[$0] != search }) { return row }
    var end = metCount
    for start in levels.dropFirst().reversed() {
      let level = met[start..<end]
      let most = level.map { buckets.room(of: Int($0)) }.max() ?? 0
      if !level.isEmpty, most > 0 || !withRoom {
        let best = level.filter { buckets.room(of: Int($0)) == most }
        return Int(best[best.startIndex + tie % best.count])
      }
      end = start
    }
    return nil
  }
}

/// Rows in buckets by the edges that they have room for.
private struct RowBuckets {
  private var buckets: [[Int32]]
  /// The place of each row in its bucket.
  private var places: [Int32]
  private var rooms: [Int32]

  init(room: [Int]) {
    buckets = [[Int32]](repeating: [], count: (room.max() ?? 0) + 1)
    places = []
    rooms = room.map { Int32($0) }
    for (row, count) in room.enumerated() {
      places.append(Int32(buckets[count].count))
      buckets[count].append(Int32(row))
    }
  }

  func room(of row: Int) -> Int { Int(rooms[row]) }

  /// Moves a row to the bucket of one edge less; a full row stays.
  mutating func takeRoom(of row: Int) {
    let room = Int(rooms[row]), place = Int(places[row])
    guard room > 0, let last = buckets[room].popLast() else { return }
    if Int(last) != row {
      buckets[room][place] = last
      places[Int(last)] = Int32(place)
    }
    rooms[row] = Int32(room - 1)
    places[row] = Int32(buckets[room - 1].count)
    buckets[room - 1].append(Int32(row))
  }

  /// A row that fulfils the condition, of the fullest bucket that has one.
  func firstRow(tie: Int, withRoom: Bool, where condition: (Int) -> Bool) -> Int? {
    for bucket in buckets[(withRoom ? 1 : 0)...].reversed() where !bucket.isEmpty {
      let start = tie % bucket.count
      for row in bucket[start...] where condition(Int(row)) { return Int(row) }
      for row in bucket[..<start] where condition(Int(row)) { return Int(row) }
    }
    return nil
  }
}
