import Randomness
import Testing

@testable import EntropyCoding

@Suite struct HuffmanCodeTests {
  /// The example of RFC 1951, section 3.2.2: the words of symbols A to H, first bit first.
  @Test func wordsAreCanonical() throws {
    let code = try HuffmanCode(lengths: [3, 3, 3, 3, 3, 2, 4, 4])
    let words = ["010", "011", "100", "101", "110", "00", "1110", "1111"]
    for (symbol, word) in words.enumerated() {
      var writer = BitWriter()
      try code.write(symbol, to: &writer)
      let count = writer.bitCount, byte = writer.finish()[0]
      #expect(String((0..<count).map { byte >> UInt8($0) & 1 == 1 ? "1" : "0" as Character }) == word)
    }
  }

  /// Against all ways to choose lengths for up to 6 symbols. Seeds 1 to 40.
  @Test(arguments: [2, 3, 4]) func lengthsAreTheBestUnderTheBound(maximumLength: Int) throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      var rng = Streams(seed: seed).generator("counts")
      let size = 2 + rng.index(below: min(5, (1 << maximumLength) - 1))
      let counts = (0..<size).map { _ in 1 + rng.index(below: 1 << rng.index(below: 12)) }
      let code = try HuffmanCode(counts: counts, maximumLength: maximumLength)
      #expect(code.longestLength <= maximumLength)
      #expect(code.bitCount(ofCounts: counts) == leastBits(counts[...], maximumLength, room: 1 << maximumLength))
    }
  }

  /// The least Σ count · length with Σ 2^−length ≤ room / 2^maximumLength, by trying all; nil where there is none.
  private func leastBits(_ counts: ArraySlice<Int>, _ maximumLength: Int, room: Int) -> Int? {
    guard let count = counts.first else { return 0 }
    return (1...maximumLength).compactMap { length in
      let share = 1 << (maximumLength - length)
      guard share <= room else { return nil }
      return leastBits(counts.dropFirst(), maximumLength, room: room - share).map { $0 + count * length }
    }.min()
  }

  /// Fibonacci counts make Huffman's words as long as they can be: n − 1 bits for n symbols.
  @Test func theBoundMatters() throws {
    var counts = [1, 1]
    while counts.count < 14 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
    #expect(try HuffmanCode(counts: counts, maximumLength: 16).longestLength == 13)
    let bounded = try HuffmanCode(counts: counts, maximumLength: 11)
    #expect(bounded.longestLength == 11)
    #expect(
      try bounded.bitCount(ofCounts: counts) > HuffmanCode(counts: counts, maximumLength: 16).bitCount(ofCounts: counts)
    )
  }

  /// H ≤ mean length < H + 1, on random counts. Seeds 1 to 20.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func meanLengthIsWithinABitOfTheEntropy(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("counts")
    let counts = (0..<(2 + rng.index(below: 200))).map { _ in 1 + rng.index(below: 500) }
    let mean = try Double(HuffmanCode(counts: counts).bitCount(ofCounts: counts)) / Double(counts.reduce(0, +))
    #expect(entropy(ofCounts: counts) <= mean && mean < entropy(ofCounts: counts) + 1)
  }

  /// Equal counts: the first symbols are not shorter than the last, for leaves are taken in order of index.
  @Test func tiesAreBrokenByIndex() throws {
    #expect(try HuffmanCode(counts: [1, 1, 1, 1, 1]).lengths == [3, 3, 2, 2, 2])
    #expect(try HuffmanCode(counts: [2, 1, 1]).lengths == [1, 2, 2])
    #expect(try HuffmanCode(probabilities: [0.25, 0.5, 0, 0.25]).lengths == [2, 1, 0, 2])
  }

  @Test func smallAlphabetsHaveCodes() throws {
    let one = try HuffmanCode(counts: [0, 7, 0])
    #expect(one.lengths == [0, 1, 0] && one.bitCount(ofCounts: [0, 7, 0]) == 0)
    #expect(try one.encode([1, 1, 1].span).isEmpty)
    let none = try HuffmanCode(counts: [0, 0])
    #expect(try none.encode([UInt8]().span).isEmpty)
    #expect(throws: EntropyCodingError.unknownSymbol(1, index: 0)) { try none.encode([1].span) }
    let all = try HuffmanCode(counts: [Int](repeating: 1, count: 65_536), maximumLength: 16)
    #expect(all.lengths.allSatisfy { $0 == 16 })
  }

  /// Seeds 1 to 10; and the extremes.
  @Test func codesComeBackFromBytes() throws {
    var codes = try [
      HuffmanCode(counts: []), HuffmanCode(counts: [0, 0, 0]), HuffmanCode(counts: [0, 0, 3]),
      HuffmanCode(counts: [Int](repeating: 1, count: 256)),
      HuffmanCode(counts: [1] + [Int](repeating: 0, count: 65_534) + [1]),
    ]
    for seed in 1...10 as ClosedRange<UInt64> {
      var rng = Streams(seed: seed).generator("counts")
      let counts = (0..<(1 + rng.index(below: 300))).map { _ in max(0, rng.index(below: 1 << rng.index(below: 16)) - 9)
      }
      codes.append(try HuffmanCode(counts: counts, maximumLength: 15))
    }
    var writer = BitWriter()
    for code in codes { code.write(to: &writer) }
    var reader = BitReader(writer.finish())
    for code in codes { try #require(HuffmanCode(from: &reader) == code) }
    try reader.finish()
  }

  @Test func impossibleModelsAreRefused() {
    let expected = "counts of at least 0 whose sum is at most 2⁴⁶"
    #expect(throws: EntropyCodingError.invalidModel(found: "count -1", expected: expected)) {
      try HuffmanCode(counts: [3, -1])
    }
    #expect(throws: EntropyCodingError.invalidModel(found: "count \(Int.max)", expected: expected)) {
      try HuffmanCode(counts: [3, .max])
    }
    #expect(throws: EntropyCodingError.invalidModel(found: "5 symbols in words of 2 bits", expected: "4")) {
      try HuffmanCode(counts: [1, 1, 1, 1, 1], maximumLength: 2)
    }
    for lengths in [[1, 1, 1], [1, 2], [2], [17, 1], [1, 1, 16]] as [[UInt8]] {
      #expect(throws: EntropyCodingError.self, "\(lengths)") { try HuffmanCode(lengths: lengths) }
    }
    for probability in [-0.1, .nan, .infinity] {
      #expect(throws: EntropyCodingError.self) { try HuffmanCode(probabilities: [0.5, probability]) }
    }
  }

  @Test func symbolsWithoutWordsAreRefusedWhereTheyAre() throws {
    let code = try HuffmanCode(counts: [5, 0, 3])
    #expect(throws: EntropyCodingError.unknownSymbol(1, index: 2)) { try code.encode([0, 2, 1].span) }
    #expect(throws: EntropyCodingError.unknownSymbol(3, index: 1)) { try code.encode([0, 3].span) }
    #expect(throws: EntropyCodingError.unknownSymbol(9, index: 3)) {
      try HuffmanCode.encodeWithCode([0, 1, 2, 9].span, alphabetSize: 9)
    }
    let long = try HuffmanCode(lengths: (1...12).map { UInt8($0) } + [12])
    #expect(throws: EntropyCodingError.self) { try long.encode([0].span) }
  }
}
