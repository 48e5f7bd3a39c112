/// Incremental parsing (J. Ziv and A. Lempel, "Compression of individual sequences via variable-rate coding", IEEE
/// Transactions on Information Theory 24, 1978): the code of CO3's reference 33.
///
/// Symbols are cut into phrases, each the longest phrase that was there before, or none, and one symbol more. Phrase j, from
/// 1 on, is the number of that earlier phrase, 0 for none, in ⌈log₂ j⌉ bits, then the symbol in ⌈log₂ A⌉ bits. Where symbols end
/// within a phrase, the last one is a number alone. Phrases are never forgotten.
///
/// The number of symbols n and the size of the alphabet A are not told. For a source of entropy H the length tends to n H, but
/// slowly: by about n H log log n / log n.
public struct LempelZiv78: Sendable, Equatable {
  /// The number of symbols A, in 1...256.
  public let alphabetSize: Int
  private let symbolBits: Int

  /// Creates the coder of symbols below `alphabetSize`.
  ///
  /// - Precondition: `alphabetSize` lies in 1...256.
  public init(alphabetSize: Int) {
    precondition((1...256).contains(alphabetSize), "an alphabet of \(alphabetSize)")
    self.alphabetSize = alphabetSize
    symbolBits = Self.bits(of: alphabetSize)
  }

  /// ⌈log₂ n⌉ for n of 1 at least.
  private static func bits(of n: Int) -> Int { Int.bitWidth - (n - 1).leadingZeroBitCount }

  /// The phrases of the symbols, the last byte filled up with zeros.
  ///
  /// - Throws: ``EntropyCodingError/unknownSymbol(_:index:)``.
  /// - Precondition: There are fewer than 2³¹ symbols.
  /// - Complexity: O(n A) at worst.
  public func encode(_ symbols: Span<UInt8>) throws(EntropyCodingError) -> [UInt8] {
    precondition(symbols.count < 1 << 31, "\(symbols.count) symbols at once")
    var writer = BitWriter()
    // A tree whose nodes are phrases: of each its symbol, its latest child and the child of its parent before it, 0 for none.
    var nodes = [(symbol: UInt8, child: UInt32, sibling: UInt32)](repeating: (0, 0, 0), count: 1)
    var phrase = 0
    for index in symbols.indices {
      let symbol = symbols[index]
      guard symbol < alphabetSize else { throw .unknownSymbol(Int(symbol), index: index) }
      var child = Int(nodes[phrase].child)
      while child > 0, nodes[child].symbol != symbol { child = Int(nodes[child].sibling) }
      guard child == 0 else {
        phrase = child
        continue
      }
      writer.write(UInt64(phrase), count: Self.bits(of: nodes.count))
      writer.write(UInt64(symbol), count: symbolBits)
      nodes.append((symbol, 0, nodes[phrase].child))
      nodes[phrase].child = UInt32(nodes.count - 1)
      phrase = 0
    }
    if phrase > 0 { writer.write(UInt64(phrase), count: Self.bits(of: nodes.count)) }
    return writer.finish()
  }

  /// Decodes what ``encode(_:)`` gave for `count` symbols; other bytes may follow.
  ///
  /// - Returns: The symbols, and the number of bytes that they took.
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)`` and
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` for bytes that no encoder writes.
  /// - Precondition: `count` is not negative.
  /// - Complexity: O(`count`), whatever the bytes.
  public func decode(
    _ bytes: [UInt8], count: Int
  ) throws(EntropyCodingError) -> (symbols: [UInt8], byteCount: Int) {
    precondition(count >= 0, "\(count) symbols")
    var reader = BitReader(bytes)
    var symbols: [UInt8] = []
    // Where each phrase stands among the symbols, and its length.
    var phrases = [(start: UInt32, length: UInt32)](repeating: (0, 0), count: 1)
    while symbols.count < count {
      let offset = reader.byteOffset, left = count - symbols.count
      let number = try reader.read(Self.bits(of: phrases.count))
      guard number < phrases.count else {
        throw .invalid(offset: offset, found: "phrase \(number)", expected: "one below \(phrases.count)")
      }
      let (start, length) = (Int(phrases[Int(number)].start), Int(phrases[Int(number)].length))
      guard length <= left else {
        throw .invalid(offset: offset, found: "a phrase of \(length) symbols", expected: "at most \(left)")
      }
      let place = symbols.count
      for index in start..<start + length { symbols.append(symbols[index]) }
      guard length < left else { break }
      let symbol = try reader.read(symbolBits)
      guard symbol < alphabetSize else {
        throw .invalid(offset: offset, found: "symbol \(symbol)", expected: "one below \(alphabetSize)")
      }
      symbols.append(UInt8(symbol))
      phrases.append((UInt32(place), UInt32(length + 1)))
    }
    try reader.alignToByte()
    return (symbols, reader.byteOffset)
  }
}
