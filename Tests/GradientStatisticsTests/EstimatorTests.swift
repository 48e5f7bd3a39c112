import Randomness
import RealModule
import TestSupport
import Testing

@testable import GradientStatistics

@Suite struct EstimatorTests {
  /// Gradients of K workers drawn from the model with σ_N² = 1, as [K][elements].
  private func gradients(ratio: Double, elements: Int, workers: Int = 10, seed: UInt64) -> [[Float]] {
    var rng = Streams(seed: seed).generator("estimator test")
    let signal = Normal(deviation: Float(ratio.squareRoot())).values(count: elements, using: &rng)
    return (0..<workers).map { _ in zip(signal, Normal().values(count: elements, using: &rng)).map { $0 + $1 } }
  }

  // MARK: Offline

  /// Equations (48)-(56) by hand for two workers with (1, 2, 6) and (3, 2, 0): within-element variances 2, 0 and 18, mean
  /// square 9; 20/3 and 9 − 20/3.
  @Test func offlineEstimateMatchesTheEquations() {
    let found = OfflineEstimator.estimate([[1, 2, 6], [3, 2, 0]])
    #expect(isClose(found.noiseVariance, 20 / 3, relative: 1e-15))
    #expect(isClose(found.signalVariance, 7 / 3, relative: 1e-14))
  }

  /// A range gives what the elements alone give, across blocks and lanes: rounding in sums of some thousand numbers.
  @Test(arguments: [0..<1, 5..<13, 1_000..<2_100, 0..<3_000])
  func offlineEstimateOfARange(range: Range<Int>) {
    let all = gradients(ratio: 2, elements: 3_000, workers: 4, seed: 1)
    let part = OfflineEstimator.estimate(all, in: range)
    let alone = OfflineEstimator.estimate(all.map { Array($0[range]) })
    #expect(isClose(part.noiseVariance, alone.noiseVariance, relative: 1e-12))
    #expect(isClose(part.signalVariance, alone.signalVariance, relative: 1e-12))
  }

  /// The spread of the ratio over 20 seeds is as the standard error says: its square has a relative deviation of √(2/19),
  /// a third; 3 of these.
  @Test(arguments: [0.1, 1, 10])
  func offlineStandardErrorIsTheSpread(ratio: Double) {
    let found = (1...20 as ClosedRange<UInt64>).map {
      OfflineEstimator.estimate(gradients(ratio: ratio, elements: 4_000, seed: $0))
    }
    let spread = SampleSummary(found.map(\.ratio)).deviation
    let stated = SampleSummary(found.map(\.ratioStandardError)).mean
    #expect((spread / stated) * (spread / stated) < 2 && (spread / stated) * (spread / stated) > 0.3)
  }

  // MARK: Counts

  /// Combinations are ranked in the order in which they are listed, for every number of groups.
  @Test(arguments: [(2, 10), (3, 5), (4, 10), (8, 3)])
  func everyCombinationIsCountedAtItsPlace(groups: Int, workers: Int) {
    let combinations = IndexCounts(workerCount: workers, groupCount: groups).combinations
    for (place, counts) in combinations.enumerated() {
      var found = IndexCounts(workerCount: workers, groupCount: groups)
      let indices = counts.enumerated().flatMap { group, count in Array(repeating: UInt8(group), count: count) }
      found.add(indices.map { [$0] }, in: 0..<1)
      #expect(found.elementCounts[place] == 1 && found.total == 1)
    }
    #expect(Set(combinations).count == combinations.count && combinations.allSatisfy { $0.reduce(0, +) == workers })
  }

  /// Signs, the boundary 0 and histograms of positive signs are one and the same; zero is positive.
  @Test func signsAreGroupsAboutZero() {
    let values: [[Float]] = [[1, -1, 0, -0.0, 2], [-3, -1, 0, 1, 2], [1, -2, -1, 1, 0]]
    var signs = IndexCounts(workerCount: 3, groupCount: 2)
    signs.add(signsOf: values, in: 0..<5)
    var groups = IndexCounts(workerCount: 3, groupCount: 2)
    groups.add(values, in: 0..<5, boundaries: [0])
    #expect(signs.elementCounts == [1, 0, 2, 2])
    #expect(groups == signs && IndexCounts(positiveSigns: [1, 0, 2, 2]) == signs)
  }

  // MARK: Online

  /// Orthant probabilities of three equally correlated normals (Sheppard): all signs agree with probability
  /// ½ − 3/(2π) arccos ρ + ½ … that is ¼ + 3/(2π) arcsin ρ.
  @Test(arguments: [0.01, 0.1, 0.5, 0.9, 0.999])
  func signProbabilitiesOfThreeWorkers(correlation: Double) {
    let (values, _) = OnlineEstimator(workerCount: 3).probabilities(at: correlation)
    let agree = 0.25 + 3 / (2 * Double.pi) * Double.asin(correlation)
    #expect(abs(values[0] + values[3] - agree) < 1e-12)
    #expect(abs(values[1] + values[2] - (1 - agree)) < 1e-12)
    #expect(abs(values[0] - values[3]) < 1e-13)
  }

  /// Probabilities add to 1 and derivatives to 0, and derivatives are differences of probabilities: 1e-6 for a central
  /// difference with the step 1e-4 of the distance to the end.
  @Test(arguments: [[0.0], [-1, 0, 1], [-0.7, 0.2, 0.5, 1.4]], [0.05, 0.5, 0.95])
  func derivativesAreThoseOfTheProbabilities(boundaries: [Double], correlation: Double) {
    let estimator = OnlineEstimator(workerCount: 6, boundaries: boundaries)
    let (values, derivatives) = estimator.probabilities(at: correlation)
    #expect(abs(values.reduce(0, +) - 1) < 1e-11 && abs(derivatives.reduce(0, +)) < 1e-9)
    let step = 1e-4 * min(correlation, 1 - correlation)
    let (above, below) = (
      estimator.probabilities(at: correlation + step).values, estimator.probabilities(at: correlation - step).values
    )
    for index in values.indices {
      let difference = (above[index] - below[index]) / (2 * step)
      #expect(abs(derivatives[index] - difference) < 1e-6 * max(1, abs(difference)))
    }
  }

  /// Counts in the very proportions of the model give back its ratio.
  @Test(arguments: [0.01, 0.1, 1, 10, 100])
  func exactProportionsGiveBackTheRatio(ratio: Double) {
    let estimator = OnlineEstimator(workerCount: 10)
    let probabilities = estimator.probabilities(at: ratio / (1 + ratio)).values
    let counts = IndexCounts(positiveSigns: probabilities.map { Int(($0 * 1e15).rounded()) })
    let found = estimator.estimate(counts, localVariance: 3)
    // The search stops at a thousandth of the standard error, which is below 1e-6 for 1e15 elements.
    #expect(isClose(found.ratio, ratio, relative: 1e-6))
    #expect(isClose(found.localVariance, 3, relative: 1e-15))
  }

  /// For 20 listed seeds the one-bit and the two-bit estimate lie within 3 standard errors of the offline ratio, and
  /// within 2 % in their mean. The online estimate of 1e5 elements has a relative error of 1.5 % at ratio 0.1, 0.6 % at 1
  /// and 1 % at 10, its mean over 20 a quarter of it.
  @Test(arguments: [[0.0], [-1, 0, 1]], [0.1, 1, 10])
  func onlineEstimateAgreesWithTheOfflineOne(boundaries: [Double], ratio: Double) {
    let estimator = OnlineEstimator(workerCount: 10, boundaries: boundaries)
    let pairs = (1...20 as ClosedRange<UInt64>).map { seed in
      let gradients = gradients(ratio: ratio, elements: 100_000, seed: seed)
      let offline = OfflineEstimator.estimate(gradients)
      var counts = IndexCounts(workerCount: 10, groupCount: boundaries.count + 1)
      let scale = offline.localVariance.squareRoot()
      counts.add(gradients, in: 0..<100_000, boundaries: boundaries.map { $0 * scale })
      return (offline: offline, online: estimator.estimate(counts, localVariance: offline.localVariance))
    }
    for (offline, online) in pairs {
      #expect(abs(online.ratio - offline.ratio) < 3 * online.ratioStandardError)
    }
    let mean = SampleSummary(pairs.map { $0.online.ratio / $0.offline.ratio }).mean
    #expect(abs(mean - 1) < 0.02)
  }

  /// Without a common part the maximum lies at 0 for about half of all samples, and is small for the others: the
  /// correlation has a deviation of √2/(K (π/2)⁻¹ √P) or so; 0.01 is some ten of them.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func noCommonPartIsFound(seed: UInt64) {
    let gradients = gradients(ratio: 0, elements: 20_000, seed: seed)
    var counts = IndexCounts(workerCount: 10, groupCount: 2)
    counts.add(signsOf: gradients, in: 0..<20_000)
    let found = OnlineEstimator(workerCount: 10).estimate(counts, localVariance: 1)
    #expect(found.signalVariance >= 0 && found.signalVariance < 0.01)
    #expect(found.signalVariance > 0 || (found.ratio == 0 && found.ratioStandardError.isNaN))
  }

  /// Where all workers always agree the ratio is at the end of the range, and has no standard error.
  @Test func fullAgreementIsTheEndOfTheRange() {
    let counts = IndexCounts(positiveSigns: [500] + Array(repeating: 0, count: 9) + [500])
    let found = OnlineEstimator(workerCount: 10).estimate(counts, localVariance: 1)
    #expect(found.ratio > 998 && found.ratio < 1_000 && found.ratioStandardError.isNaN)
  }
}
