import RealModule
import Testing

@testable import Randomness

/// The laws of what is drawn, by fills and one by one, at listed seeds.
@Suite struct LawTests {
  private static let count = 200_000

  /// A law to draw from and its distribution function.
  struct Law: Sendable, CustomTestStringConvertible {
    let distribution: any Distribution
    let mean: Double
    let variance: Double
    let kurtosis: Double
    let lower: @Sendable (Double) -> Double
    var testDescription: String { "\(distribution)" }
  }

  private static let laws: [Law] = [
    Law(distribution: Uniform(low: -1, high: 3), mean: 1, variance: 16 / 12, kurtosis: 1.8) { ($0 + 1) / 4 },
    Law(distribution: UniformDither(step: 0.5), mean: 0, variance: 0.25 / 12, kurtosis: 1.8) { 2 * $0 + 0.5 },
    Law(distribution: Normal(mean: 1, deviation: 2), mean: 1, variance: 4, kurtosis: 3) {
      .erfc((1 - $0) / .sqrt(8)) / 2
    },
    // The tails of GenNorm at β = 2, 1, ½ and ⅓ are elementary: Q(a, t) e^t is 1, 1 + t, 1 + t + t²/2 for a = 1, 2, 3.
    Law(distribution: GenNorm(location: 1, scale: 2, shape: 2), mean: 1, variance: 2, kurtosis: 3) {
      .erfc((1 - $0) / 2) / 2
    },
    Law(distribution: GenNorm(shape: 1), mean: 0, variance: 2, kurtosis: 6) {
      symmetric($0) { .exp(-$0) }
    },
    Law(distribution: GenNorm(shape: 0.5), mean: 0, variance: 120, kurtosis: 25.2) {
      symmetric($0) { x in (1 + .sqrt(x)) * .exp(-.sqrt(x)) }
    },
    // Γ(9)/Γ(3) = 20,160 and Γ(15)Γ(3)/Γ(9)² = 107.25.
    Law(distribution: GenNorm(shape: 1 / 3), mean: 0, variance: 20_160, kurtosis: 107.25) {
      symmetric($0) { x in
        let t = Double.root(x, 3)
        return (1 + t + t * t / 2) * .exp(-t)
      }
    },
  ]

  /// The distribution function of a law symmetric about 0 with Pr(|X| > x) = `tail`(x).
  private static func symmetric(_ x: Double, _ tail: (Double) -> Double) -> Double {
    x < 0 ? tail(-x) / 2 : 1 - tail(x) / 2
  }

  /// Kolmogorov and Smirnov's statistic √n D exceeds 2.7 with probability 2 exp(−2 × 2.7²) = 9 × 10⁻⁷.
  @Test(arguments: laws, [1, 2, 3] as [UInt64])
  func filledValuesFollowTheLaw(law: Law, seed: UInt64) {
    var rng = Streams(seed: seed).generator("law")
    let values = law.distribution.values(count: Self.count, using: &rng)
    #expect(distance(values, law) < 2.7)
  }

  /// As above.
  @Test(arguments: laws)
  func singleValuesFollowTheLaw(law: Law) {
    var rng = Streams(seed: 4).generator("law")
    let values = (0..<Self.count).map { _ in law.distribution.sample(using: &rng) }
    #expect(distance(values, law) < 2.7)
  }

  /// The sample mean has deviation √(σ²/n) and the sample variance σ² √((κ − 1)/n); five of each.
  @Test(arguments: laws, [1, 2, 3] as [UInt64])
  func momentsAreThoseOfTheLaw(law: Law, seed: UInt64) {
    var rng = Streams(seed: seed).generator("moments")
    let values = law.distribution.values(count: Self.count, using: &rng).map { Double($0) - law.mean }
    let n = Double(Self.count)
    #expect(abs(values.reduce(0, +) / n) < 5 * (law.variance / n).squareRoot())
    let variance = values.reduce(0) { $0 + $1 * $1 } / n
    #expect(abs(variance - law.variance) < 5 * law.variance * ((law.kurtosis - 1) / n).squareRoot())
  }

  /// Signs are ±1 and their sum has deviation √n; five of it.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func signsAreEquallyLikely(seed: UInt64) {
    var rng = Streams(seed: seed).generator("signs")
    let values = Rademacher().values(count: Self.count, using: &rng)
    #expect(values.allSatisfy { abs($0) == 1 })
    #expect(abs(values.reduce(0, +)) < 5 * Float(Self.count).squareRoot())
    #expect((0..<100).contains { _ in Rademacher().sample(using: &rng) == 1 })
    #expect((0..<100).contains { _ in Rademacher().sample(using: &rng) == -1 })
  }

  /// Neighbours, which share their words, are independent: x and y, and x² and y², have correlations of deviation
  /// 1/√n; five of it. For x², whose variance is 2, the mean of (x² − 1)(y² − 1)/2 is taken.
  @Test(arguments: [1, 2, 3] as [UInt64], [1, 2])
  func neighbouringNormalValuesAreIndependent(seed: UInt64, lag: Int) {
    var rng = Streams(seed: seed).generator("neighbours")
    let values = Normal().values(count: Self.count, using: &rng).map(Double.init)
    let pairs = zip(values, values.dropFirst(lag))
    let bound = 5 / Double(Self.count).squareRoot()
    #expect(abs(pairs.reduce(0) { $0 + $1.0 * $1.1 }) / Double(Self.count) < bound)
    #expect(abs(pairs.reduce(0) { $0 + ($1.0 * $1.0 - 1) * ($1.1 * $1.1 - 1) / 2 }) / Double(Self.count) < bound)
  }

  /// Of n = 4 × 10⁶ values, n erfc(4/√2) = 253 lie beyond four deviations, with deviation √253; five of it.
  @Test(arguments: [1, 2] as [UInt64])
  func normalTailsHaveTheirShare(seed: UInt64) {
    var rng = Streams(seed: seed).generator("tails")
    let count = 4_000_000
    let beyond = Normal().values(count: count, using: &rng).count { abs($0) > 4 }
    let expected = Double(count) * .erfc(4 / .sqrt(2))
    #expect(abs(Double(beyond) - expected) < 5 * expected.squareRoot())
  }

  /// √n D of `values`.
  private func distance(_ values: [Float], _ law: Law) -> Double {
    let n = Double(values.count)
    var greatest = 0.0
    for (index, value) in values.sorted().enumerated() {
      let share = law.lower(Double(value))
      greatest = max(greatest, share - Double(index) / n, Double(index + 1) / n - share)
    }
    return greatest * n.squareRoot()
  }
}
