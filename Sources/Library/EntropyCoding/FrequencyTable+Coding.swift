extension FrequencyTable {
  /// Codes many symbols with this table, as ``RangeEncoder`` does.
  ///
  /// Up to 16,383 symbols are one stream; more are four, with sizes before them. The number of symbols is not told. Each
  /// stream is at most 9 bits longer than the symbols' −Σ log₂ p, but for the coder's rounding.
  ///
  /// - Throws: ``EntropyCodingError/unknownSymbol(_:index:)`` for a symbol without a frequency.
  /// - Complexity: O(n).
  public func encode(_ symbols: Span<UInt8>) throws(EntropyCodingError) -> [UInt8] {
    guard symbols.count > 0 else { return [] }
    let layout = StreamLayout(symbolCount: symbols.count)
    // Symbols that there are not have frequency 0.
    var intervals = [UInt64](repeating: 0, count: 256)
    for symbol in 0..<min(alphabetSize, 256) { intervals[symbol] = packedInterval(of: symbol) }
    for index in symbols.indices where intervals[Int(symbols[index])] >> 32 == 0 {
      throw .unknownSymbol(Int(symbols[index]), index: index)
    }
    let coded = symbols.withUnsafeBufferPointer { symbols in
      intervals.withUnsafeBufferPointer { encode(symbols, layout.parts, $0) }
    }
    var bytes = layout.header(coded.map(\.count))
    bytes.reserveCapacity(bytes.count + coded.reduce(0) { $0 + $1.count })
    for stream in coded { bytes += stream }
    return bytes
  }

  /// The bytes of each stream, of symbols that all have intervals.
  private func encode(
    _ symbols: UnsafeBufferPointer<UInt8>, _ parts: [Range<Int>], _ intervals: UnsafeBufferPointer<UInt64>
  ) -> [[UInt8]] {
    let capacity = StaticRangeWriter.capacity(symbolCount: parts[0].count, totalBits: totalBits)
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: parts.count * capacity) { words in
      guard let first = words.baseAddress else { return [] }
      let totalBits = UInt64(totalBits)
      var streams = parts.indices.map { StaticRangeWriter(words: first + $0 * capacity) }
      var done = 0
      if parts.count == 4 {
        // Local variables, which live in registers. The last part is not the longest.
        var (a, b, c, d) = (streams[0], streams[1], streams[2], streams[3])
        let length = parts[0].count
        done = parts[3].count
        for index in 0..<done {
          a.encode(intervals[Int(symbols[index])], totalBits: totalBits)
          b.encode(intervals[Int(symbols[length &+ index])], totalBits: totalBits)
          c.encode(intervals[Int(symbols[2 &* length &+ index])], totalBits: totalBits)
          d.encode(intervals[Int(symbols[3 &* length &+ index])], totalBits: totalBits)
        }
        streams = [a, b, c, d]
      }
      for (stream, part) in parts.enumerated() {
        for index in part.dropFirst(done) {
          streams[stream].encode(intervals[Int(symbols[index])], totalBits: totalBits)
        }
      }
      return streams.map { $0.encoder().finish() }
    }
  }

  /// Where a symbol's interval starts, and in the upper 32 bits its size.
  func packedInterval(of symbol: Int) -> UInt64 {
    let interval = interval(of: symbol)
    return UInt64(interval.size) << 32 | UInt64(interval.start)
  }

  /// Decodes what ``encode(_:)`` gave for `count` symbols; other bytes may follow.
  ///
  /// - Returns: The symbols, and the number of bytes that they took.
  /// - Throws: ``EntropyCodingError/truncated(offset:needed:found:)``,
  ///   ``EntropyCodingError/invalid(offset:found:expected:)`` for bytes that no encoder writes, and
  ///   ``EntropyCodingError/invalidModel(found:expected:)`` for a table of more than 256 symbols.
  /// - Precondition: `count` is not negative.
  /// - Complexity: O(`count`), whatever the bytes.
  public func decode(
    _ bytes: Span<UInt8>, count: Int
  ) throws(EntropyCodingError) -> (symbols: [UInt8], byteCount: Int) {
    precondition(count >= 0, "\(count) symbols")
    guard alphabetSize <= 256 else {
      throw .invalidModel(found: "\(alphabetSize) symbols", expected: "at most 256 for symbols of a byte")
    }
    guard count > 0 else { return ([], 0) }
    let layout = StreamLayout(symbolCount: count)
    let sections = try layout.sections(in: bytes)
    let parts = layout.parts
    let table = StaticRangeTable(self)
    let (totalBits, bucketShift) = (table.totalBits, table.bucketShift)
    let buckets = table.buckets.span, intervals = table.intervals.span
    var symbols = [UInt8](repeating: 0, count: count)
    var output = symbols.mutableSpan
    var streams = sections.map { StaticRangeReader(bytes, section: $0) }
    if parts.count == 4 {
      // Local variables, which live in registers.
      var (a, b, c, d) = (streams[0], streams[1], streams[2], streams[3])
      let length = parts[0].count
      for index in 0..<parts[3].count {
        output[index] = try a.next(bytes, totalBits, bucketShift, buckets, intervals)
        output[length + index] = try b.next(bytes, totalBits, bucketShift, buckets, intervals)
        output[2 * length + index] = try c.next(bytes, totalBits, bucketShift, buckets, intervals)
        output[3 * length + index] = try d.next(bytes, totalBits, bucketShift, buckets, intervals)
      }
      streams = [a, b, c, d]
    }
    let done = parts.count == 4 ? parts[3].count : 0
    for (stream, part) in parts.enumerated() {
      for index in part.dropFirst(done) {
        output[index] = try streams[stream].next(bytes, totalBits, bucketShift, buckets, intervals)
      }
    }
    var end = 0
    for (index, section) in sections.enumerated() {
      end = try streams[index].finish(bytes)
      guard index == sections.count - 1 || end == section.upperBound else {
        throw .invalid(
          offset: end, found: "a stream of \(section.count) bytes", expected: "\(end - section.lowerBound)")
      }
    }
    return (symbols, end)
  }
}
