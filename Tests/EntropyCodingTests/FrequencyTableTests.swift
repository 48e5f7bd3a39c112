import Randomness
import RealModule
import Testing

@testable import EntropyCoding

@Suite struct FrequencyTableTests {
  /// By hand: T = 16, m = 3, S = 10, so that u = 0, 1 + ⌊13/10⌋, 1 + ⌊13/10⌋, 2 + ⌊52/10⌋, 16.
  @Test func frequenciesFollowTheRule() throws {
    let table = try FrequencyTable(counts: [1, 0, 3, 6], totalBits: 4)
    #expect(table.frequencies == [2, 0, 5, 9])
    #expect(table.interval(of: 2) == CodingInterval(start: 2, size: 5, totalBits: 4))
    #expect(table.probabilities == [0.125, 0, 0.3125, 0.5625])
  }

  /// Seeds 1 to 20: frequencies differ from 1 + cᵢ (T − m) / S by less than 1, every target is in its symbol's interval,
  /// and the cross-entropy is above the entropy by less than the table's bound and the rounding: each frequency is
  /// above (1 − m/T) pᵢ T, so that each symbol costs at most log₂ (T / (T − m)) more.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func tablesAreCloseToTheirCounts(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("counts")
    let totalBits = 8 + rng.index(below: 9)
    let counts =
      (0..<(2 + rng.index(below: 100))).map { _ in max(0, rng.index(below: 1 << rng.index(below: 20)) - 3) } + [1]
    let table = try FrequencyTable(counts: counts, totalBits: totalBits)
    let used = counts.count { $0 > 0 }, room = Double(1 << totalBits - used), total = Double(counts.reduce(0, +))
    for (count, frequency) in zip(counts, table.frequencies) {
      let ideal = count == 0 ? 0 : 1 + Double(count) * room / total
      #expect(abs(Double(frequency) - ideal) < 1)
    }
    for target in 0..<(1 << totalBits) {
      let interval = table.interval(of: table.symbol(at: UInt32(target)))
      try #require(Int(interval.start) <= target && target < Int(interval.start) + Int(interval.size))
    }
    let loss = crossEntropy(ofCounts: counts, probabilities: table.probabilities) - entropy(ofCounts: counts)
    #expect(loss > -1e-12 && loss <= .log2(Double(1 << totalBits) / room) + 1e-12)
  }

  @Test func probabilitiesBecomeWeightsByOneRule() throws {
    #expect(try integerWeights(of: [0, 0.5, 1e-300, 0.125]) == [0, 1 << 30, 1, 1 << 28])
    #expect(
      try FrequencyTable(probabilities: [0.75, 0.25], totalBits: 16) == FrequencyTable(counts: [3, 1], totalBits: 16))
  }

  @Test func tablesComeBackFromBytes() throws {
    let tables = try [
      FrequencyTable(counts: [7], totalBits: 1), FrequencyTable(counts: [0, 5, 0, 1_000_000], totalBits: 16),
      FrequencyTable(counts: Array(1...300), totalBits: 12),
    ]
    var writer = BitWriter()
    for table in tables { table.write(to: &writer) }
    var reader = BitReader(writer.finish())
    for table in tables { try #require(FrequencyTable(from: &reader) == table) }
    try reader.finish()
  }

  @Test func impossibleTablesAreRefused() {
    for (counts, totalBits) in [([], 8), ([0, 0], 8), ([1, -1], 8), ([1, 1, 1], 1), ([1], 0), ([1], 17)]
      as [([Int], Int)]
    {
      #expect(throws: EntropyCodingError.self, "\(counts)") { try FrequencyTable(counts: counts, totalBits: totalBits) }
    }
    #expect(throws: EntropyCodingError.self) { try FrequencyTable(frequencies: [3, 2], totalBits: 2) }
    #expect(throws: EntropyCodingError.self) { try AdaptiveFrequencies(alphabetSize: 0) }
    #expect(throws: EntropyCodingError.self) { try AdaptiveFrequencies(alphabetSize: 65_537) }
  }

  /// 10 bits, 3 of them ones; four contexts; and what has no symbols.
  @Test func entropiesAreTheirFormulas() throws {
    #expect(try counts(of: [0, 2, 2, 1].span, alphabetSize: 4) == [1, 1, 2, 0])
    #expect(throws: EntropyCodingError.unknownSymbol(2, index: 1)) { try counts(of: [0, 2].span, alphabetSize: 2) }
    let h = -0.3 * Double.log2(0.3) - 0.7 * Double.log2(0.7)
    #expect(abs(entropy(ofCounts: [7, 3]) - h) < 1e-15)
    #expect(entropy(ofCounts: [4, 0, 4, 4, 4]) == 2 && entropy(ofCounts: []) == 0 && entropy(ofCounts: [0, 9]) == 0)
    #expect(abs(crossEntropy(ofCounts: [7, 3], probabilities: [0.5, 0.25]) - 1.3) < 1e-15)
    #expect(crossEntropy(ofCounts: [7, 3], probabilities: [1, 0]) == .infinity)
    #expect(abs(conditionalEntropy(ofCounts: [[7, 3], [0, 0], [10, 0], [5, 5]]) - (h + 1) / 3) < 1e-15)
  }
}
