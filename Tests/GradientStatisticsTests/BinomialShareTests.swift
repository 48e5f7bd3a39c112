import GradientStatistics
import Testing

@Suite struct BinomialShareTests {
  /// By hand: none of ten gives 1 − 0.025^(1/10) = 0.3085, one of ten 0.0025 and 0.4450; bounds of complements add up to 1.
  @Test(arguments: [(0, 0.0, 0.3085), (1, 0.0025, 0.4450), (10, 0.6915, 1)]) func bounds(
    count: Int, low: Double, high: Double
  ) {
    let (interval, other) = (BinomialShare(count, of: 10).interval(), BinomialShare(10 - count, of: 10).interval())
    #expect(abs(interval.low - low) < 1e-4 && abs(interval.high - high) < 1e-4)
    #expect(abs(interval.low + other.high - 1) < 1e-12 && abs(interval.high + other.low - 1) < 1e-12)
  }

  /// The bounds' defining property at half: of 100 trials the tails beyond 50 have 2.5 % (Wilson's bounds, 0.4038 and 0.5962, lie
  /// within them by less than 0.006).
  @Test func manyTrialsAreNearWilson() {
    let interval = BinomialShare(50, of: 100).interval()
    #expect((0.398...0.4038).contains(interval.low) && (0.5962...0.602).contains(interval.high))
  }
}
