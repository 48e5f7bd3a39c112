import EntropyCoding
import Randomness

extension FuzzTarget {
  /// The decoders of EntropyCoding.
  ///
  /// The first byte of an input is a quarter of the number of symbols, the second the size of the alphabet less one, where it counts.
  static let entropyCoders: [FuzzTarget] = [
    symbols("huffman-with-code") { symbols, size in
      try HuffmanCode.encodeWithCode(symbols.span, alphabetSize: size)
    } decode: { bytes, count, size throws(EntropyCodingError) in
      try HuffmanCode.decodeWithCode(bytes.span, count: count, alphabetSize: size)
    },
    symbols("huffman-of-model", isCanonical: true) { symbols, size in
      try HuffmanCode(probabilities: model(size)).encode(symbols.span)
    } decode: { bytes, count, size throws(EntropyCodingError) in
      try HuffmanCode(probabilities: model(size)).decode(bytes.span, count: count)
    },
    symbols("range-table", isCanonical: true) { symbols, size in
      try FrequencyTable(probabilities: model(size), totalBits: 16).encode(symbols.span)
    } decode: { bytes, count, size throws(EntropyCodingError) in
      try FrequencyTable(probabilities: model(size), totalBits: 16).decode(bytes.span, count: count)
    },
    symbols("range-adaptive", isCanonical: true) { symbols, size in
      var model = try AdaptiveFrequencies(alphabetSize: size, window: 100), encoder = RangeEncoder()
      for symbol in symbols { try encoder.encode(Int(symbol), with: &model) }
      return encoder.finish()
    } decode: { bytes, count, size throws(EntropyCodingError) in
      var model = try AdaptiveFrequencies(alphabetSize: size, window: 100), decoder = RangeDecoder(bytes)
      var symbols: [UInt8] = []
      for _ in 0..<count { symbols.append(UInt8(truncatingIfNeeded: try decoder.decode(with: &model))) }
      return (symbols, try decoder.finish())
    },
    symbols("range-bits", isCanonical: true) { symbols, _ in
      var bit = AdaptiveBit(rate: 4), encoder = RangeEncoder()
      for symbol in symbols { encoder.encode(symbol & 1 == 1, with: &bit) }
      return encoder.finish()
    } decode: { bytes, count, _ throws(EntropyCodingError) in
      var bit = AdaptiveBit(rate: 4), decoder = RangeDecoder(bytes), symbols: [UInt8] = []
      for _ in 0..<count { symbols.append(try decoder.decode(with: &bit) ? 1 : 0) }
      return (symbols, try decoder.finish())
    },
    symbols("lempel-ziv") { symbols, size in
      try LempelZiv78(alphabetSize: size).encode(symbols.span)
    } decode: { bytes, count, size throws(EntropyCodingError) in
      try LempelZiv78(alphabetSize: size).decode(bytes, count: count)
    },
    symbols("word-packing", isCanonical: true) { symbols, size in
      WordPacking(alphabetSize: size).pack(symbols.span).flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
      }
    } decode: { bytes, count, size throws(EntropyCodingError) in
      let packing = WordPacking(alphabetSize: size), length = 4 * packing.wordCount(of: count)
      guard bytes.count >= length else { throw .truncated(offset: 0, needed: length, found: bytes.count) }
      var symbols = [UInt8](repeating: 0, count: count), span = symbols.mutableSpan
      try packing.unpack(bytes.span, at: 0, into: &span)
      return (symbols, length)
    },
    integers, models,
  ]

  /// A decoder of bytes that begin with `count` symbols.
  ///
  /// What decodes, encodes to bytes that decode to the same; where the form is canonical, to the bytes that were read.
  private static func symbols(
    _ name: String, isCanonical: Bool = false,
    encode: @escaping @Sendable (_ symbols: [UInt8], _ alphabetSize: Int) throws -> [UInt8],
    decode:
      @escaping @Sendable (_ bytes: [UInt8], _ count: Int, _ alphabetSize: Int) throws(EntropyCodingError) -> (
        symbols: [UInt8], byteCount: Int
      )
  ) -> FuzzTarget {
    FuzzTarget(name) {
      try [(1, 1), (1, 4), (10, 16), (40, 16), (60, 200), (255, 3)].map { quarters, size in
        var rng = Streams(seed: 1).generator("symbols")
        let symbols = (0..<4 * quarters).map { _ in UInt8(rng.index(below: 1 + rng.index(below: size))) }
        return [UInt8(quarters), UInt8(size - 1)] + (try encode(symbols, size))
      }
    } _: { input in
      var choices = Choices(input)
      let count = 4 * choices.next(), size = 1 + choices.next(), bytes = choices.bytes
      let decoded: (symbols: [UInt8], byteCount: Int)
      do throws(EntropyCodingError) { decoded = try decode(bytes, count, size) } catch { return .refused }
      try FuzzFinding.unless(
        decoded.symbols.count == count && (0...bytes.count).contains(decoded.byteCount),
        "\(decoded.symbols.count) of \(count) symbols from \(decoded.byteCount) of \(bytes.count) bytes")
      let again = try encode(decoded.symbols, size)
      if isCanonical {
        try FuzzFinding.unless(again == Array(bytes[..<decoded.byteCount]), "symbols with two encodings")
      }
      let twice = try decode(again, count, size)
      try FuzzFinding.unless(twice == (decoded.symbols, again.count), "symbols that do not come back")
      return .taken
    }
  }

  /// Numbers of any width and both integer codes; each choice says which comes next. A number has one form in the codes.
  private static let integers = FuzzTarget("integers") {
    var gammas = BitWriter(), deltas = BitWriter()
    for number: UInt64 in [1, 2, 3, 70, 1_000, 1 << 40, .max] { gammas.write(gamma: number) }
    for number: UInt64 in [1, 2, 3, 70, 1_000, 1 << 40, .max] { deltas.write(delta: number) }
    return [
      [7] + [UInt8](repeating: 0, count: 7) + gammas.finish(), [7] + [UInt8](repeating: 1, count: 7) + deltas.finish(),
      [3, 2, 130, 255, 1, 2, 3, 4, 5, 6, 7, 8, 0],
    ]
  } _: { input in
    var choices = Choices(input)
    let kinds = (0..<choices.next(below: 64)).map { _ in choices.next() }
    var reader = BitReader(choices.bytes), writer = BitWriter()
    do throws(EntropyCodingError) {
      for kind in kinds {
        switch kind {
        case 0: writer.write(gamma: try reader.readGamma())
        case 1: writer.write(delta: try reader.readDelta())
        default: writer.write(try reader.read(1 + kind % 64), count: 1 + kind % 64)
        }
      }
      try reader.finish()
    } catch {
      return .refused
    }
    try FuzzFinding.unless(writer.finish() == choices.bytes, "numbers with two encodings")
    return .taken
  }

  /// Codes and tables as they stand before symbols; one that is read can be used, and comes back.
  private static let models = FuzzTarget("code-and-table") {
    try [2, 16, 40, 256].flatMap { size in
      var code = BitWriter(), table = BitWriter()
      try HuffmanCode(probabilities: model(size)).write(to: &code)
      try FrequencyTable(probabilities: model(size), totalBits: 12).write(to: &table)
      return [[0] + code.finish(), [1] + table.finish()]
    }
  } _: { input in
    var choices = Choices(input), writer = BitWriter()
    let isCode = choices.next(below: 2) == 0
    var reader = BitReader(choices.bytes)
    if isCode {
      let code: HuffmanCode
      do throws(EntropyCodingError) { code = try HuffmanCode(from: &reader) } catch { return .refused }
      code.write(to: &writer)
      var bits = BitReader([UInt8](repeating: 0xA5, count: 40)), again = BitReader(writer.finish())
      if code.longestLength > 0 { _ = try code.read(from: &bits) }
      try FuzzFinding.unless(try HuffmanCode(from: &again) == code, "a code that does not come back")
    } else {
      let table: FrequencyTable
      do throws(EntropyCodingError) { table = try FrequencyTable(from: &reader) } catch { return .refused }
      table.write(to: &writer)
      _ = table.interval(of: table.symbol(at: 0))
      var again = BitReader(writer.finish())
      try FuzzFinding.unless(try FrequencyTable(from: &again) == table, "a table that does not come back")
    }
    return .taken
  }

  /// A distribution that both ends know, in falling order.
  private static func model(_ alphabetSize: Int) -> [Double] {
    (0..<alphabetSize).map { 1 / Double(($0 + 1) * ($0 + 1)) }
  }
}
