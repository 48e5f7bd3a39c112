import GradientStatistics
import Randomness
import Testing

@Suite struct CoefficientOfVariationTests {
  /// 1, 2, 6: mean 3, deviation √7; the jackknife's parts, of (2, 6), (1, 6) and (1, 2), are √½, 5/√24.5 and √2/3.
  @Test func aSmallCaseIsExact() {
    let found = CoefficientOfVariation([1, 2, 6])
    #expect(abs(found.value - 7.0.squareRoot() / 3) < 1e-15)
    let parts = [1 / 2.0.squareRoot(), 5 / 24.5.squareRoot(), 2.0.squareRoot() / 3]
    let mean = parts.reduce(0, +) / 3
    let sum = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(found.standardError - (2.0 / 3 * sum).squareRoot()) < 1e-15)
  }

  /// For normal values of quotient c the error is c √(1/(2n) + c²/n); its own error at n = 4,000 is some percent.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func theErrorIsThatOfNormalValues(seed: UInt64) {
    var rng = Streams(seed: seed).generator("values")
    let found = CoefficientOfVariation(Normal(mean: 5, deviation: 1).values(count: 4_000, using: &rng).map(Double.init))
    let error = 0.2 * (1.0 / 8_000 + 0.04 / 4_000).squareRoot()
    #expect(abs(found.standardError / error - 1) < 0.15)
    #expect(abs(found.value - 0.2) < 4 * error)
  }

  @Test func fewValuesHaveNone() {
    #expect(CoefficientOfVariation([1]).value.isNaN)
    #expect(CoefficientOfVariation([1, 2]).standardError.isNaN)
  }
}
