import EntropyCoding
import RealModule

extension CoderUnderTest {
  static let rangeOfModel = CoderUnderTest(
    name: "range coder, table",
    encode: { try FrequencyTable(probabilities: model($1), totalBits: 16).encode($0.span) },
    decode: { (bytes, count, alphabetSize) throws(EntropyCodingError) in
      try FrequencyTable(probabilities: model(alphabetSize), totalBits: 16).decode(bytes.span, count: count)
    },
    allowance: { symbols, alphabetSize in
      let table = try FrequencyTable(probabilities: model(alphabetSize), totalBits: 16)
      return (ideal(symbols, [table]), streamBits(symbols, tail: 9) + rounding(symbols))
    })

  static let rangeBySymbol = CoderUnderTest(
    name: "range coder, table by symbol",
    encode: { symbols, alphabetSize in
      var table = try FrequencyTable(probabilities: model(alphabetSize), totalBits: 9)
      var encoder = RangeEncoder()
      for symbol in symbols { try encoder.encode(Int(symbol), with: &table) }
      return encoder.finish()
    },
    decode: { (bytes, count, alphabetSize) throws(EntropyCodingError) in
      var table = try FrequencyTable(probabilities: model(alphabetSize), totalBits: 9)
      return try decodeRange(bytes, count) { decoder, _ throws(EntropyCodingError) in
        try decoder.decode(with: &table)
      }
    },
    allowance: { symbols, alphabetSize in
      let table = try FrequencyTable(probabilities: model(alphabetSize), totalBits: 9)
      return (ideal(symbols, [table]), 9 + rounding(symbols))
    })

  static let rangeAdaptive = CoderUnderTest(
    name: "range coder, adaptive",
    encode: { symbols, alphabetSize in
      var model = try AdaptiveFrequencies(alphabetSize: alphabetSize, window: 3_000)
      var encoder = RangeEncoder()
      for symbol in symbols { try encoder.encode(Int(symbol), with: &model) }
      return encoder.finish()
    },
    decode: { (bytes, count, alphabetSize) throws(EntropyCodingError) in
      var model = try AdaptiveFrequencies(alphabetSize: alphabetSize, window: 3_000)
      return try decodeRange(bytes, count) { decoder, _ throws(EntropyCodingError) in
        try decoder.decode(with: &model)
      }
    },
    allowance: { symbols, alphabetSize in
      let model = try AdaptiveFrequencies(alphabetSize: alphabetSize, window: 3_000)
      return (ideal(symbols, [model]), 9 + rounding(symbols))
    })

  /// The context is the last symbol, by its two lowest bits.
  static let rangeWithContexts = CoderUnderTest(
    name: "range coder, contexts",
    encode: { symbols, alphabetSize in
      var models = try [AdaptiveFrequencies](repeating: AdaptiveFrequencies(alphabetSize: alphabetSize), count: 4)
      var encoder = RangeEncoder(), previous: UInt8 = 0
      for symbol in symbols {
        try encoder.encode(Int(symbol), with: &models[Int(previous & 3)])
        previous = symbol
      }
      return encoder.finish()
    },
    decode: { (bytes, count, alphabetSize) throws(EntropyCodingError) in
      let model = try AdaptiveFrequencies(alphabetSize: alphabetSize)
      var models = [AdaptiveFrequencies](repeating: model, count: 4)
      return try decodeRange(bytes, count) { decoder, previous throws(EntropyCodingError) in
        try decoder.decode(with: &models[Int(previous & 3)])
      }
    },
    allowance: { symbols, alphabetSize in
      let model = try AdaptiveFrequencies(alphabetSize: alphabetSize)
      return (
        ideal(symbols, [AdaptiveFrequencies](repeating: model, count: 4)) { Int($0 & 3) }, 9 + rounding(symbols)
      )
    })

  /// Eight bits a symbol, the highest first; the context of a bit is those above it.
  static let rangeByBits = CoderUnderTest(
    name: "range coder, bits",
    encode: { symbols, _ in
      var models = [AdaptiveBit](repeating: AdaptiveBit(), count: 256)
      var encoder = RangeEncoder()
      for symbol in symbols {
        for place in (0..<8).reversed() {
          encoder.encode(symbol >> UInt8(place) & 1 == 1, with: &models[context(symbol, place)])
        }
      }
      return encoder.finish()
    },
    decode: { (bytes, count, _) throws(EntropyCodingError) in
      var models = [AdaptiveBit](repeating: AdaptiveBit(), count: 256)
      return try decodeRange(bytes, count) { decoder, _ throws(EntropyCodingError) in
        var node = 1
        while node < 256 { node = try 2 * node + (decoder.decode(with: &models[node]) ? 1 : 0) }
        return node & 255
      }
    },
    allowance: { symbols, _ in
      var models = [AdaptiveBit](repeating: AdaptiveBit(), count: 256)
      var ideal = 0.0
      for symbol in symbols {
        for place in (0..<8).reversed() {
          let bit = symbol >> UInt8(place) & 1 == 1, context = context(symbol, place)
          let zero = Double(models[context].zeroFrequency) / 65_536
          ideal -= .log2(bit ? 1 - zero : zero)
          models[context].update(with: bit)
        }
      }
      return (ideal, 9 + rounding(symbols, perSymbol: 8))
    })

  private static func context(_ symbol: UInt8, _ place: Int) -> Int { 256 >> (place + 1) | Int(symbol) >> (place + 1) }

  private static func decodeRange(
    _ bytes: [UInt8], _ count: Int,
    _ decode: (inout RangeDecoder, _ previous: UInt8) throws(EntropyCodingError) -> Int
  ) throws(EntropyCodingError) -> ([UInt8], Int) {
    var decoder = RangeDecoder(bytes)
    var symbols: [UInt8] = []
    for _ in 0..<count {
      try symbols.append(UInt8(truncatingIfNeeded: decode(&decoder, symbols.last ?? 0)))
    }
    return (symbols, try decoder.finish())
  }
}
