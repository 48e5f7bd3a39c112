import EntropyCoding
import Randomness
import Testing

@Suite struct LempelZiv78Tests {
  static func decode(
    _ bytes: [UInt8], count: Int, _ alphabetSize: Int
  ) throws(EntropyCodingError) -> (symbols: [UInt8], byteCount: Int) {
    try LempelZiv78(alphabetSize: alphabetSize).decode(bytes, count: count)
  }

  /// The parsing 1, 0, 11, 01, 010, 00, 10 of T. M. Cover and J. A. Thomas, "Elements of Information Theory", Section 13.4.2,
  /// with phrase numbers in 0, 1, 2, 2, 3, 3 and 3 bits, low bits first.
  @Test func theTextbooksExampleIsParsedByHand() throws {
    let symbols: [UInt8] = [1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0]
    let phrases: [(number: Int, bits: Int, symbol: Int)] = [
      (0, 0, 1), (0, 1, 0), (1, 2, 1), (2, 2, 1), (4, 3, 0), (2, 3, 0), (1, 3, 0),
    ]
    var writer = BitWriter()
    for phrase in phrases {
      writer.write(UInt64(phrase.number), count: phrase.bits)
      writer.write(UInt64(phrase.symbol), count: 1)
    }
    let expected = writer.finish()
    #expect(try LempelZiv78(alphabetSize: 2).encode(symbols.span) == expected)
    #expect(try Self.decode(expected, count: 13, 2).symbols == symbols)
  }

  /// Symbols of all sorts, and other bytes behind them.
  @Test(arguments: [1, 2, 11, 256], [0, 1, 2, 100, 5_000])
  func symbolsComeBack(alphabetSize: Int, count: Int) throws {
    var rng = Streams(seed: 3).generator("symbols", worker: alphabetSize, round: count)
    for skew in [1, 4] as [Double] {
      let symbols = (0..<count).map { _ in
        UInt8(Double(alphabetSize) * pow(Double(rng.nextWord() >> 11) * 0x1p-53, skew))
      }
      let bytes = try LempelZiv78(alphabetSize: alphabetSize).encode(symbols.span)
      let decoded = try Self.decode(bytes + [7, 7], count: count, alphabetSize)
      #expect(decoded.symbols == symbols && decoded.byteCount == bytes.count)
    }
  }

  /// 10,000 equal symbols are phrases of 1, 2, 3, ... of them: 141, of at most 8 + 4 bits.
  @Test func repetitionsCostLittle() throws {
    let bytes = try LempelZiv78(alphabetSize: 16).encode([UInt8](repeating: 5, count: 10_000).span)
    #expect(bytes.count <= 141 * 12 / 8 + 1 && bytes.count >= 141)
  }

  /// Any bytes give symbols or an error.
  @Test(arguments: [1, 2] as [UInt64]) func everyByteStringIsTakenOrRefused(seed: UInt64) {
    var rng = Streams(seed: seed).generator("fuzz")
    var taken = 0, refused = 0
    for _ in 0..<2_000 {
      let bytes = (0..<Int(rng.nextWord() % 40)).map { _ in UInt8(truncatingIfNeeded: rng.nextWord()) }
      let count = Int(rng.nextWord() % 100)
      do throws(EntropyCodingError) {
        let decoded = try Self.decode(bytes, count: count, [3, 16, 200][Int(rng.nextWord() % 3)])
        #expect(decoded.symbols.count == count && decoded.byteCount <= bytes.count)
        taken += 1
      } catch {
        refused += 1
      }
    }
    #expect(taken > 20 && refused > 1_000)
  }

  @Test func otherSymbolsAreRefused() {
    #expect(throws: EntropyCodingError.unknownSymbol(3, index: 1)) {
      try LempelZiv78(alphabetSize: 3).encode(([0, 3] as [UInt8]).span)
    }
  }

  /// xʸ for y = 1 or 4.
  private func pow(_ x: Double, _ y: Double) -> Double { y == 1 ? x : x * x * x * x }
}
