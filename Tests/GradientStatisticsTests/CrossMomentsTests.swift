import Randomness
import Testing

@testable import GradientStatistics

@Suite struct CrossMomentsTests {
  /// By hand: 1, 2, 3 and 2, 4, 9 have means 2 and 5 and central sums 2, 26 and 7; their products sum to 14, 101 and 37.
  @Test func aSmallCaseIsExact() {
    let first: [Float] = [1, 2, 3]
    let second: [Float] = [2, 4, 9]
    #expect(isClose(pearson(first, second), 7 / 52.squareRoot(), relative: 1e-15))
    #expect(pearson(first.span, second.span) == pearson(first, second))
    #expect(uncentredPearson(first.span, second.span) == uncentredPearson(first, second))
    #expect(isClose(uncentredPearson(first, second), 37 / 1_414.squareRoot(), relative: 1e-15))
    let moments = CrossMoments([first, second])
    #expect(moments.means == [2, 5])
    #expect(isClose(moments.covariance(0, 1), 7 / 3, relative: 1e-15))
    #expect(isClose(moments.meanProduct(0, 1), 37 / 3, relative: 1e-15))
  }

  /// By SciPy, with x as in MomentsTests and y_i = (104729 i + ⌊i/3⌋) mod 1009:
  ///
  ///     i = np.arange(10007); y = ((i * 104729 + i // 3) % 1009).astype(float)
  ///     scipy.stats.pearsonr(x, y)[0], (x * y).sum() / np.sqrt((x * x).sum() * (y * y).sum())
  ///
  /// The first, a small difference, is known to 2⁻⁵³ n^½ of 1.
  @Test func correlationsAgreeWithSciPy() {
    let other = (0..<10_007).map { Float(($0 * 104_729 + $0 / 3) % 1009) }
    #expect(abs(pearson(squares, other) - 0.00021996645675984662) < 1e-14)
    #expect(isClose(uncentredPearson(squares, other), 0.6454618361419864, relative: 1e-13))
  }

  /// Correlations about the means do not change with offset and positive scale; a sequence has 1 with itself.
  @Test(arguments: [1, 2, 7, 8, 9, 511, 512, 513, 5_000])
  func correlationsAreInvariant(count: Int) {
    let first = (0..<count).map { Float(($0 * 37) % 101) / 4 }
    let second = (0..<count).map { Float(($0 * 53) % 97) / 4 }
    let moved = second.map { 4 * $0 + 0x1p18 }
    #expect(abs(pearson(first, second) - pearson(first, moved)) < 1e-11 || count == 1)
    #expect(abs(pearson(second, moved) - 1) < 1e-12 || count == 1)
    #expect(abs(pearson(second, moved.map { -$0 }) + 1) < 1e-12 || count == 1)
    #expect(pearson(first, second).isNaN == (count == 1))
  }

  /// ρ = ½ between x + y and x + z for independent x, y, z; the estimate has deviation (1 − ρ²)/√n, five of it.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func correlatedGradientsAreRecovered(seed: UInt64) {
    var rng = Streams(seed: seed).generator("correlated")
    let count = 200_000
    let common = Normal().values(count: count, using: &rng)
    let gradients = (0..<4).map { _ in zip(common, Normal().values(count: count, using: &rng)).map { $0 + $1 } }
    let moments = CrossMoments(gradients)
    let bound = 5 * 0.75 / Double(count).squareRoot()
    for k in 0..<4 {
      for j in 0..<4 {
        #expect(abs(moments.pearson(k, j) - (k == j ? 1 : 0.5)) < bound)
        #expect(abs(moments.uncentredPearson(k, j) - (k == j ? 1 : 0.5)) < bound)
      }
    }
    #expect(abs(moments.meanPearson - 0.5) < bound)
  }

  /// All pairs at once are the pairs one by one, and rows of a matrix the sequences.
  @Test func matricesHoldAllPairs() {
    let count = 1_300
    let gradients = (0..<5).map { k in
      (0..<count).map { index -> Float in Float(index * (37 + k) % 101) - Float(10 * k) }
    }
    let rows = gradients.flatMap { $0 }
    let moments = CrossMoments(gradients)
    #expect(CrossMoments(rows: rows.span, rowCount: 5) == moments)
    let centred = moments.pearsonMatrix
    let uncentred = moments.uncentredPearsonMatrix
    var sums = (0.0, 0.0)
    for k in 0..<5 {
      #expect(abs(centred[6 * k] - 1) < 1e-14)
      for j in 0..<5 where j != k {
        let pair = CrossMoments([gradients[k], gradients[j]])
        #expect(centred[5 * k + j] == pair.pearson(0, 1))
        #expect(uncentred[5 * k + j] == pair.uncentredPearson(0, 1))
        if k < j { sums = (sums.0 + centred[5 * k + j], sums.1 + uncentred[5 * k + j]) }
      }
    }
    #expect(isClose(moments.meanPearson, sums.0 / 10, relative: 1e-15))
    #expect(isClose(moments.meanUncentredPearson, sums.1 / 10, relative: 1e-15))
  }

  /// Sums of squares near 10⁻⁷⁶ and 10⁷⁶: their products leave double precision only if they are taken without roots. Single precision
  /// rounds the values by 2⁻²⁴, or down to 2⁻¹⁴⁹ near 10⁻³⁸, some 10⁻⁷ of their spread.
  @Test(arguments: [1e-38, 1e38] as [Float])
  func scaleDoesNotMatter(scale: Float) {
    let other = zip(squares, squares.dropFirst(5) + squares.prefix(5)).map { 0.25 * $0 + 0.75 * $1 }
    let small = pearson(squares.map { $0 * 1e-6 * scale }, other.map { $0 * 1e-6 * scale })
    #expect(abs(small - pearson(squares, other)) < 1e-6)
  }

  @Test func undefinedCorrelationsAreNan() {
    let constant = [Float](repeating: 0.1, count: 1_000)
    let zero = [Float](repeating: 0, count: 1_000)
    let other = (0..<1_000).map { Float($0) }
    #expect(pearson(constant, other).isNaN)
    #expect(isClose(uncentredPearson(constant, other), 0.8658087620290078, relative: 1e-13))
    #expect(uncentredPearson(zero, other).isNaN)
    #expect(CrossMoments([other, other, constant]).meanPearson.isNaN)
    #expect(CrossMoments([other]).meanPearson.isNaN)
    #expect(CrossMoments([[], []]).pearson(0, 1).isNaN)
    #expect(CrossMoments([[], []]).means.allSatisfy { $0.isNaN })
    #expect(pearson(other.dropLast() + [.nan], other).isNaN)
    #expect(uncentredPearson(other.dropLast() + [.infinity], other).isNaN)
  }
}
