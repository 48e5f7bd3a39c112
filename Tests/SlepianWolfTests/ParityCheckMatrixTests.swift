import Randomness
import SlepianWolf
import Testing

@Suite struct ParityCheckMatrixTests {
  @Test func edgesByColumnMatchThoseByRow() throws {
    let matrix = try ParityCheckMatrix(columnCount: 5, rows: [[4, 0], [], [1, 0, 3]])
    #expect(matrix.columns == [0, 4, 0, 1, 3] && matrix.rowStarts == [0, 2, 2, 5])
    #expect(matrix.rows == [0, 0, 2, 2, 2])
    #expect(matrix.edgesByColumn == [0, 2, 3, 4, 1] && matrix.columnStarts == [0, 2, 3, 3, 4, 5])
    #expect(matrix.rowDegrees == [2, 0, 3] && matrix.columnDegrees == [2, 1, 0, 1, 1])
  }

  @Test func columnsOutsideOrTwiceAreRefused() {
    #expect(throws: SlepianWolfError.invalid("column 5", expected: "one of 5")) {
      try ParityCheckMatrix(columnCount: 5, rows: [[5]])
    }
    #expect(throws: SlepianWolfError.invalid("column 2 twice in a row", expected: "distinct columns")) {
      try ParityCheckMatrix(columnCount: 5, rows: [[2, 1, 2]])
    }
  }

  /// Against the definition, for block counts on both sides of the sizes of groups and lengths on both sides of words.
  @Test(arguments: [1, 3, 63, 64, 65, 130, 511, 512, 600], [1, 63, 64, 65, 200])
  func syndromesMatchTheDefinition(blockCount: Int, n: Int) throws {
    var rng = generator("bits", UInt64(n))
    let rowCount = n + 5
    let rows = (0..<rowCount).map { _ in choice(rng.index(below: min(n, 6) + 1), of: n, using: &rng) }
    let matrix = try ParityCheckMatrix(columnCount: n, rows: rows)
    let blocks = BitBlocks((0..<blockCount * n).map { _ in rng.index(below: 2) == 1 }, bitCount: n)
    let expected = BitBlocks(
      (0..<blockCount).flatMap { block in matrix.syndromeByDefinition((0..<n).map { blocks[block, $0] }) },
      bitCount: rowCount)
    let same = matrix.syndromes(of: blocks) == expected  // and so zeros beyond the syndromes' ends
    #expect(same)
  }

  /// The rank of a product of random matrices [40, r] and [r, 60] that hold an identity is r; and by hand.
  @Test func ranks() throws {
    #expect(try ParityCheckMatrix(columnCount: 3, rows: [[0, 1], [1, 2], [0, 2]]).rank == 2)
    #expect(try ParityCheckMatrix(columnCount: 70, rows: [[69], [69], [], [0, 69]]).rank == 2)
    var rng = generator("rank", 1)
    for rank in [1, 17, 40] {
      var rows = (0..<rank).map { row in Set([row] + choice(9, of: 20, using: &rng).map { 40 + $0 }) }
      for _ in rank..<40 { rows.append(rows[rng.index(below: rank)].symmetricDifference(rows[rng.index(below: rank)])) }
      let order = permutation(of: rows.count, using: &rng)
      #expect(try ParityCheckMatrix(columnCount: 60, rows: order.map { Array(rows[$0]) }).rank == rank)
    }
  }

  /// By hand: two checks that share three bits have three cycles of length 4; a hexagon; a hexagon and a tail; a tree.
  @Test func shortestCycles() throws {
    let theta = try ParityCheckMatrix(columnCount: 3, rows: [[0, 1, 2], [0, 1, 2]])
    #expect(try #require(theta.shortestCycles()) == (4, 3))
    let hexagon = try ParityCheckMatrix(columnCount: 4, rows: [[0, 1], [1, 2], [0, 2, 3], [3]])
    #expect(try #require(hexagon.shortestCycles()) == (6, 1))
    #expect(hexagon.localGirths() == [6, 6, 6, nil])
    #expect(hexagon.localGirths(upTo: 4) == [nil, nil, nil, nil])
    let both = try ParityCheckMatrix(columnCount: 6, rows: [[0, 1], [1, 2], [0, 2, 3], [3, 4, 5], [4, 5]])
    #expect(try #require(both.shortestCycles()) == (4, 1))
    #expect(both.localGirths() == [6, 6, 6, nil, 4, 4])
    let tree = try ParityCheckMatrix(columnCount: 4, rows: [[0, 1], [1, 2, 3], [3]])
    #expect(tree.shortestCycles() == nil)
  }
}
