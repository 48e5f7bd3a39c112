import Testing

@testable import Randomness

@Suite struct PhiloxTests {
  struct KnownAnswer: Sendable {
    let counter: SIMD4<UInt32>
    let key: UInt64
    let block: SIMD4<UInt32>
  }

  /// The vectors `philox4x32 10` of Random123's file kat_vectors (Salmon et al. 2011).
  private static let knownAnswers = [
    KnownAnswer(counter: .zero, key: 0, block: SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)),
    KnownAnswer(
      counter: SIMD4(repeating: .max), key: .max, block: SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)),
    KnownAnswer(
      counter: SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), key: 0x299F_31D0_A409_3822,
      block: SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)),
  ]

  @Test(arguments: knownAnswers)
  func blocksAreThePublishedOnes(answer: KnownAnswer) {
    let rng = Philox(key: answer.key, worker: answer.counter[2], round: answer.counter[3])
    #expect(rng.block(at: UInt64(answer.counter[1]) << 32 | UInt64(answer.counter[0])) == answer.block)
  }

  @Test func wordsAreThoseOfTheBlocksInOrder() {
    var rng = Philox(key: 1, worker: 2, round: 3)
    let words = (0..<12).map { _ in rng.nextWord() }
    let blocks = (0..<3 as Range<UInt64>).map { rng.block(at: $0) }
    #expect(words == blocks.flatMap { block in (0..<4).map { block[$0] } })
    rng.seek(to: 3)
    #expect(rng.next() == UInt64(words[4]) << 32 | UInt64(words[3]))
    #expect(rng.position == 5)
  }

  @Test(arguments: 0...70 as ClosedRange<UInt64>)
  func seekingEqualsReading(position: UInt64) {
    var read = Philox(key: 9)
    for _ in 0..<position { _ = read.nextWord() }
    var sought = Philox(key: 9)
    sought.seek(to: 1_000_001)
    _ = sought.nextWord()
    sought.seek(to: position)
    #expect(sought == read)
    #expect(sought.next() == read.next())
  }

  @Test func equalityIsOfThePlaceInTheStream() {
    let rng = Philox(key: 1, worker: 2, round: 3)
    var moved = rng
    _ = moved.nextWord()
    #expect(moved != rng)
    moved.seek(to: 0)
    #expect(moved == rng)
    #expect(Philox(key: 0, worker: 2, round: 3) != rng)
    #expect(Philox(key: 1, worker: 0, round: 3) != rng)
    #expect(Philox(key: 1, worker: 2, round: 0) != rng)
  }

  /// Blocks at once are the blocks one by one: from any word, for any count, and where the low counter word overflows.
  @Test(arguments: [0, 1, 3, 4, 62, 4 << 32 - 33, 4 << 32, 1 << 60 + 2], [0, 1, 3, 63, 64, 65, 200])
  func fillsReadTheStream(position: UInt64, count: Int) {
    var rng = Philox(key: 0x0123_4567_89AB_CDEF, worker: 5, round: 6)
    rng.seek(to: position)
    var reader = rng
    var values = [Float](repeating: 0, count: count + 2)
    var span = values.mutableSpan
    rng.fillBits(&span, in: 1..<count + 1)
    #expect(values.map(\.bitPattern) == [0] + (0..<count).map { _ in reader.nextWord() } + [0])
    #expect(rng == reader)
  }

  @Test func blocksPastTheFirstCounterWordAreOthers() {
    let rng = Philox(key: 7)
    #expect(rng.block(at: 5) != rng.block(at: 5 + 1 << 32))
    var later = rng
    later.seek(to: 4 * (5 + 1 << 32) + 2)
    #expect(later.nextWord() == rng.block(at: 5 + 1 << 32)[2])
  }
}
