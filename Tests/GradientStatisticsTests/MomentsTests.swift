import Randomness
import Testing

@testable import GradientStatistics

@Suite struct MomentsTests {
  /// 1, 2, 3, 4, 10 by hand: mean 4, deviations −3, −2, −1, 0, 6, so M₂ = 50, M₃ = 180 and M₄ = 1394.
  @Test func aSmallCaseIsExact() {
    let moments = Moments([1, 2, 3, 4, 10])
    #expect(moments.count == 5)
    #expect(moments.mean == 4)
    #expect(moments.variance == 10)
    #expect(moments.sampleVariance == 12.5)
    #expect(moments.deviation == 10.squareRoot())
    #expect(isClose(moments.skewness, 36 / (10 * 10.squareRoot()), relative: 1e-15))
    #expect(isClose(moments.kurtosis, 2.788, relative: 1e-15))
    #expect(isClose(moments.excessKurtosis, -0.212, relative: 1e-14))
  }

  /// By SciPy in double precision, with n = 10,007 values x_i = (7919 i mod 1001)²:
  ///
  ///     x = (np.arange(10007) * 7919 % 1001).astype(float) ** 2
  ///     x.mean(), x.var(), x.var(ddof=1), scipy.stats.skew(x), scipy.stats.kurtosis(x, fisher=False)
  ///
  /// The sums there and here have an error of few units of 2⁻⁵³ n^½.
  @Test func momentsAgreeWithSciPy() {
    let moments = Moments(squares)
    #expect(isClose(moments.mean, 333588.8983711402, relative: 1e-14))
    #expect(isClose(moments.variance, 89077913716.08449, relative: 1e-13))
    #expect(isClose(moments.sampleVariance, 89086816165.98616, relative: 1e-13))
    #expect(isClose(moments.skewness, 0.6390108648807145, relative: 1e-12))
    #expect(isClose(moments.kurtosis, 2.1430224443688806, relative: 1e-12))
  }

  /// Eighths about 2²⁰ are exact in single precision, so that the offset changes the mean and nothing else.
  @Test func anOffsetChangesTheMeanAlone() {
    let values = (0..<100_003).map { Float(($0 * 7919) % 1001 % 17) / 8 }
    let plain = Moments(values)
    let moved = Moments(values.map { $0 + 0x1p20 })
    #expect(isClose(moved.mean, plain.mean + 0x1p20, relative: 1e-15))
    #expect(isClose(moved.variance, plain.variance, relative: 1e-13))
    #expect(isClose(moved.skewness, plain.skewness, relative: 1e-10))
    #expect(isClose(moved.kurtosis, plain.kurtosis, relative: 1e-12))
  }

  /// Mean 10⁶ and variance 1, rounded to sixteenths by single precision, which adds 1/3072 to the variance: with
  /// n = 10⁶, the variance has a deviation of √(2/n) = 0.0014, the skewness √(6/n) and the kurtosis √(24/n); five of
  /// each. A sum of squares in single precision would give nothing.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func aLargeMeanDoesNotHideAUnitVariance(seed: UInt64) {
    var rng = Streams(seed: seed).generator("offset")
    let moments = Moments(Normal(mean: 1_000_000, deviation: 1).values(count: 1_000_000, using: &rng))
    #expect(abs(moments.mean - 1_000_000) < 0.005)
    #expect(abs(moments.variance - (1 + 1 / 3072)) < 0.0071)
    #expect(abs(moments.skewness) < 0.0123)
    #expect(abs(moments.excessKurtosis) < 0.0245)
  }

  /// Two values ±2¹⁰⁰ among n = 9,000 zeros: M₂ = 2²⁰¹ and M₄ = 2⁴⁰¹, far outside single precision. They lie in different
  /// blocks, whose means differ, so that the mean is 0 to 2⁻⁵³ of them.
  @Test func extremeValuesDoNotOverflow() {
    var values = [Float](repeating: 0, count: 9_000)
    values[10] = 0x1p100
    values[8_990] = -0x1p100
    let moments = Moments(values)
    #expect(abs(moments.mean) <= 0x1p47)
    #expect(isClose(moments.variance, 0x1p201 / 9_000, relative: 1e-14))
    #expect(isClose(moments.kurtosis, 4_500, relative: 1e-12))
    #expect(abs(moments.skewness) < 1e-10)
  }

  @Test func constantsHaveNoVarianceAndNoShape() {
    let moments = Moments([Float](repeating: 0.1, count: 12_345))
    #expect(moments.mean == Double(0.1 as Float))
    #expect(moments.variance == 0)
    #expect(moments.skewness.isNaN)
    #expect(moments.kurtosis.isNaN)
  }

  @Test func fewOrBrokenValuesGiveNan() {
    let none = Moments([])
    #expect(none.count == 0)
    #expect(none.mean.isNaN && none.variance.isNaN && none.sampleVariance.isNaN && none.skewness.isNaN)
    #expect(Moments([7]).variance == 0)
    #expect(Moments([7]).sampleVariance.isNaN)
    for value in [Float.nan, .infinity, -.infinity] {
      let moments = Moments([Float](repeating: 1, count: 5_000) + [value])
      #expect(moments.mean.isNaN && moments.variance.isNaN && moments.kurtosis.isNaN)
    }
  }

  /// Parts together are the whole, at counts on both sides of a vector and of a block.
  @Test(arguments: [0, 1, 7, 8, 9, 4_095, 4_096, 4_097, 9_999, 10_007])
  func partsMergeToTheWhole(split: Int) {
    let whole = Moments(squares)
    let merged = Moments(Array(squares[..<split])).merged(with: Moments(Array(squares[split...])))
    #expect(merged.count == whole.count)
    #expect(isClose(merged.mean, whole.mean, relative: 1e-14))
    #expect(isClose(merged.variance, whole.variance, relative: 1e-13))
    #expect(isClose(merged.skewness, whole.skewness, relative: 1e-12))
    #expect(isClose(merged.kurtosis, whole.kurtosis, relative: 1e-12))
  }

  @Test func mergingWithNothingChangesNothing() {
    let moments = Moments([1, 2, 4])
    #expect(moments.merged(with: Moments([])) == moments)
    #expect(Moments([]).merged(with: moments) == moments)
  }
}

/// x_i = (7919 i mod 1001)² for i < 10,007, exact in single precision.
let squares: [Float] = (0..<10_007).map { index in
  let root = index * 7919 % 1001
  return Float(root * root)
}

/// Whether two numbers differ by at most `relative` times the second.
func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
  abs(value - expected) <= relative * abs(expected)
}
