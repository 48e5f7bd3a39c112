import Foundation
import GradientStatistics
import Quantization
import Randomness
import Testing

@Suite struct ScaleOptimumTests {
  private static func references() throws -> [(shape: Double, scale: Double, error: Double)] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "data/reference/co3-fp4-scale.tsv"), encoding: .utf8)
    return try text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t").compactMap { Double($0) }
      try #require(cells.count == 3)
      return (cells[0], cells[1], cells[2])
    }
  }

  /// The reference has four digits, of the scale three that count: its minimum is flat.
  @Test func fp4AgreesWithTheReference() throws {
    let references = try Self.references()
    #expect(references.count == 12)
    for reference in references {
      let best = Minifloat.e2m1.leastErrorScale(for: GeneralizedNormal(deviation: 1, shape: reference.shape))
      #expect(abs(best.scale / reference.scale - 1) < 1e-3, "\(reference)")
      #expect(abs(best.error / reference.error - 1) < 2e-4, "\(reference)")
    }
  }

  /// The least error of fp8 hardly depends on the law, nor within 1 % on the scale over twenty octaves and more.
  @Test(arguments: [0.5, 2])
  func fp8IsFlat(shape: Double) {
    let law = GeneralizedNormal(deviation: 1, shape: shape)
    let best = Minifloat.e5m2.leastErrorScale(for: law, pointsPerOctave: 6)
    #expect(abs(best.error / 2.77e-3 - 1) < 0.01)
    #expect(best.interval.upperBound / best.interval.lowerBound > 0x1p20)
    // Between the ends the error ripples within each octave, by 1.3 % at most.
    let (first, last) = (Foundation.log2(best.interval.lowerBound), Foundation.log2(best.interval.upperBound))
    let errors = stride(from: first, to: last, by: 0.06)
      .map { Minifloat.e5m2.meanSquaredError(under: law, scale: Foundation.exp2($0)) }
    #expect(errors.count > 300 && errors.allSatisfy { $0 < 1.015 * best.error })
  }

  /// No scale of a finer grid is better, and the ends of the interval cost 1 % more, to the rounding of a bisection.
  @Test(arguments: [0.4, 1, 3])
  func noScaleIsBetter(shape: Double) throws {
    let law = GeneralizedNormal(deviation: 0.02, shape: shape)
    let best = Minifloat.e2m1.leastErrorScale(for: law)
    let others = stride(from: -6, through: 6, by: 0.01).map { best.scale * Foundation.exp2($0) }
    #expect(others.allSatisfy { Minifloat.e2m1.meanSquaredError(under: law, scale: $0) >= best.error * (1 - 1e-12) })
    for end in [best.interval.lowerBound, best.interval.upperBound] {
      #expect(abs(Minifloat.e2m1.meanSquaredError(under: law, scale: end) / best.error - 1.01) < 1e-6)
    }
    // The general sum over all cells is the same; the quantizer's scale is a Float.
    let quantizer = try MinifloatQuantizer(.e2m1, scale: Float(best.scale))
    let direct = Minifloat.e2m1.meanSquaredError(under: law, scale: Double(Float(best.scale)))
    #expect(abs(quantizer.meanSquaredError(under: law) / direct - 1) < 1e-12)
  }

  /// With n = 40,000 normal numbers the sample's best scale is within 5 %; ten samples spread by less than 1 %.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func sampleGivesTheScaleOfTheLaw(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("scale")
    let values = Normal(deviation: 2).values(count: 40_000, using: &rng)
    let best = Minifloat.e2m1.leastErrorScale(for: GeneralizedNormal(deviation: 2, shape: 2))
    let estimate = try Minifloat.e2m1.leastErrorScale(forSample: values.span, deviation: 2)
    #expect(abs(estimate.scale / best.scale - 1) < 0.05)
    #expect(abs(estimate.error / best.error - 1) < 0.05)
  }

  /// By hand at β = 1 and 2.
  @Test func polynomialsAreThePapers() {
    #expect(abs(ScalePolynomial.fp4.value(at: 1) - 0.65) < 1e-12)
    #expect(abs(ScalePolynomial.fp4.value(at: 2) - 1.76) < 1e-12)
    #expect(abs(ScalePolynomial.fp8.value(at: 1) - 2_933.4) < 1e-8)
    #expect(abs(ScalePolynomial.fp8.value(at: 2) - 8_270) < 1e-8)
    #expect(ScalePolynomial.fp8.value(at: 0.36) < 0 && ScalePolynomial.fp8.value(at: 0.38) > 0)
  }

  /// Over α, (15) costs little from 0.8 to 2; over σ much.
  @Test func polynomialIsRightOverTheScaleOfTheLaw() {
    for shape in stride(from: 0.8, through: 2, by: 0.2) {
      let law = GeneralizedNormal(deviation: 1, shape: shape)
      let best = Minifloat.e2m1.leastErrorScale(for: law)
      #expect(abs(ScalePolynomial.fp4.value(at: shape) / law.scale / best.scale - 1) < 0.02)
    }
    let law = GeneralizedNormal(deviation: 1, shape: 0.5)
    let printed = Minifloat.e2m1.meanSquaredError(under: law, scale: ScalePolynomial.fp4.value(at: 0.5))
    #expect(printed > 9.5 * Minifloat.e2m1.leastErrorScale(for: law).error)
  }
}
