import ModelPartition
import Randomness
import Testing

@Suite struct LinearAssignmentTests {
  /// Every injection of up to five rows or columns, with ties, negative costs and forbidden pairs.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func noAssignmentIsCheaper(seed: UInt64) {
    var rng = Philox(key: seed), feasibleCount = 0
    for _ in 0..<800 {
      let rows = Int(rng.next() % 6), columns = Int(rng.next() % 6), span = 1 + rng.next() % 20
      let costs = (0..<rows * columns).map { _ in
        rng.next() % 2 == 0 ? Int.max : Int(rng.next() % span) - Int(span / 2)
      }
      let (count, total) = best(costs, rows, columns)
      do throws(AssignmentError) {
        let found = try LinearAssignment(costs: costs, rowCount: rows, columnCount: columns)
        let pairs = zip(found.columns, 0...).compactMap { column, row in column.map { (row, $0) } }
        #expect(pairs.count == min(rows, columns) && Set(pairs.map(\.1)).count == pairs.count)
        #expect(found.columns.count == rows && count == pairs.count)
        #expect(found.cost == total, "\(costs), \(rows) rows")
        #expect(pairs.reduce(0) { $0 + costs[$1.0 * columns + $1.1] } == total)
        feasibleCount += 1
      } catch {
        #expect(error == .noPlace(itemCount: min(rows, columns) - count), "\(costs), \(rows) rows")
      }
    }
    #expect(feasibleCount > 200 && feasibleCount < 750)
  }

  /// The most pairs that can be, and the least total of as many.
  private func best(_ costs: [Int], _ rows: Int, _ columns: Int) -> (count: Int, total: Int) {
    var isTaken = [Bool](repeating: false, count: columns)
    func best(from row: Int) -> (count: Int, total: Int) {
      guard row < rows else { return (0, 0) }
      var found = best(from: row + 1)
      for column in 0..<columns where !isTaken[column] && costs[row * columns + column] != .max {
        isTaken[column] = true
        let rest = best(from: row + 1)
        let candidate = (count: rest.count + 1, total: rest.total + costs[row * columns + column])
        if (candidate.count, -candidate.total) > (found.count, -found.total) { found = candidate }
        isTaken[column] = false
      }
      return found
    }
    return best(from: 0)
  }

  /// Rows and columns exchanged, and constants added to a row, leave the total as it is but for the constants.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func theTotalIsThatOfTheTranspose(seed: UInt64) throws {
    var rng = Philox(key: seed)
    let (rows, columns) = (70, 55 + 10 * Int(seed))
    let costs = (0..<rows * columns).map { _ in Int(rng.next() % 500) }
    let transposed = (0..<rows * columns).map { costs[$0 % rows * columns + $0 / rows] }
    let found = try LinearAssignment(costs: costs, rowCount: rows, columnCount: columns)
    let other = try LinearAssignment(costs: transposed, rowCount: columns, columnCount: rows)
    #expect(found.cost == other.cost)
    let square = Array(costs.prefix(50 * 50))
    let moved = square.enumerated().map { $1 + 100 * ($0 / 50) - 7 * ($0 % 50) }
    let least = try LinearAssignment(costs: square, rowCount: 50, columnCount: 50)
    let again = try LinearAssignment(costs: moved, rowCount: 50, columnCount: 50)
    #expect(again.cost == least.cost + (100 - 7) * 1_225)
  }
}
