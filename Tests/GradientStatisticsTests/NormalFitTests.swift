import GradientStatistics
import Randomness
import TestSupport
import Testing

@Suite struct NormalFitTests {
  private func sample(_ law: some Distribution, count: Int, seed: UInt64) -> [Float] {
    var rng = Streams(seed: seed).generator("fit test")
    return law.values(count: count, using: &rng)
  }

  /// Normal samples of the paper's size fit as it states, and stay below twice the level that 5 % exceed.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func normalSamplesFit(seed: UInt64) {
    let fit = NormalFit(sample(Normal(mean: 2, deviation: 0.1), count: 2_500, seed: seed))
    #expect(isClose(fit.mean, 2, relative: 0.005) && isClose(fit.deviation, 0.1, relative: 0.08))
    #expect(fit.squaredCorrelation > 0.97 && fit.squaredCorrelation <= 1)
    #expect(fit.kolmogorovDistance < 2 * fit.kolmogorovLevel)
  }

  /// Uniform samples differ from the fitted law by 0.058 in their distribution functions.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func uniformSamplesDoNot(seed: UInt64) {
    let fit = NormalFit(sample(Uniform(low: -1, high: 1), count: 2_500, seed: seed))
    #expect(fit.kolmogorovDistance > 2 * fit.kolmogorovLevel)
    #expect(fit.squaredCorrelation < 0.9)
  }

  /// By hand: −1 and 1 have deviation √2; Φ(−1/√2) = 0.23975, from which the sample's function is at most ½ − 0.23975 away.
  @Test func distanceOfTwoValues() {
    let fit = NormalFit([-1, 1])
    #expect(isClose(fit.kolmogorovDistance, 0.5 - 0.2397500610934768, relative: 1e-12))
  }

  /// The level of Lilliefors for n = 100 is 0.0886 by Stephens' formula.
  @Test func levelOfAHundred() {
    #expect(isClose(NormalFit(sample(Normal(), count: 100, seed: 1)).kolmogorovLevel, 0.08882, relative: 1e-3))
  }

  /// A thousand pairs: 95 % within 0.062; forty coefficients below 0.0301 and forty-five below 0.02 would be a wonder.
  @Test func aThousandPairs() {
    let null = CorrelationNull(sampleCount: 1_000)
    #expect(abs(null.band - 0.06201) < 1e-5)
    #expect(null.probability(below: 0.0301, count: 40) < 1e-7)
    #expect(null.probability(below: 0.02, count: 45) < 1e-12)
    #expect(
      isClose(
        null.largest(of: 40, probability: 0.5), CorrelationNull(sampleCount: 1_000).deviation * 2.382, relative: 1e-3))
  }

  /// At the typical number of pairs the bound is met half the time.
  @Test(arguments: [(0.0301, 40), (0.02, 45)])
  func typicalNumberOfPairs(bound: Double, count: Int) {
    let n = CorrelationNull.typicalSampleCount(largest: bound, of: count)
    #expect(abs(CorrelationNull(sampleCount: n).probability(below: bound, count: count) - 0.5) < 1e-3)
  }
}
