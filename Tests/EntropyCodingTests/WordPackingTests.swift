import EntropyCoding
import Randomness
import Testing

@Suite struct WordPackingTests {
  /// Of every alphabet, for whole words and parts of one, with the greatest symbols among them.
  @Test(arguments: [1, 2, 3, 4, 5, 7, 9, 15, 16, 17, 100, 255, 256]) func symbolsSurvive(alphabetSize: Int) throws {
    let packing = WordPacking(alphabetSize: alphabetSize)
    var rng = Streams(seed: 1).generator("symbols")
    for count in [0, 1, packing.symbolsPerWord - 1, packing.symbolsPerWord, packing.symbolsPerWord + 1, 1_000] {
      for greatest in [false, true] {
        let symbols = (0..<count).map { _ in UInt8(greatest ? alphabetSize - 1 : Int(rng.nextWord()) % alphabetSize) }
        let words = packing.pack(symbols.span)
        var bytes: [UInt8] = [9]
        for word in words { bytes += (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
        var read = [UInt8](repeating: 255, count: count)
        var span = read.mutableSpan
        try packing.unpack(bytes.span, at: 1, into: &span)
        #expect(words.count == packing.wordCount(of: count) && read == symbols)
      }
    }
  }

  /// By hand: aᵐ is at most 2³².
  @Test(arguments: [(1, 32), (2, 32), (3, 20), (4, 16), (7, 11), (16, 8), (17, 7), (256, 4)])
  func wordsHoldAsManyAsFit(alphabetSize: Int, symbols: Int) {
    #expect(WordPacking(alphabetSize: alphabetSize).symbolsPerWord == symbols)
  }

  /// 7¹¹ and, of a last word of two symbols, 7² are no digits of symbols.
  @Test func otherWordsAreRefused() throws {
    let packing = WordPacking(alphabetSize: 7)
    let cases: [(Int, UInt32)] = [(11, 1_977_326_743), (11, .max), (2, 49)]
    for (count, word) in cases {
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
      var read = [UInt8](repeating: 0, count: count)
      #expect(throws: EntropyCodingError.self) {
        var span = read.mutableSpan
        try packing.unpack(bytes.span, at: 0, into: &span)
      }
      #expect(read.allSatisfy { $0 < 7 })
    }
  }
}
