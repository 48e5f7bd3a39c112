extension HuffmanCode {
  /// The longest word that many symbols at once can be coded with.
  public static let longestBulkLength = 11

  /// The best code of at most 11 bits for `symbols`, and they in it: bytes that say everything but the number of symbols.
  ///
  /// They are what ``write(to:)`` writes, filled up to a byte, and what ``encode(_:)`` gives.
  ///
  /// - Precondition: There are fewer than 2³² symbols.
  /// - Throws: ``EntropyCodingError/unknownSymbol(_:index:)`` for a symbol not below `alphabetSize`, and
  ///   ``EntropyCodingError/invalidModel(found:expected:)`` for an alphabet of more than 256.
  /// - Complexity: O(n + `alphabetSize` log `alphabetSize`).
  public static func encodeWithCode(
    _ symbols: Span<UInt8>, alphabetSize: Int = 256
  ) throws(EntropyCodingError) -> [UInt8] {
    guard (0...256).contains(alphabetSize) else {
      throw .invalidModel(found: "an alphabet of \(alphabetSize)", expected: "0 to 256")
    }
    let layout = StreamLayout(symbolCount: symbols.count)
    let histograms = partHistograms(of: symbols, layout)
    let counts = (0..<256).map { symbol in histograms.reduce(0) { $0 + Int($1[symbol]) } }
    if let symbol = counts[alphabetSize...].firstIndex(where: { $0 > 0 }) {
      throw .unknownSymbol(symbol, index: firstIndex(of: symbol, in: symbols))
    }
    let code = try HuffmanCode(counts: Array(counts[..<alphabetSize]))
    var writer = BitWriter()
    code.write(to: &writer)
    return code.encode(symbols, layout, histograms, after: writer.finish())
  }

  /// The words of the symbols, as bytes.
  ///
  /// Up to 16,383 symbols are one stream of bits; more are four, with sizes before them. The last byte of a stream
  /// is filled up with zeros. The number of symbols is not told.
  ///
  /// - Precondition: There are fewer than 2³² symbols.
  /// - Throws: ``EntropyCodingError/unknownSymbol(_:index:)`` for a symbol without a word, and
  ///   ``EntropyCodingError/invalidModel(found:expected:)`` unless words have at most 11 bits and there are at most 256.
  /// - Complexity: O(n).
  public func encode(_ symbols: Span<UInt8>) throws(EntropyCodingError) -> [UInt8] {
    try checkBulk()
    let layout = StreamLayout(symbolCount: symbols.count)
    let histograms = partHistograms(of: symbols, layout)
    for symbol in 0..<256 where symbol >= alphabetSize || lengths[symbol] == 0 {
      guard histograms.allSatisfy({ $0[symbol] == 0 }) else {
        throw .unknownSymbol(symbol, index: firstIndex(of: symbol, in: symbols))
      }
    }
    return encode(symbols, layout, histograms, after: [])
  }

  func checkBulk() throws(EntropyCodingError) {
    guard longestLength <= Self.longestBulkLength, alphabetSize <= 256 else {
      throw .invalidModel(
        found: "\(alphabetSize) words of up to \(longestLength) bits",
        expected: "at most 256 of at most 11 for many symbols at once")
    }
  }

  /// Codes symbols that all have words, of which the histograms say how many bytes each stream takes.
  private func encode(
    _ symbols: Span<UInt8>, _ layout: StreamLayout, _ histograms: [[UInt32]], after header: [UInt8]
  ) -> [UInt8] {
    guard symbols.count > 0 else { return header }
    guard ordered.count > 1 else { return header + layout.header(layout.parts.map { _ in 0 }) }
    let sizes = histograms.map { histogram in
      (lengths.indices.reduce(0) { $0 + Int(histogram[$1]) * Int(lengths[$1]) } + 7) / 8
    }
    let header = header + layout.header(sizes)
    // A word with its last bit highest, and its length lowest.
    var table = [UInt64](repeating: 0, count: 256)
    for (symbol, length) in lengths.enumerated().prefix(256) where length > 0 {
      table[symbol] = UInt64(words[symbol]) << UInt64(64 - length) | UInt64(length)
    }
    let byteCount = header.count + sizes.reduce(0, +)
    return [UInt8](unsafeUninitializedCapacity: byteCount) { bytes, count in
      _ = bytes.update(fromContentsOf: header)
      count = byteCount
      symbols.withUnsafeBufferPointer { symbols in
        table.withUnsafeBufferPointer { table in
          guard let first = symbols.baseAddress, let table = table.baseAddress, let start = bytes.baseAddress else {
            return
          }
          HuffmanWriter.write(first, parts: layout.parts, sizes: sizes, table, to: start + header.count)
        }
      }
    }
  }
}

/// How often each of 256 symbols occurs in each part.
private func partHistograms(of symbols: Span<UInt8>, _ layout: StreamLayout) -> [[UInt32]] {
  precondition(symbols.count <= UInt32.max, "\(symbols.count) symbols at once")
  return layout.parts.map { part in
    // Four tables, so that equal neighbours do not wait for each other.
    var tables = [UInt32](repeating: 0, count: 1_024)
    var index = part.lowerBound
    let bytes = symbols.bytes
    var span = tables.mutableSpan
    while index + 8 <= part.upperBound {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      for place in 0..<8 { span[(place & 3) << 8 | Int(word >> UInt64(8 * place) & 255)] &+= 1 }
      index += 8
    }
    while index < part.upperBound {
      span[Int(symbols[index])] &+= 1
      index += 1
    }
    return (0..<256).map { tables[$0] + tables[256 + $0] + tables[512 + $0] + tables[768 + $0] }
  }
}

private func firstIndex(of symbol: Int, in symbols: Span<UInt8>) -> Int {
  symbols.indices.first { Int(symbols[$0]) == symbol } ?? 0
}
