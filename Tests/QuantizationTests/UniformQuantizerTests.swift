import Quantization
import Randomness
import Testing

@Suite struct UniformQuantizerTests {
  /// By hand: m = 2, σ = 3 has the points −6, −2, 2, 6 and the ends −4, 0, 4.
  @Test(arguments: zip([-100, -4.1, -4, -0.1, 0, 3.9, 4, 100], [0, 0, 1, 1, 2, 2, 3, 3]))
  func cellsMatchTheDefinition(value: Double, index: Int) throws {
    let quantizer = try UniformQuantizer(bitCount: 2, deviation: 3)
    #expect(quantizer.index(of: value) == index)
    #expect((0..<4).map { quantizer.point(of: $0) } == [-6, -2, 2, 6])
  }

  @Test(arguments: [1, 2, 3, 6, 10], [0.37, 1, 1e6])
  func cellsAreDividedWhereTheySayAndHoldTheirPoints(bitCount: Int, deviation: Double) throws {
    let quantizer = try UniformQuantizer(bitCount: bitCount, deviation: deviation)
    let indices = 0..<quantizer.levelCount
    #expect(quantizer.levelCount == 1 << bitCount)
    #expect(indices.allSatisfy { quantizer.index(of: quantizer.point(of: $0)) == $0 })
    #expect(indices.dropFirst().allSatisfy { quantizer.index(of: quantizer.cell(of: $0).lower) == $0 })
    #expect(indices.dropLast().allSatisfy { quantizer.index(of: quantizer.cell(of: $0).upper.nextDown) == $0 })
    #expect(indices.dropLast().allSatisfy { quantizer.cell(of: $0).upper == quantizer.cell(of: $0 + 1).lower })
    #expect(quantizer.cell(of: 0).lower == -.infinity && quantizer.cell(of: indices.upperBound - 1).upper == .infinity)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func everyNumberTakesTheNearestPoint(seed: UInt64) throws {
    let quantizer = try UniformQuantizer(bitCount: 4, deviation: 1)
    var rng = Streams(seed: seed).generator("numbers")
    for value in Normal(deviation: 2).values(count: 1_000, using: &rng).map(Double.init) {
      let nearest = (0..<16).map { abs(quantizer.point(of: $0) - value) }.min() ?? .nan
      // Two points at the same distance differ by rounding.
      #expect(abs(quantizer.point(of: quantizer.index(of: value)) - value) <= nearest + 1e-14)
    }
  }

  /// The sum telescopes to 1, with a rounding error for each of the 64 cells.
  @Test(arguments: [-9, -0.3, 0, 2.5])
  func probabilitiesSumToOne(mean: Double) throws {
    let quantizer = try UniformQuantizer(bitCount: 6, deviation: 1)
    let sum = (0..<64).reduce(0) { $0 + quantizer.probability(of: $1, mean: mean, deviation: 0.3) }
    #expect(abs(sum - 1) < 64 * 0x1p-52)
  }

  @Test(arguments: [-1, 0, 17, 64, Int.max])
  func bitCountsThatAreNoneAreRejected(bitCount: Int) {
    #expect(throws: QuantizationError.self) { try UniformQuantizer(bitCount: bitCount, deviation: 1) }
  }

  @Test(arguments: [0, -2, .nan] as [Double])
  func deviationsThatAreNoneAreRejected(deviation: Double) {
    #expect(throws: QuantizationError.self) { try UniformQuantizer(bitCount: 2, deviation: deviation) }
  }
}
