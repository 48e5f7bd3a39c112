import Randomness
import SlepianWolf
import Testing

@Suite struct EdgeGrowthTests {
  /// Degrees are those asked for, rows differ by at most one, and the girth is what these sizes allow.
  @Test(arguments: [(504, 252, 6), (2_400, 1_200, 8)])
  func regularCodesHaveLongCycles(n: Int, rows: Int, girth: Int) throws {
    let matrix = try ParityCheckMatrix.regular(n: n, rows: rows, seed: 1)
    #expect(matrix.columnDegrees.allSatisfy { $0 == 3 } && matrix.rowDegrees.allSatisfy { $0 == 6 })
    #expect(try #require(matrix.shortestCycles()).length >= girth)
  }

  /// Columns of one and two ones in any order: those of two ones alone, fewer than rows, make no cycle (each closes one
  /// only where no row is out of reach), and those of one are all in different rows.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func lowDegreesMakeForests(seed: UInt64) throws {
    var rng = generator("degrees", seed)
    let kinds = permutation(of: 200, using: &rng)
    let degrees = kinds.map { $0 < 40 ? 1 : $0 < 120 ? 2 : $0 < 195 ? 3 : 12 }
    let matrix = try ParityCheckMatrix(growingEdgesFor: degrees, rowCount: 100, using: &rng)
    #expect(matrix.columnDegrees == degrees)
    let light = degrees.indices.filter { degrees[$0] <= 2 }
    let lightRows = (0..<100).map { row in
      matrix.columns[matrix.edges(ofRow: row)].compactMap { light.firstIndex(of: Int($0)) }
    }
    let lightPart = try ParityCheckMatrix(columnCount: light.count, rows: lightRows)
    #expect(lightPart.shortestCycles() == nil)
    let single = degrees.indices.filter { degrees[$0] == 1 }.map {
      matrix.rows[Int(matrix.edges(ofColumn: $0).first ?? 0)]
    }
    #expect(Set(single).count == 40)
  }

  /// All columns of degree 1; fewer rows than that makes room for several.
  @Test func columnsOfOneFillRowsEvenly() throws {
    var rng = generator("growth", 1)
    let matrix = try ParityCheckMatrix(growingEdgesFor: [Int](repeating: 1, count: 10), rowCount: 4, using: &rng)
    #expect(matrix.columnDegrees == [Int](repeating: 1, count: 10) && matrix.rowDegrees.sorted() == [2, 2, 3, 3])
  }

  @Test func rowDegreesAreKept() throws {
    var rng = generator("growth", 2)
    let targets = (0..<150).map { $0 < 50 ? 4 : 7 }
    let matrix = try ParityCheckMatrix(
      growingEdgesFor: [Int](repeating: 3, count: 300), rowCount: 150, rowDegrees: targets, using: &rng)
    #expect(matrix.rowDegrees == targets)
    #expect(try #require(matrix.shortestCycles()).length >= 6)
  }

  /// The same seed gives the same matrix, another seed another one; a column may be in all rows.
  @Test func growthFollowsItsSeed() throws {
    let first = try ParityCheckMatrix.regular(n: 120, rows: 60, seed: 1)
    #expect(try ParityCheckMatrix.regular(n: 120, rows: 60, seed: 1) == first)
    #expect(try ParityCheckMatrix.regular(n: 120, rows: 60, seed: 2) != first)
    var rng = generator("growth", 3)
    let full = try ParityCheckMatrix(growingEdgesFor: [3, 3, 0], rowCount: 3, using: &rng)
    #expect(full.columnDegrees == [3, 3, 0])
  }

  @Test func impossibleDegreesAreRefused() {
    var rng = generator("growth", 4)
    #expect(throws: SlepianWolfError.invalid("a column of 4 ones", expected: "0 to 3")) {
      try ParityCheckMatrix(growingEdgesFor: [4], rowCount: 3, using: &rng)
    }
    #expect(throws: SlepianWolfError.invalid("2 rows of 3 ones", expected: "2 rows of 4")) {
      try ParityCheckMatrix(growingEdgesFor: [2, 2], rowCount: 2, rowDegrees: [1, 2], using: &rng)
    }
  }
}
