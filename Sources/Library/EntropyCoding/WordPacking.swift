/// Symbols of one alphabet in words of 32 bits, as many whole ones in a word as fit.
///
/// With a symbols in the alphabet a word holds the m = ⌊32 / log₂ a⌋ digits s₀ + s₁ a + … + sₘ₋₁ aᵐ⁻¹, at most 32; digits that the last
/// word has no symbols for are 0. Words are written least significant byte first. Of 7 symbols 11 go in a word, of 3
/// symbols 20, of 2 symbols 32.
public struct WordPacking: Sendable, Equatable {
  /// The number of symbols a, 1 to 256.
  public let alphabetSize: Int
  /// The number of symbols in a word, m.
  public let symbolsPerWord: Int

  /// Creates the packing of an alphabet.
  ///
  /// - Precondition: `alphabetSize` lies in `1...256`.
  public init(alphabetSize: Int) {
    precondition(1...256 ~= alphabetSize, "an alphabet of \(alphabetSize)")
    self.alphabetSize = alphabetSize
    var symbolsPerWord = 0, states = 1
    while symbolsPerWord < 32, states * alphabetSize <= 1 << 32 {
      states *= alphabetSize
      symbolsPerWord += 1
    }
    self.symbolsPerWord = symbolsPerWord
  }

  /// The number of words of `count` symbols.
  public func wordCount(of count: Int) -> Int { (count + symbolsPerWord - 1) / symbolsPerWord }

  /// The words of symbols.
  ///
  /// - Precondition: Each symbol is below the alphabet's size.
  /// - Complexity: O(n), about half a nanosecond a symbol.
  public func pack(_ symbols: Span<UInt8>) -> [UInt32] {
    let base = UInt32(alphabetSize), length = symbolsPerWord
    return [UInt32](unsafeUninitializedCapacity: wordCount(of: symbols.count)) { words, count in
      for start in stride(from: 0, to: symbols.count, by: length) {
        var word: UInt32 = 0
        for index in stride(from: min(start + length, symbols.count) - 1, through: start, by: -1) {
          assert(symbols[index] < alphabetSize)
          word = word &* base &+ UInt32(symbols[unchecked: index])
        }
        words.initializeElement(at: count, to: word)
        count += 1
      }
    }
  }

  /// Writes the symbols of the words that begin at an offset of `bytes`.
  ///
  /// - Precondition: The words of as many symbols lie in `bytes`.
  /// - Throws: ``EntropyCodingError/invalid(offset:found:expected:)`` for a word with digits beyond its symbols; these are then
  ///   without meaning.
  /// - Complexity: O(n), about a nanosecond a symbol.
  public func unpack(
    _ bytes: Span<UInt8>, at offset: Int, into symbols: inout MutableSpan<UInt8>
  ) throws(EntropyCodingError) {
    let wordCount = wordCount(of: symbols.count), base = UInt32(alphabetSize), count = symbols.count
    precondition(offset >= 0 && offset + 4 * wordCount <= bytes.count, "words beyond the bytes")
    // ⌊w r / 2⁶⁴⌋ is ⌊w / a⌋ for every w below 2³², since r exceeds 2⁶⁴ / a by less than 1.
    let reciprocal = alphabetSize > 1 ? UInt64.max / UInt64(alphabetSize) + 1 : 0
    var rests: UInt32 = 0
    for index in 0..<wordCount {
      var word = UInt32(
        littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset &+ 4 &* index, as: UInt32.self))
      let start = index &* symbolsPerWord
      for place in start..<min(start &+ symbolsPerWord, count) {
        let quotient =
          reciprocal > 0 ? UInt32(truncatingIfNeeded: reciprocal.multipliedFullWidth(by: UInt64(word)).high) : word
        symbols[unchecked: place] = UInt8(truncatingIfNeeded: word &- quotient &* base)
        word = quotient
      }
      rests |= word
    }
    guard rests == 0 else {
      throw .invalid(
        offset: offset, found: "a word beyond its symbols", expected: "digits of \(alphabetSize) symbols")
    }
  }
}
