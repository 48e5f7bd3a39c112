/// A canonical prefix code whose lengths are bounded.
///
/// Code words are numbered in order of (length, symbol), so that the lengths say everything (E. S. Schwartz and B. Kallick,
/// "Generating a canonical prefix encoding", Communications of the ACM 7, 1964). Lengths are optimal under the bound:
/// with pᵢ the shares of the counts, H ≤ Σ pᵢ lᵢ < H + 1 wherever the unbounded Huffman code respects it too.
///
/// - A symbol of count 0 has length 0 and no code word.
/// - The code of one symbol has length 1 in ``lengths``, but its word is empty: a constant costs nothing.
/// - The code of no symbols is good for no symbols.
public struct HuffmanCode: Equatable, Sendable {
  /// The bounds on the longest word that may be asked for.
  public static let lengthLimits = 1...16
  /// The most symbols of an alphabet.
  public static let largestAlphabet = 1 << 16

  /// The length of each symbol's word in bits, 0 for a symbol without a word; of one symbol alone, 1.
  public let lengths: [UInt8]
  /// The words with their first bit lowest, as they are written.
  let words: [UInt16]
  /// The symbols with words, in order of (length, symbol).
  let ordered: [UInt16]
  /// How many words have each length.
  let lengthCounts: [Int]

  /// Creates the best code for symbols that occur so often.
  ///
  /// Ties are broken by index. `maximumLength` 11 is what bulk coding is fastest with; on 256 symbols it costs little.
  ///
  /// - Throws: ``EntropyCodingError/invalidModel(found:expected:)`` for a negative count, a sum above 2⁴⁶, more than
  ///   65,536 symbols, a maximum outside ``lengthLimits`` or too small for the number of symbols that occur.
  /// - Complexity: O(n (log n + `maximumLength`)).
  public init(counts: [Int], maximumLength: Int = 11) throws(EntropyCodingError) {
    guard Self.lengthLimits.contains(maximumLength) else {
      throw .invalidModel(found: "maximum length \(maximumLength)", expected: "1 to 16")
    }
    _ = try checkedTotal(of: counts)
    let used = counts.count { $0 > 0 }
    guard used <= 1 << maximumLength else {
      throw .invalidModel(found: "\(used) symbols in words of \(maximumLength) bits", expected: "\(1 << maximumLength)")
    }
    try self.init(lengths: packageMergeLengths(counts, maximumLength: maximumLength))
  }

  /// Creates the best code for symbols of these probabilities, which need not sum to 1; every symbol whose probability is
  /// not 0 has a word.
  ///
  /// The code is made from integer weights max(1, ⌊2³⁰ pᵢ / max p⌋), the same on every machine for the same bits of pᵢ.
  ///
  /// - Throws: as ``init(counts:maximumLength:)``, and for a probability that is negative or not finite.
  public init(probabilities: [Double], maximumLength: Int = 11) throws(EntropyCodingError) {
    try self.init(counts: integerWeights(of: probabilities), maximumLength: maximumLength)
  }

  /// Creates the canonical code of these lengths.
  ///
  /// - Throws: ``EntropyCodingError/invalidModel(found:expected:)`` unless the lengths are at most 16 and those of a
  ///   complete code, Σ 2^−length = 1, of one symbol with length 1, or of no symbols.
  /// - Complexity: O(n).
  public init(lengths: [UInt8]) throws(EntropyCodingError) {
    guard lengths.count <= Self.largestAlphabet else {
      throw .invalidModel(found: "\(lengths.count) symbols", expected: "at most 65,536")
    }
    var lengthCounts = [Int](repeating: 0, count: 17)
    for length in lengths {
      guard length <= 16 else { throw .invalidModel(found: "length \(length)", expected: "at most 16") }
      lengthCounts[Int(length)] += 1
    }
    let used = lengths.count - lengthCounts[0]
    lengthCounts[0] = 0
    let sum = lengthCounts.indices.reduce(0) { $0 + lengthCounts[$1] << (16 - $1) }  // in units of 2⁻¹⁶
    guard sum == 1 << 16 || used == 0 || used == 1 && lengthCounts[1] == 1 else {
      throw .invalidModel(found: "code lengths with Σ 2^−length = \(Double(sum) / 65_536)", expected: "1")
    }

    // Where the words of each length start among the ordered symbols, and the first of them.
    var place = [Int](repeating: 0, count: 17), word = [Int](repeating: 0, count: 17)
    for length in 1...16 {
      place[length] = place[length - 1] + lengthCounts[length - 1]
      word[length] = (word[length - 1] + lengthCounts[length - 1]) << 1
    }
    var words = [UInt16](repeating: 0, count: lengths.count)
    var ordered = [UInt16](repeating: 0, count: used)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let length = Int(length)
      words[symbol] = UInt16(truncatingIfNeeded: word[length] << (16 - length)).bitReversed
      ordered[place[length]] = UInt16(symbol)
      word[length] += 1
      place[length] += 1
    }
    self.lengths = lengths
    self.words = words
    self.ordered = ordered
    self.lengthCounts = lengthCounts
  }

  /// The number of symbols, with words or not.
  public var alphabetSize: Int { lengths.count }

  /// The length of the longest word, 0 where no word has a bit.
  public var longestLength: Int {
    ordered.count > 1 ? Int(lengths[Int(ordered[ordered.count - 1])]) : 0
  }

  /// The number of bits that symbols which occur so often take, without the code itself.
  ///
  /// - Precondition: There are as many counts as symbols, and symbols without a word have count 0.
  public func bitCount(ofCounts counts: [Int]) -> Int {
    precondition(counts.count == lengths.count, "\(counts.count) counts for \(lengths.count) symbols")
    return zip(counts, lengths).reduce(0) { sum, pair in
      precondition(pair.0 == 0 || pair.1 > 0, "a count for a symbol without a word")
      return ordered.count > 1 ? sum + pair.0 * Int(pair.1) : 0
    }
  }
}

extension UInt16 {
  /// The bits in the other order.
  fileprivate var bitReversed: UInt16 {
    var bits = byteSwapped
    bits = (bits & 0x0f0f) << 4 | bits >> 4 & 0x0f0f
    bits = (bits & 0x3333) << 2 | bits >> 2 & 0x3333
    return (bits & 0x5555) << 1 | bits >> 1 & 0x5555
  }
}
