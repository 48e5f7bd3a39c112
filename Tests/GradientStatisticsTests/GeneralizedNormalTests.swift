import Foundation
import Randomness
import Testing

@testable import GradientStatistics

@Suite struct GeneralizedNormalTests {
  /// A line of data/reference/gennorm.tsv: 17 digits, from arithmetic with more.
  struct Reference: Sendable {
    let quantity: String
    let shape: Double
    let argument: Double?
    let value: Double
  }

  private static func references() throws -> [Reference] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "data/reference/gennorm.tsv"), encoding: .utf8)
    return try text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(cells.count == 4)
      return Reference(
        quantity: String(cells[0]), shape: try #require(Double(cells[1])), argument: Double(cells[2]),
        value: try #require(Double(cells[3])))
    }
  }

  /// Exponents t up to 100 lose two digits of 16, and their rounding shows in eᵗ; 10⁻¹² leaves a factor of thirty.
  @Test func everyQuantityAgreesWithTheReference() throws {
    let references = try Self.references()
    #expect(references.count == 146)
    for reference in references {
      let law = GeneralizedNormal(shape: reference.shape)
      let value =
        switch reference.quantity {
        case "density": law.density(try #require(reference.argument))
        case "upper_tail": law.upperTail(try #require(reference.argument))
        case "upper_quantile": law.upperQuantile(try #require(reference.argument))
        case "variance": law.variance
        case "kurtosis": law.kurtosis
        case "entropy_nats": law.entropy
        default: Double.nan
        }
      #expect(isClose(value, reference.value, relative: 1e-12), "\(reference): \(value)")
    }
  }

  /// Quantiles undo tails, on both sides, far out, and with shapes outside the reference.
  @Test(arguments: [0.05, 0.3, 1, 2, 5, 50, 1_000])
  func quantilesInvertTails(shape: Double) {
    let law = GeneralizedNormal(location: 3, scale: 2, shape: shape)
    for probability in [1e-300, 1e-100, 1e-12, 0.01, 0.2, 0.249, 0.251, 0.3, 0.49, 0.4999, 0.6, 0.75, 0.99] {
      let x = law.upperQuantile(probability)
      // Rounding x moves ln t by 2⁻⁵³β, rounding ln t, near 7, by 2⁻⁵¹, and so the tail by t times as much; t reaches
      // 690 (0.7 at probabilities above 0.2).
      #expect(isClose(law.upperTail(x), probability, relative: 1e-12 * (1 + shape)))
    }
    #expect(law.upperQuantile(0.5) == 3)
    #expect(law.upperQuantile(0) == .infinity)
    #expect(law.upperQuantile(1) == -.infinity)
  }

  /// By symmetry, by scale, and at the ends.
  @Test func placeAndScaleAreThoseOfTheLaw() {
    let unit = GeneralizedNormal(shape: 0.8)
    let moved = GeneralizedNormal(location: 3, scale: 2, shape: 0.8)
    #expect(isClose(moved.density(5), unit.density(1) / 2, relative: 1e-15))
    #expect(moved.density(1) == moved.density(5))
    #expect(moved.upperTail(5) == unit.upperTail(1))
    #expect(isClose(moved.upperTail(1), 1 - unit.upperTail(1), relative: 1e-15))
    #expect(moved.lowerTail(1) == moved.upperTail(5))
    #expect(moved.upperTail(3) == 0.5)
    #expect(isClose(moved.density(3), 0.8 / 4 / 0.9064024770554773, relative: 1e-14))  // Γ(1.25)
    #expect(isClose(moved.variance, 4 * unit.variance, relative: 1e-15))
    #expect(moved.kurtosis == unit.kurtosis)
    #expect(isClose(moved.entropy, unit.entropy + 0.6931471805599453, relative: 1e-15))
    #expect(unit.upperTail(.infinity) == 0)
    #expect(unit.upperTail(-.infinity) == 1)
    #expect(unit.upperTail(.nan).isNaN && unit.density(.nan).isNaN)
  }

  /// Drawn values follow the law: √n D of Kolmogorov and Smirnov exceeds 2.7 with probability 9 × 10⁻⁷.
  @Test(arguments: [0.2, 0.3, 0.8, 1.5, 4, 8, 100], [1, 2] as [UInt64])
  func drawnValuesFollowTheLaw(shape: Double, seed: UInt64) {
    var rng = Streams(seed: seed).generator("gennorm")
    let law = GeneralizedNormal(location: 1, scale: 2, shape: Double(Float(shape)))
    let count = 100_000
    let values = GenNorm(location: 1, scale: 2, shape: Float(shape)).values(count: count, using: &rng).sorted()
    var greatest = 0.0
    for (index, value) in values.enumerated() {
      let share = law.lowerTail(Double(value))
      greatest = max(
        greatest, share - Double(index) / Double(count), Double(index + 1) / Double(count) - share)
    }
    #expect(greatest * Double(count).squareRoot() < 2.7)
  }
}
