import EntropyCoding
import RealModule
import Testing

/// A coder as the harness sees it: symbols below an alphabet's size to bytes and back.
struct CoderUnderTest: Sendable, CustomTestStringConvertible {
  let name: String
  /// Symbols to bytes; the number of symbols is not in them.
  let encode: @Sendable (_ symbols: [UInt8], _ alphabetSize: Int) throws -> [UInt8]
  /// Bytes that may be anything to `count` symbols, and the number of bytes that they took.
  let decode:
    @Sendable (_ bytes: [UInt8], _ count: Int, _ alphabetSize: Int) throws(EntropyCodingError) -> ([UInt8], Int)
  /// What an ideal coder takes for these symbols by the same model, in bits, and what this one may take beside that.
  let allowance: @Sendable (_ symbols: [UInt8], _ alphabetSize: Int) throws -> (ideal: Double, overhead: Double)

  var testDescription: String { name }

  static let all = [
    huffmanWithCode, huffmanOfModel, huffmanBySymbol, gamma, delta, rangeOfModel, rangeBySymbol, rangeAdaptive,
    rangeWithContexts, rangeByBits,
  ]

  /// A distribution that both ends know: all symbols have a probability, in falling order.
  static func model(_ alphabetSize: Int) -> [Double] {
    (0..<alphabetSize).map { 1 / Double(($0 + 1) * ($0 + 1)) }
  }

  static func counts(_ symbols: [UInt8], _ alphabetSize: Int) throws -> [Int] {
    try EntropyCoding.counts(of: symbols.span, alphabetSize: alphabetSize)
  }

  /// Bits of four streams beside those of the symbols: `tail` each, and the first three sizes of at most 3 bytes.
  static func streamBits(_ symbols: [UInt8], tail: Double) -> Double {
    symbols.count < 1 << 14 ? tail : 4 * tail + 72
  }

  /// The range coder's rounding: below 2^(16 − 32) / ln 2 bits a symbol.
  static func rounding(_ symbols: [UInt8], perSymbol: Double = 1) -> Double {
    Double(symbols.count) * perSymbol / 65_536 * 1.4427
  }

  /// The bits of symbols by a model that learns; `pick` says which model codes the next one.
  static func ideal<Model: SymbolModel>(
    _ symbols: [UInt8], _ models: [Model], pick: (_ previous: UInt8) -> Int = { _ in 0 }
  ) -> Double {
    var models = models
    var bits = 0.0, previous: UInt8 = 0
    for symbol in symbols {
      let context = pick(previous)
      let interval = models[context].interval(of: Int(symbol))
      bits += Double(interval.totalBits) - .log2(Double(interval.size))
      models[context].update(with: Int(symbol))
      previous = symbol
    }
    return bits
  }
}

extension CoderUnderTest {
  static let huffmanWithCode = CoderUnderTest(
    name: "Huffman with its code",
    encode: { try HuffmanCode.encodeWithCode($0.span, alphabetSize: $1) },
    decode: { (bytes, count, alphabetSize) throws(EntropyCodingError) in
      try HuffmanCode.decodeWithCode(bytes.span, count: count, alphabetSize: alphabetSize)
    },
    allowance: { symbols, alphabetSize in
      // The code is best for these counts; an item of its lengths takes at most 13 bits.
      let code = try HuffmanCode(counts: counts(symbols, alphabetSize))
      let header = 19 + 13 * Double(alphabetSize) + 7
      return (try Double(code.bitCount(ofCounts: counts(symbols, alphabetSize))), header + streamBits(symbols, tail: 7))
    })

  static let huffmanOfModel = CoderUnderTest(
    name: "Huffman of a model",
    encode: { try HuffmanCode(probabilities: model($1)).encode($0.span) },
    decode: { (bytes, count, alphabetSize) throws(EntropyCodingError) in
      try HuffmanCode(probabilities: model(alphabetSize)).decode(bytes.span, count: count)
    },
    allowance: { symbols, alphabetSize in
      let code = try HuffmanCode(probabilities: model(alphabetSize))
      return (
        try Double(code.bitCount(ofCounts: counts(symbols, alphabetSize))), streamBits(symbols, tail: 7)
      )
    })

  static let huffmanBySymbol = CoderUnderTest(
    name: "Huffman by symbol",
    encode: { symbols, alphabetSize in
      let code = try HuffmanCode(probabilities: model(alphabetSize), maximumLength: 16)
      var writer = BitWriter()
      for symbol in symbols { try code.write(Int(symbol), to: &writer) }
      return writer.finish()
    },
    decode: { (bytes, count, alphabetSize) throws(EntropyCodingError) in
      let code = try HuffmanCode(probabilities: model(alphabetSize), maximumLength: 16)
      return try readBits(bytes, count) { reader throws(EntropyCodingError) in try code.read(from: &reader) }
    },
    allowance: { symbols, alphabetSize in
      let code = try HuffmanCode(probabilities: model(alphabetSize), maximumLength: 16)
      return (try Double(code.bitCount(ofCounts: counts(symbols, alphabetSize))), 7)
    })

  static let gamma = CoderUnderTest(
    name: "Elias gamma",
    encode: { symbols, _ in
      var writer = BitWriter()
      for symbol in symbols { writer.write(gamma: UInt64(symbol) + 1) }
      return writer.finish()
    },
    decode: { (bytes, count, _) throws(EntropyCodingError) in
      try readBits(bytes, count) { reader throws(EntropyCodingError) in
        try Int(truncatingIfNeeded: reader.readGamma() - 1)
      }
    },
    allowance: { symbols, _ in  // ideal for p(n) = 2^−(2⌊log₂ n⌋ + 1)
      (symbols.reduce(0) { $0 + 2 * Double.log2(Double($1) + 1).rounded(.down) + 1 }, 7)
    })

  static let delta = CoderUnderTest(
    name: "Elias delta",
    encode: { symbols, _ in
      var writer = BitWriter()
      for symbol in symbols { writer.write(delta: UInt64(symbol) + 1) }
      return writer.finish()
    },
    decode: { (bytes, count, _) throws(EntropyCodingError) in
      try readBits(bytes, count) { reader throws(EntropyCodingError) in
        try Int(truncatingIfNeeded: reader.readDelta() - 1)
      }
    },
    allowance: { symbols, _ in
      let ideal = symbols.reduce(0.0) { sum, symbol in
        let w = Double.log2(Double(symbol) + 1).rounded(.down)
        return sum + w + 2 * Double.log2(w + 1).rounded(.down) + 1
      }
      return (ideal, 7)
    })

  private static func readBits(
    _ bytes: [UInt8], _ count: Int, _ read: (inout BitReader) throws(EntropyCodingError) -> Int
  ) throws(EntropyCodingError) -> ([UInt8], Int) {
    var reader = BitReader(bytes)
    var symbols: [UInt8] = []
    for _ in 0..<count { try symbols.append(UInt8(truncatingIfNeeded: read(&reader))) }
    try reader.alignToByte()
    return (symbols, reader.byteOffset)
  }
}
