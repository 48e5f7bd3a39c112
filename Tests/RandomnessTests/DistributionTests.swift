import RealModule
import Testing

@testable import Randomness

@Suite struct DistributionTests {
  /// Every distribution at the parameters that the tests draw it with.
  private static let all: [any Distribution] = [
    Uniform(low: -1, high: 3), UniformDither(step: 0.25), Rademacher(), Normal(mean: 1, deviation: 2),
    GenNorm(location: -1, scale: 0.5, shape: 0.8),
  ]

  /// A slice holds what the whole sequence holds there, wherever it begins and ends and wherever the stream stands.
  @Test(arguments: all.indices, [0, 1, 2, 3, 8] as [UInt64])
  func slicesAreThoseOfTheWhole(index: Int, position: UInt64) {
    let distribution = Self.all[index]
    var rng = Streams(seed: 11).generator("slices", worker: 2, round: 3)
    rng.seek(to: position)
    var whole = [Float](repeating: 0, count: 5_000)
    var span = whole.mutableSpan
    distribution.fill(&span, startingAt: 0, of: rng)
    let ranges = [
      0..<0, 1..<1, 0..<1, 1..<2, 7..<8, 3..<70, 64..<128, 63..<129, 2_047..<2_050, 1..<4_998, 4_999..<5_000,
    ]
    for range in ranges {
      var slice = [Float](repeating: .nan, count: range.count)
      var span = slice.mutableSpan
      distribution.fill(&span, startingAt: range.lowerBound, of: rng)
      #expect(slice == Array(whole[range]), "\(distribution), \(range)")
    }
  }

  /// A slice far away is reached at once; its values are not those at the beginning.
  @Test(arguments: all.indices)
  func distantSlicesAreReachedAtOnce(index: Int) {
    let rng = Streams(seed: 12).generator("far")
    var near = [Float](repeating: 0, count: 64)
    var far = near
    var nearSpan = near.mutableSpan
    Self.all[index].fill(&nearSpan, startingAt: 0, of: rng)
    var farSpan = far.mutableSpan
    Self.all[index].fill(&farSpan, startingAt: 1 << 44 + 1, of: rng)
    #expect(near != far)
  }

  /// Fills one after another use words of their own, whole blocks of them.
  @Test(arguments: all.indices)
  func fillsAdvanceByWholeBlocks(index: Int) {
    let distribution = Self.all[index]
    var rng = Streams(seed: 13).generator("advance")
    let first = distribution.values(count: 5, using: &rng)
    let words = type(of: distribution).wordsPerElement * 5
    #expect(rng.position == UInt64((words + 3) / 4 * 4))
    let start = rng
    #expect(distribution.values(count: 5, using: &rng) != first)
    rng = start
    let again = distribution.values(count: 70, using: &rng)
    rng = start
    #expect(distribution.values(count: 5, using: &rng) == Array(again[..<5]))
  }

  /// The step scales the dither and nothing else: with a step that is a power of two, exactly.
  @Test func ditherIsInProportionToItsStep() {
    var first = Philox(key: 3)
    var second = Philox(key: 3)
    let unit = UniformDither(step: 1).values(count: 1_000, using: &first)
    #expect(UniformDither(step: 8).values(count: 1_000, using: &second) == unit.map { 8 * $0 })
  }

  /// The greatest and least words give the ends, and rounding never gives the open one.
  @Test func intervalsAreHalfOpen() {
    #expect(Uniform(low: 2, high: 3).value(of: 0) == 2)
    #expect(Uniform(low: 2, high: 3).value(of: .max) == (3 as Float).nextDown)
    #expect(Uniform(low: 0, high: 1).value(of: .max) == 1 - 0x1p-24)
    for step in [1, 0.1, 3, 1e-30, 1e30] as [Float] {
      #expect(UniformDither(step: step).value(of: 0x8000_0000) == -step / 2)
      #expect(UniformDither(step: step).value(of: 0x7FFF_FFFF) < step / 2)
      #expect(UniformDither(step: step).value(of: 0x7FFF_FFFF) > 0.4999998 * step)
    }
  }

  /// |z₀ + i z₁| is √(−2 ln u) with u = 2⁻³³ for the word 0, and 0 for the greatest word, whose u is rounded to 1.
  @Test func normalValuesReachPastSixDeviations() {
    #expect(abs(Normal.boxMuller(0, 0).0 - 6.7637) < 1e-4)
    #expect(Normal.boxMuller(0, 0).1 == 0)
    #expect(Normal.boxMuller(.max, 0).0 == 0)
    #expect(Normal(mean: 3, deviation: 0).values(of: 0, 0).0 == 3)
  }
}
