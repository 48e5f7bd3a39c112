extension HuffmanCode {
  /// Decodes what ``encodeWithCode(_:alphabetSize:)`` gave for `count` symbols; other bytes may follow.
  ///
  /// - Returns: The symbols, and the number of bytes that they and the code took.
  /// - Throws: as ``init(from:)`` and ``decode(_:count:)``, and ``EntropyCodingError/invalid(offset:found:expected:)`` for a
  ///   code of more symbols than `alphabetSize`.
  public static func decodeWithCode(
    _ bytes: Span<UInt8>, count: Int, alphabetSize: Int = 256
  ) throws(EntropyCodingError) -> (symbols: [UInt8], byteCount: Int) {
    // No code of 256 symbols takes more: items of 13 bits, and 19 bits before them.
    var reader = BitReader((0..<min(bytes.count, 512)).map { bytes[$0] })
    let code = try HuffmanCode(from: &reader)
    guard code.alphabetSize <= alphabetSize else {
      throw .invalid(offset: 0, found: "a code of \(code.alphabetSize) symbols", expected: "at most \(alphabetSize)")
    }
    try reader.alignToByte()
    let decoded = try code.decode(bytes, from: reader.byteOffset, count: count)
    return (decoded.symbols, decoded.end)
  }

  /// Decodes what ``encode(_:)`` gave for `count` symbols; other bytes may follow.
  ///
  /// - Returns: The symbols, and the number of bytes that they took.
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``,
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` for bytes that no encoder writes, and
  ///   ``EntropyCodingError/invalidModel(found:expected:)`` unless words have at most 11 bits and there are at most 256.
  /// - Precondition: `count` is not negative.
  /// - Complexity: O(`count`), whatever the bytes.
  public func decode(
    _ bytes: Span<UInt8>, count: Int
  ) throws(EntropyCodingError) -> (symbols: [UInt8], byteCount: Int) {
    let decoded = try decode(bytes, from: 0, count: count)
    return (decoded.symbols, decoded.end)
  }

  private func decode(
    _ bytes: Span<UInt8>, from start: Int, count: Int
  ) throws(EntropyCodingError) -> (symbols: [UInt8], end: Int) {
    precondition(count >= 0, "\(count) symbols")
    try checkBulk()
    guard count > 0 else { return ([], start) }
    let layout = StreamLayout(symbolCount: count)
    let sections = try layout.sections(in: bytes, from: start)
    guard ordered.count > 1 else { return try decodeConstant(count, sections) }
    // A word has at least one bit.
    for (section, part) in zip(sections, layout.parts) where part.count > 8 * section.count {
      throw .truncated(offset: section.lowerBound, needed: (part.count + 7) / 8, found: section.count)
    }

    var streams: [HuffmanReader] = []
    let symbols = [UInt8](unsafeUninitializedCapacity: count) { symbols, initializedCount in
      bytes.withUnsafeBytes { bytes in
        guard let first = bytes.baseAddress, let output = UnsafeMutableRawPointer(symbols.baseAddress) else { return }
        streams = zip(sections, layout.parts).map {
          HuffmanReader(bytes: first, section: $0, symbols: output, part: $1)
        }
        decodingTable.withUnsafeBufferPointer { table in
          guard let table = table.baseAddress else { return }
          HuffmanReader.read(&streams, table, lengths: lengths)
        }
        // Memory that truncated streams left alone is not read: the array is dropped below.
        initializedCount = streams.contains(where: \.isTruncated) ? 0 : count
      }
    }
    var end = start
    for (index, stream) in streams.enumerated() {
      guard !stream.isTruncated else {
        throw .truncated(offset: sections[index].upperBound, needed: 1, found: 0)
      }
      end = stream.offset
      if stream.passed > 0 {
        guard bytes[end] >> UInt8(stream.passed) == 0 else {
          throw .invalid(offset: end, found: "a one after the last bit", expected: "zeros up to the next byte")
        }
        end += 1
      }
      guard index == streams.count - 1 || end == sections[index].upperBound else {
        throw .invalid(
          offset: end, found: "a stream of \(sections[index].count) bytes",
          expected: "\(end - sections[index].lowerBound)")
      }
    }
    return (symbols, end)
  }

  /// The only symbol so often: its streams are empty.
  private func decodeConstant(
    _ count: Int, _ sections: [Range<Int>]
  ) throws(EntropyCodingError) -> (symbols: [UInt8], end: Int) {
    let start = sections[0].lowerBound
    guard let symbol = ordered.first else {
      throw .invalid(offset: start, found: "\(count) symbols", expected: "none, for the code has no words")
    }
    for section in sections.dropLast() where !section.isEmpty {
      throw .invalid(offset: start, found: "a stream of \(section.count) bytes", expected: "0, for one symbol")
    }
    return ([UInt8](repeating: UInt8(symbol), count: count), sections[sections.count - 1].lowerBound)
  }

  /// See ``HuffmanReader/Table``.
  private var decodingTable: [UInt32] {
    let width = HuffmanReader.width
    // First the one word that starts each entry, with its symbol, then up to two after it.
    var first = [(length: Int, symbol: UInt32)](repeating: (0, 0), count: 1 << width)
    for symbol in ordered {
      let length = Int(lengths[Int(symbol)])
      for index in stride(from: Int(words[Int(symbol)]), to: 1 << width, by: 1 << length) {
        first[index] = (length, UInt32(symbol))
      }
    }
    return first.indices.map { index in
      var (length, symbols) = first[index]
      var count: UInt32 = 1
      while count < 3, length < width {
        let next = first[index >> length]
        guard length + next.length <= width else { break }
        symbols |= next.symbol << (8 * count)
        length += next.length
        count += 1
      }
      return UInt32(length) | count << 6 | symbols << 8
    }
  }
}
