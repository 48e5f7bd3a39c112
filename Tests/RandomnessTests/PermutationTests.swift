import Testing

@testable import Randomness

@Suite struct PermutationTests {
  /// χ² with 23 degrees of freedom exceeds 70.5 with probability 10⁻⁶ (scipy.stats.chi2.isf(1e-6, 23)).
  @Test(arguments: [1, 2, 3] as [UInt64])
  func permutationsAreEquallyLikely(seed: UInt64) {
    var rng = Streams(seed: seed).generator("permutation")
    let statistic = chiSquare(of: 24_000, outcomes: 24) { permutation(of: 4, using: &rng) }
    #expect(statistic < 70.5)
  }

  /// χ² with 19 degrees of freedom exceeds 63.7 with probability 10⁻⁶.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func orderedChoicesAreEquallyLikely(seed: UInt64) {
    var rng = Streams(seed: seed).generator("choice")
    let statistic = chiSquare(of: 20_000, outcomes: 20) { choice(2, of: 5, using: &rng) }
    #expect(statistic < 63.7)
  }

  /// χ² with 5 degrees of freedom exceeds 35.9 with probability 10⁻⁶.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func indicesAreEquallyLikely(seed: UInt64) {
    var rng = Streams(seed: seed).generator("index")
    #expect(chiSquare(of: 60_000, outcomes: 6) { [rng.index(below: 6)] } < 35.9)
  }

  @Test func choicesBeginPermutations() {
    let start = Streams(seed: 5).generator("choice")
    for count in [0, 1, 2, 50, 99, 100] {
      var first = start
      var second = start
      let chosen = choice(count, of: 100, using: &first)
      #expect(chosen == Array(permutation(of: 100, using: &second)[..<count]))
      #expect(Set(chosen).count == count)
    }
  }

  @Test func smallCasesAreComplete() {
    var rng = Philox(key: 1)
    #expect(permutation(of: 0, using: &rng) == [])
    #expect(permutation(of: 1, using: &rng) == [0])
    #expect(choice(0, of: 0, using: &rng) == [])
    #expect(choice(1, of: 1, using: &rng) == [0])
    #expect(rng.position == 0)
    #expect(permutation(of: 1_000, using: &rng).sorted() == Array(0..<1_000))
  }

  /// A thousand of 2⁶² collide with probability 10⁻¹³; an array of all would not fit.
  @Test func choicesFromHugePopulationsTakeLittleMemory() {
    var rng = Philox(key: 2)
    let chosen = choice(1_000, of: 1 << 62, using: &rng)
    #expect(Set(chosen).count == 1_000)
    #expect(chosen.allSatisfy { (0..<1 << 62).contains($0) })
  }

  /// A generator that gives the numbers it was made with.
  private struct Replay: RandomNumberGenerator {
    var numbers: [UInt64]
    mutating func next() -> UInt64 { numbers.removeFirst() }
  }

  /// 2⁶⁴ mod 3 = 1, so that of all words only 0 is drawn again.
  @Test func drawsThatWouldFavourAnIndexAreMadeAgain() {
    var rng = Replay(numbers: [0, .max, 7])
    #expect(rng.index(below: 3) == 2)
    #expect(rng.numbers == [7])
    rng = Replay(numbers: [1, 7])
    #expect(rng.index(below: 3) == 0)
    #expect(rng.numbers == [7])
  }

  /// Pearson's χ² of `count` draws with `outcomes` equally likely results.
  private func chiSquare(of count: Int, outcomes: Int, _ draw: () -> [Int]) -> Double {
    var counts: [[Int]: Int] = [:]
    for _ in 0..<count { counts[draw(), default: 0] += 1 }
    guard counts.count == outcomes else { return .infinity }
    let expected = Double(count) / Double(outcomes)
    return counts.values.sorted().reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }
}
