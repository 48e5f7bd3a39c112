import CompressiveSampling
import Randomness
import Testing

@Suite struct TransformTests {
  /// Whole numbers so small that every sum is exact in single precision.
  func integers(_ count: Int, seed: UInt64) -> [Float] {
    var rng = Philox(key: seed)
    return (0..<count).map { _ in Float(rng.index(below: 15) - 7) }
  }

  func product(_ matrix: HadamardMatrix, _ values: [Float], isTransposed: Bool) -> [Float] {
    (0..<matrix.order).map { row in
      (0..<matrix.order).reduce(0) { sum, column in
        sum + Float(isTransposed ? matrix[column, row] : matrix[row, column]) * values[column]
      }
    }
  }

  /// Against the matrix itself, without any tolerance, for both directions.
  @Test(arguments: [
    1, 2, 4, 8, 12, 16, 20, 24, 32, 36, 48, 64, 92, 96, 100, 128, 144, 192, 200, 256, 288, 320, 384, 512, 928,
  ])
  func theProductOfTheMatrix(order: Int) throws {
    let matrix = try HadamardMatrix(order: order), transform = try HadamardTransform(order: order)
    for seed: UInt64 in 1...2 {
      let values = integers(order, seed: seed)
      var forth = values, back = values
      var span = forth.mutableSpan
      transform.apply(&span)
      var other = back.mutableSpan
      transform.applyTranspose(&other)
      #expect(forth == product(matrix, values, isTransposed: false))
      #expect(back == product(matrix, values, isTransposed: true))
    }
  }

  /// By the definition at places drawn from all, and twice over it is n times what was there.
  @Test(arguments: 0...20)
  func powersOfTwo(exponent: Int) {
    let count = 1 << exponent, values = integers(count, seed: 3)
    var transformed = values
    var span = transformed.mutableSpan
    WalshHadamardTransform.transform(&span)
    var rng = Philox(key: 4)
    for _ in 0..<4 {
      let row = rng.index(below: count)
      // Sums stay below 7 · 2²⁰ < 2²⁴, so that they are exact.
      var expected: Float = 0
      for column in 0..<count {
        expected += (row & column).nonzeroBitCount.isMultiple(of: 2) ? values[column] : -values[column]
      }
      #expect(transformed[row] == expected)
    }
    // Exact as long as 7 n, times a power of 2, fits in 24 bits: sums of the second transform are multiples of n at
    // last.
    guard exponent <= 10 else { return }
    var again = transformed.mutableSpan
    WalshHadamardTransform.transform(&again)
    #expect(transformed.indices.first { transformed[$0] != Float(count) * values[$0] } == nil)
  }

  @Test func runsAreTransformedOneByOne() {
    let values = integers(96, seed: 5)
    var runs = values
    var span = runs.mutableSpan
    WalshHadamardTransform.transform(&span, runsOf: 32)
    for start in [0, 32, 64] {
      var run = Array(values[start..<start + 32])
      var span = run.mutableSpan
      WalshHadamardTransform.transform(&span)
      #expect(Array(runs[start..<start + 32]) == run)
    }
  }
}
