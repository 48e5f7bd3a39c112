import Randomness
import RealModule
import Testing

@testable import SlepianWolf

/// ln ((1 − p) / p).
func ratio(crossover p: Float) -> Float { Float(Double.log((1 - Double(p)) / Double(p))) }

@Suite struct CheckUpdateTests {
  /// The bound of the doc comment, over 10⁵ points of 0...62.
  @Test func powersOfHalf() {
    var worst = 0.0
    for index in 0...100_000 {
      let y = Float(index) * 62 / 100_000
      let exact = Double.exp2(-Double(y))
      worst = max(worst, abs(Double(Lanes(repeating: y).powerOfHalf[3]) - exact) / exact)
    }
    #expect(worst < 0x1p-22)
    #expect(Lanes(repeating: 0).powerOfHalf == Lanes(repeating: 1))
    for y: Float in [62.001, 100, 0x1p20, 0x1p21] { #expect(Lanes(repeating: y).powerOfHalf == .zero) }
  }

  /// The bound of the doc comment, over quotients 1...2⁶², and at the numbers about powers of two.
  @Test func binaryLogarithms() {
    var worst = 0.0
    for index in 0...100_000 {
      let a = 1 + Float(index % 997), b = a * Float(Double.exp2(-62 * Double(index) / 100_000))
      let exact = Double.log2(Double(a) / Double(b))
      let found = Double(Lanes.binaryLogarithm(Lanes(repeating: a), over: Lanes(repeating: b))[5])
      worst = max(worst, abs(found - exact) / (0x1p-22 + 0x1p-23 * exact))
    }
    #expect(worst < 1)
    #expect(Lanes.binaryLogarithm(Lanes(repeating: 0.3), over: Lanes(repeating: 0.3)) == .zero)
  }

  /// One check against 2 artanh ∏ tanh(q / 2) in double precision, for few bits and for so many that weights are rescaled;
  /// the bound is that of `BeliefPropagation`, and 2⁻²² of the sum in which the message is seen.
  @Test(arguments: [1, 2, 3, 7, 31, 32, 33, 64, 65, 200], [0.01, 1, 8, 30] as [Float])
  func oneCheckMatchesTheEquation(degree: Int, size: Float) throws {
    var rng = generator("ratios", UInt64(degree))
    let ratios = Normal(deviation: size).values(count: degree, using: &rng)
    let matrix = try ParityCheckMatrix(columnCount: degree, rows: [Array(0..<degree)])
    let syndromes = BitBlocks([true], bitCount: 1)
    let found = try BeliefPropagation(matrix, maximumIterations: 1)
      .decode(ratios, syndromes: syndromes, keepingPosteriors: true)
    for bit in 0..<degree {
      // The odds of an odd sum from 1 − ∏ tanh, by weights in double precision.
      var (even, odd) = (1.0, 0.0)
      for other in 0..<degree where other != bit {
        let x = Double.exp(-abs(Double(ratios[other])))
        (even, odd) = ((even + odd * x) / (1 + x), (odd + even * x) / (1 + x))
      }
      let negative = ratios.indices.filter { $0 != bit && ratios[$0] < 0 }.count
      let magnitude = min(Double.log(even / odd), 62 * Double.log(2))
      let message = negative.isMultiple(of: 2) ? -magnitude : magnitude
      let expected = Double(ratios[bit]) + message
      let bound = 1e-6 + 1e-6 * magnitude + 0x1p-22 * (abs(expected) + abs(Double(ratios[bit])))
      #expect(abs(Double(found.posteriors[bit]) - expected) <= bound)
    }
  }

  /// The least magnitude of the others, by hand.
  @Test func minSumMatchesTheRule() throws {
    let matrix = try ParityCheckMatrix(columnCount: 4, rows: [[0, 1, 2, 3]])
    let decoder = BeliefPropagation(matrix, rule: .minSum(factor: 0.5), maximumIterations: 1)
    let found = try decoder.decode([2, -3, 5, 2], syndromes: BitBlocks([false], bitCount: 1), keepingPosteriors: true)
    for (value, expected) in zip(found.posteriors, [2 - 1, -3 + 1, 5 - 1, 2 - 1] as [Float]) {
      #expect(abs(value - expected) < 1e-5)  // some roundings of 2⁻²³ × 5
    }
  }
}
