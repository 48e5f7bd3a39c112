@testable import CompressiveSampling
import Randomness
import Testing

@Suite struct MixingMatrixTests {
  /// Lemma 6 over all 2ⁿ signs. With k = 1 or 4 the entries ±1/√k are exact, and so are all sums.
  @Test(
    arguments: [
      (4, 1, nil), (4, 4, nil), (8, 1, nil), (8, 4, nil), (8, 4, [0, 2, 5, 7]), (12, 4, nil), (12, 4, [1, 3, 9, 11]),
    ] as [(Int, Int, [Int]?)])
  func lemma6(order: Int, count: Int, rows: [Int]?) throws {
    let matrix = try MixingMatrix(order: order, measurementCount: count, rows: rows)
    var sums = [Float](repeating: 0, count: order * order)
    for pattern in 0..<1 << order {
      let signs = (0..<order).map { pattern >> $0 & 1 == 0 ? 1 : -1 as Float }
      let columns = (0..<order).map { column(matrix, $0, signs) }
      for a in 0..<count {
        var unit = [Float](repeating: 0, count: count), row = [Float](repeating: 0, count: order)
        unit[a] = 1
        var span = row.mutableSpan
        matrix.reconstruct(unit.span, scale: 1, signs: signs.span, into: &span)
        #expect(row == columns.map { $0[a] })
        for b in 0..<count {
          let product = (0..<order).reduce(0 as Float) { $0 + columns[$1][a] * columns[$1][b] }
          #expect(product == (a == b ? Float(order) / Float(count) : 0))
        }
      }
      for i in 0..<order {
        for j in 0..<order {
          sums[i * order + j] += (0..<count).reduce(0 as Float) { $0 + columns[i][$1] * columns[j][$1] }
        }
      }
    }
    let expected = (0..<order * order).map { $0 % (order + 1) == 0 ? Float(1 << order) : 0 }
    #expect(sums == expected)
  }

  func column(_ matrix: MixingMatrix, _ index: Int, _ signs: [Float]) -> [Float] {
    var unit = [Float](repeating: 0, count: matrix.order),
      column = [Float](repeating: 0, count: matrix.measurementCount)
    unit[index] = 1
    var span = column.mutableSpan
    matrix.measure(unit.span, signs: signs.span, into: &span)
    return column
  }

  /// A short block is one that zeros follow, and its signs are elements of the stream from the first on.
  @Test func aShortBlockIsFilledWithZeros() throws {
    let matrix = try MixingMatrix(order: 96, measurementCount: 40)
    var rng = Philox(key: 1)
    let block = Normal(mean: 0, deviation: 1).values(count: 71, using: &rng), stream = Philox(key: 2)
    var short = [Float](repeating: 0, count: 40), long = short
    var span = short.mutableSpan
    matrix.measure(block.span, signs: stream, startingAt: 1_001, into: &span)
    var signs = [Float](repeating: 0, count: 2_000)
    var all = signs.mutableSpan
    Rademacher().fill(&all, startingAt: 0, of: stream)
    let padded = block + [Float](repeating: 0, count: 25), own = Array(signs[1_001..<1_097])
    var other = long.mutableSpan
    matrix.measure(padded.span, signs: own.span, into: &other)
    #expect(short == long)
    var part = [Float](repeating: 0, count: 71), whole = [Float](repeating: 0, count: 96)
    var first = part.mutableSpan, second = whole.mutableSpan
    matrix.reconstruct(short.span, scale: 0.5, signs: own.span, into: &first)
    matrix.reconstruct(short.span, scale: 0.5, signs: own.span, into: &second)
    #expect(part == Array(whole[..<71]))
  }

  /// All choices of two rows of four are drawn about equally often: 600 draws, 100 each with a deviation of 9.1.
  @Test func drawnRows() throws {
    let matrix = try MixingMatrix(order: 4, measurementCount: 2)
    var rng = Philox(key: 3), counts: [[Int]: Int] = [:]
    for _ in 0..<600 { counts[matrix.drawingRows(using: &rng).rows ?? [], default: 0] += 1 }
    #expect(counts.count == 6 && counts.values.allSatisfy { abs($0 - 100) < 46 })
  }

  @Test func inadmissibleMatricesAreRefused() {
    #expect(throws: CompressiveSamplingError.noHadamardMatrix(order: 10)) {
      try MixingMatrix(order: 10, measurementCount: 2)
    }
    #expect(throws: CompressiveSamplingError.invalidCount(13, quantity: "measurements", expected: "1...12")) {
      try MixingMatrix(order: 12, measurementCount: 13)
    }
  }
}
