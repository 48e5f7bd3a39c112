extension ParityCheckMatrix {
  /// The length of the shortest cycle of the graph (its girth) and how many cycles have it; nil in a forest.
  ///
  /// The rows at half the length's distance from a column are each reached by one path or more, and two paths make a
  /// cycle. Each cycle is found from half as many columns as it is long.
  ///
  /// - Complexity: O(n · the edges within half the girth of a column).
  public func shortestCycles() -> (length: Int, count: Int)? {
    var search = CycleSearch(self)
    var found: (length: Int, count: Int)?
    for column in 0..<columnCount {
      guard let (length, count) = search.shortestCycles(through: column, upTo: found?.length ?? .max) else { continue }
      let earlier = found.map { $0.length == length ? $0.count : 0 } ?? 0
      found = (length, earlier + count)
    }
    return found.map { ($0.length, $0.count / ($0.length / 2)) }
  }

  /// The length of the shortest cycle through each column (its local girth); nil where there is none of at most `limit`.
  ///
  /// - Complexity: As ``shortestCycles()``, with `limit` for the girth.
  public func localGirths(upTo limit: Int = .max) -> [Int?] {
    var search = CycleSearch(self)
    return (0..<columnCount).map { search.shortestCycles(through: $0, upTo: limit)?.length }
  }
}

/// Searches for the shortest cycles through columns, in breadth.
///
/// Nodes are the columns and, from n on, the rows.
private struct CycleSearch {
  private let matrix: ParityCheckMatrix
  /// The searches so far; the number at a node is that of the last one that met it.
  private var search: Int32 = 0
  private var marks: [Int32]
  /// Of a node that the search met: its distance, the first row on the way, and the neighbours that lead there.
  private var distances: [Int32], branches: [Int32], parentCounts: [Int32]
  private var queue: [Int] = []

  init(_ matrix: ParityCheckMatrix) {
    self.matrix = matrix
    marks = [Int32](repeating: 0, count: matrix.columnCount + matrix.rowCount)
    (distances, branches, parentCounts) = (marks, marks, marks)
  }

  /// The length of the shortest cycles through a column, at most `limit`, and, if no cycle at all is shorter, their number.
  mutating func shortestCycles(through column: Int, upTo limit: Int) -> (length: Int, count: Int)? {
    search += 1
    queue.removeAll(keepingCapacity: true)
    meet(column, from: column, distance: 0)
    var length: Int?, count = 0, next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      let cycle = 2 * (Int(distances[node]) + 1)
      guard cycle <= length ?? limit else { break }
      forEachNeighbour(of: node) { search, neighbour in
        if search.marks[neighbour] != search.search {
          search.meet(neighbour, from: node, distance: search.distances[node] + 1)
        } else if search.distances[neighbour] > search.distances[node] {
          if search.branches[neighbour] != search.branches[node] { length = cycle }
          count += Int(search.parentCounts[neighbour])
          search.parentCounts[neighbour] += 1
        }
      }
    }
    return length.map { ($0, count) }
  }

  private mutating func meet(_ node: Int, from parent: Int, distance: Int32) {
    marks[node] = search
    distances[node] = distance
    branches[node] = distance > 1 ? branches[parent] : Int32(node)
    parentCounts[node] = 1
    queue.append(node)
  }

  private mutating func forEachNeighbour(of node: Int, _ body: (inout Self, Int) -> Void) {
    let matrix = matrix, columnCount = matrix.columnCount
    if node < columnCount {
      for edge in matrix.edges(ofColumn: node) { body(&self, columnCount + Int(matrix.rows[Int(edge)])) }
    } else {
      for edge in matrix.edges(ofRow: node - columnCount) { body(&self, Int(matrix.columns[edge])) }
    }
  }
}
