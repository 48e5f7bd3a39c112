// A code, and single symbols in it, as bits. For many symbols see HuffmanEncoder and HuffmanDecoder.

extension HuffmanCode {
  /// Writes the lengths: the number of symbols plus one in delta code, then items in gamma code until all symbols are told.
  ///
  /// Let p be the last length that was not 0, at first 4. Item 1 is another symbol of length p; item 2, then a number k in
  /// gamma code, is k symbols of length 0; item 3 + j is a symbol of another length, p + 1 for j = 0, p − 1 for j = 1,
  /// p + 2 for j = 2, and so on.
  public func write(to writer: inout BitWriter) {
    writer.write(delta: UInt64(lengths.count + 1))
    var previous = 4, symbol = 0
    while symbol < lengths.count {
      let length = Int(lengths[symbol])
      if length == 0 {
        let run = lengths[symbol...].prefix { $0 == 0 }.count
        writer.write(gamma: 2)
        writer.write(gamma: UInt64(run))
        symbol += run
        continue
      }
      let step = length - previous
      writer.write(gamma: UInt64(step == 0 ? 1 : step > 0 ? 1 + 2 * step : 2 - 2 * step))
      previous = length
      symbol += 1
    }
  }

  /// Reads a code that ``write(to:)`` wrote.
  ///
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``,
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` for more symbols or other lengths than can be, and
  ///   ``EntropyCodingError/invalidModel(found:expected:)`` for lengths of no complete code.
  /// - Complexity: O(the number of symbols, at most 65,536).
  public init(from reader: inout BitReader) throws(EntropyCodingError) {
    let start = reader
    do throws(EntropyCodingError) {
      let alphabetSize = try reader.readDelta() - 1
      guard alphabetSize <= Self.largestAlphabet else {
        throw .invalid(
          offset: start.byteOffset, found: "a code of \(alphabetSize) symbols", expected: "at most 65,536")
      }
      var lengths: [UInt8] = []
      var previous = 4
      while lengths.count < Int(alphabetSize) {
        let offset = reader.byteOffset
        let item = try reader.readGamma()
        if item == 2 {
          let run = try reader.readGamma()
          guard run <= Int(alphabetSize) - lengths.count else {
            throw .invalid(
              offset: offset, found: "\(run) symbols without a word",
              expected: "at most \(Int(alphabetSize) - lengths.count)")
          }
          lengths.append(contentsOf: repeatElement(0, count: Int(run)))
          continue
        }
        let step = Int(min(item, 64) / 2)
        previous += item == 1 ? 0 : item & 1 == 1 ? step : 1 - step
        guard Self.lengthLimits.contains(previous) else {
          throw .invalid(offset: offset, found: "length \(previous)", expected: "1 to 16")
        }
        lengths.append(UInt8(previous))
      }
      try self.init(lengths: lengths)
    } catch {
      reader = start
      throw error
    }
  }

  /// Writes the word of one symbol.
  ///
  /// - Throws: ``EntropyCodingError/unknownSymbol(_:index:)``, with index 0, for a symbol without a word.
  public func write(_ symbol: Int, to writer: inout BitWriter) throws(EntropyCodingError) {
    guard lengths.indices.contains(symbol), lengths[symbol] > 0 else { throw .unknownSymbol(symbol, index: 0) }
    if ordered.count > 1 { writer.write(UInt64(words[symbol]), count: Int(lengths[symbol])) }
  }

  /// Reads the word of one symbol, bit by bit.
  ///
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``, or
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` where the code has no words.
  /// - Complexity: O(the length of the word).
  public func read(from reader: inout BitReader) throws(EntropyCodingError) -> Int {
    guard ordered.count > 1 else {
      guard let only = ordered.first else {
        throw .invalid(offset: reader.byteOffset, found: "a symbol", expected: "none, for the code has no words")
      }
      return Int(only)
    }
    let bits = reader.peek()
    // Of the words of one length, the first as a number, and its place among the ordered symbols.
    var word = 0, first = 0, place = 0
    for length in 1...longestLength {
      word |= Int(bits >> UInt64(length - 1) & 1)
      if word - first < lengthCounts[length] {
        try reader.skip(length)
        return Int(ordered[place + word - first])
      }
      place += lengthCounts[length]
      first = (first + lengthCounts[length]) << 1
      word <<= 1
    }
    preconditionFailure("a complete code has a word for all bits")
  }
}
