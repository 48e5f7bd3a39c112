import Randomness
import RealModule
import Testing

@testable import EntropyCoding

@Suite struct RangeCoderTests {
  /// 10⁶ symbols of each model: at most 0.05 % and 4 bytes above the ideal of the model.
  @Test func overheadIsSmallAtAMillionSymbols() throws {
    var rng = Streams(seed: 1).generator("symbols")
    let symbols = rng.symbols(1_000_000, alphabetSize: 16, skew: 3)
    for coder in [CoderUnderTest.rangeOfModel, .rangeAdaptive, .rangeWithContexts, .rangeByBits] {
      let bytes = try coder.encode(symbols, 16)
      let (ideal, _) = try coder.allowance(symbols, 16)
      #expect(Double(bytes.count) <= ideal / 8 * 1.0005 + 4, "\(coder.name): \(bytes.count), ideal \(ideal / 8)")
      #expect(Double(bytes.count) >= ideal / 8, "\(coder.name): \(bytes.count), ideal \(ideal / 8)")
    }
  }

  /// Symbols whose interval stays around one number make the longest carries: those that the number decodes to.
  @Test(arguments: [[0x7f, 0xff], [0x80, 0], [0, 0], [0xff, 0xff], [0x55, 0xaa], [0, 0xff]] as [[UInt8]])
  func carriesGoAsFarAsTheyMust(pattern: [UInt8]) throws {
    for totalBits in [1, 5, 16] {
      let table = try FrequencyTable(counts: totalBits == 1 ? [1, 1] : [1, 60, 1, 1], totalBits: totalBits)
      for length in [1, 2, 17, 100] {
        var decoder = RangeDecoder([pattern[0]] + [UInt8](repeating: pattern[1], count: 4 * length))
        var model = table
        var symbols: [Int] = []
        while symbols.count < 40 * length, let symbol = try? decoder.decode(with: &model) { symbols.append(symbol) }
        for last in 0..<table.alphabetSize {
          var encoder = RangeEncoder()
          for symbol in symbols + [last] { try encoder.encode(symbol, with: &model) }
          let bytes = encoder.finish()
          decoder = RangeDecoder(bytes)
          for symbol in symbols + [last] { try #require(decoder.decode(with: &model) == symbol) }
          try #require(decoder.finish() == bytes.count)
        }
      }
    }
  }

  /// Intervals that the caller makes anew for every symbol, of any total. Seeds 1 to 5.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func intervalsMayChangeWithEverySymbol(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("intervals")
    let intervals = (0..<5_000).map { _ in
      let totalBits = rng.index(below: 17)
      let start = rng.index(below: 1 << totalBits)
      let size = 1 + (rng.index(below: 2) == 0 ? 0 : rng.index(below: 1 << totalBits - start))
      return CodingInterval(start: UInt32(start), size: UInt32(size), totalBits: totalBits)
    }
    var encoder = RangeEncoder()
    for interval in intervals { encoder.encode(interval) }
    let bytes = encoder.finish()
    var decoder = RangeDecoder([9, 9] + bytes + [9], section: 2..<(2 + bytes.count))
    for interval in intervals {
      let target = try decoder.target(totalBits: interval.totalBits)
      try #require(interval.start <= target && target - interval.start < interval.size)
      try decoder.pass(interval)
    }
    #expect(try decoder.finish() == 2 + bytes.count)
  }

  /// Bits of probabilities that the caller supplies, from 2⁻¹⁶ to 1 − 2⁻¹⁶, cost −log₂ p each. Seed 1.
  @Test func bitsTakeAnyProbability() throws {
    var rng = Streams(seed: 1).generator("bits")
    let bits = (0..<20_000).map { _ in
      let zeroFrequency = [1, 100, 32_768, 65_000, 65_535][rng.index(below: 5)]
      return (rng.index(below: 65_536) >= zeroFrequency, UInt32(zeroFrequency))
    }
    var encoder = RangeEncoder(), ideal = 0.0
    for (bit, zeroFrequency) in bits {
      encoder.encode(bit, zeroFrequency: zeroFrequency, totalBits: 16)
      ideal += 16 - .log2(Double(bit ? 65_536 - zeroFrequency : zeroFrequency))
    }
    let bytes = encoder.finish()
    #expect(Double(8 * bytes.count) <= ideal + 9 + CoderUnderTest.rounding(bits.map { _ in 0 }))
    var decoder = RangeDecoder(bytes)
    for (bit, zeroFrequency) in bits {
      try #require(decoder.decodeBit(zeroFrequency: zeroFrequency, totalBits: 16) == bit)
    }
    #expect(try decoder.finish() == bytes.count)
  }

  /// The counts cost about (m − 1)/2 log₂ n bits over the entropy (Krichevsky and Trofimov 1981), here 15/2 · 16.6 = 125; the
  /// table's age of n/8 at most and its 2⁻¹⁶ rounding add as much again at most. Forgetting costs nothing that is asked.
  @Test func frequenciesAreLearned() throws {
    var rng = Streams(seed: 2).generator("symbols")
    let symbols = rng.symbols(100_000, alphabetSize: 16, skew: 2)
    let entropy = try 100_000 * entropy(ofCounts: counts(of: symbols.span, alphabetSize: 16))
    let ideal = try CoderUnderTest.ideal(symbols, [AdaptiveFrequencies(alphabetSize: 16)])
    #expect(ideal > entropy && ideal < entropy + 250)
  }

  /// After 3,000 symbols of one kind a window of 256 forgets them within some windows; without, they weigh for ever.
  @Test func aWindowForgets() throws {
    let symbols = [UInt8](repeating: 0, count: 30_000) + [UInt8](repeating: 1, count: 30_000)
    let forgetting = try CoderUnderTest.ideal(symbols, [AdaptiveFrequencies(alphabetSize: 2, window: 256)])
    let keeping = try CoderUnderTest.ideal(symbols, [AdaptiveFrequencies(alphabetSize: 2)])
    #expect(10 * forgetting < keeping)
  }

  /// A bit is learned to be one of 1,000: below 2⁻ʳᵃᵗᵉ / (4 ln 2) bits of noise, and as much again for the start.
  @Test func bitsAreLearned() throws {
    var rng = Streams(seed: 3).generator("bits")
    var model = AdaptiveBit(rate: 8), bits = 0.0
    for _ in 0..<100_000 {
      let bit = rng.index(below: 4) == 0
      bits += 16 - .log2(Double(bit ? 65_536 - model.zeroFrequency : model.zeroFrequency))
      model.update(with: bit)
    }
    #expect(bits / 100_000 < 0.8113 + 0.006)
    for _ in 0..<20_000 { model.update(with: false) }
    #expect(model.zeroFrequency == 65_535)
    for _ in 0..<20_000 { model.update(with: true) }
    #expect(model.zeroFrequency == 1)
  }

  @Test func symbolsWithoutFrequencyAreRefused() throws {
    var table = try FrequencyTable(counts: [1, 0, 1])
    #expect(throws: EntropyCodingError.unknownSymbol(1, index: 2)) { try table.encode([0, 2, 1].span) }
    var encoder = RangeEncoder()
    #expect(throws: EntropyCodingError.unknownSymbol(1, index: 0)) { try encoder.encode(1, with: &table) }
    #expect(throws: EntropyCodingError.unknownSymbol(3, index: 0)) { try encoder.encode(3, with: &table) }
    #expect(throws: EntropyCodingError.unknownSymbol(-1, index: 0)) { try encoder.encode(-1, with: &table) }
    #expect(encoder.finish().isEmpty)
  }
}
