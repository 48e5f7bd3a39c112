import Randomness
import Testing

@testable import EntropyCoding

/// What holds for every coder, on inputs that are random, constant, empty, of one symbol, or made to hurt.
@Suite struct CoderTests {
  /// Lossless; the bytes are taken exactly, whatever follows them; a part of them is no message; and they are as many as
  /// the coder's own model allows, rounded up.
  @Test(arguments: CoderUnderTest.all, [1, 2, 3, 16, 256])
  func everyCoderKeepsItsPromises(coder: CoderUnderTest, alphabetSize: Int) throws {
    for (name, symbols) in inputs(alphabetSize) {
      let bytes = try coder.encode(symbols, alphabetSize)
      let (ideal, overhead) = try coder.allowance(symbols, alphabetSize)
      #expect(Double(bytes.count) <= ((ideal + overhead) / 8).rounded(.up), "\(name): \(bytes.count) bytes")
      for trailing in [[], [0], [255, 255, 255, 255, 255, 255, 255, 255], [1, 0, 128]] as [[UInt8]] {
        let (decoded, byteCount) = try coder.decode(bytes + trailing, symbols.count, alphabetSize)
        #expect(firstDifference(decoded, symbols) == nil, "\(name), \(trailing.count) bytes after")
        #expect(byteCount == bytes.count, "\(name), \(trailing.count) bytes after")
      }
      for length in Set([0, bytes.count / 2, bytes.count - 2, bytes.count - 1]) where 0..<bytes.count ~= length {
        #expect(throws: EntropyCodingError.self, "\(name), cut to \(length) bytes of \(bytes.count)") {
          try coder.decode(Array(bytes[..<length]), symbols.count, alphabetSize)
        }
      }
    }
  }

  /// Symbols by name. Seeds 1 and 2.
  private func inputs(_ alphabetSize: Int) -> [(String, [UInt8])] {
    let last = UInt8(alphabetSize - 1)
    var inputs: [(String, [UInt8])] = [
      ("empty", []), ("one symbol", [0]), ("one last symbol", [last]),
      ("constant", [UInt8](repeating: 0, count: 5_000)), ("constant last", [UInt8](repeating: last, count: 5_000)),
      ("constant in four streams", [UInt8](repeating: last, count: 17_000)),
      ("all symbols in turn", (0..<2_000).map { UInt8($0 % alphabetSize) }),
      ("extremes in turn", (0..<2_000).map { $0 % 2 == 0 ? 0 : last }),
      ("one different symbol", [UInt8](repeating: 0, count: 3_000) + [last] + [UInt8](repeating: 0, count: 3_000)),
      (
        "parts that differ",
        [UInt8](repeating: 0, count: 9_000) + (0..<9_000).map { UInt8($0 * 7 % alphabetSize) }
      ),
    ]
    for (seed, count) in zip(1..., [2, 3, 7, 100, 1_200, 16_383, 16_384, 16_387]) {
      for skew in [1, 3, 12] {
        var rng = Streams(seed: UInt64(seed)).generator("symbols", worker: skew)
        inputs.append(("\(count) random, skew \(skew)", rng.symbols(count, alphabetSize: alphabetSize, skew: skew)))
      }
    }
    return inputs
  }

  /// The same symbols give these bytes on every machine. This implementation wrote them; by hand was checked gamma: 1, 010,
  /// 011, 00100 with the first bit lowest.
  @Test func bytesAreTheSameEverywhere() throws {
    let found = try CoderUnderTest.all.map { try $0.encode([0, 1, 2, 3], 4) }
    let expected: [[UInt8]] = [
      [142, 30, 216], [218, 1], [218, 1], [101, 2], [69, 13], [156, 100], [154, 150], [41, 51], [39, 86], [0, 65, 108],
    ]
    #expect(found == expected)
  }

  /// The same for 20,000 symbols, four streams where there are any, by the FNV-1a hash of the bytes.
  @Test func longMessagesAreTheSameEverywhere() throws {
    let symbols = (0..<20_000).map { UInt8(($0 * $0 >> 5) % 97 % 12) }
    let found = try CoderUnderTest.all.map { coder in
      try coder.encode(symbols, 16).reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
    let expected: [UInt64] = [
      0xe4479333ab51d33e, 0x308d4c42f48084c7, 0xb385d130f60cab7d, 0x18880986adc6e5ec, 0xc392d93d7da700df,
      0x98479f9db47d0c18, 0xd45d462cc138a4ff, 0xda2758f0d0259f9e, 0x6837a54b8e0f5a93, 0x2f16288cd6bc65e5,
    ]
    #expect(found == expected)
  }
}

/// The first index at which two arrays differ, in value or because one ends.
func firstDifference(_ a: [UInt8], _ b: [UInt8]) -> Int? {
  zip(a, b).enumerated().first { $1.0 != $1.1 }?.offset ?? (a.count == b.count ? nil : min(a.count, b.count))
}

extension RandomNumberGenerator {
  /// Independent symbols ⌊u^`skew` · `alphabetSize`⌋ of uniform u: 1 makes all equally likely.
  mutating func symbols(_ count: Int, alphabetSize: Int, skew: Int) -> [UInt8] {
    (0..<count).map { _ in
      let u = Double(next() >> 11) * 0x1p-53
      return UInt8((1...skew).reduce(Double(alphabetSize)) { product, _ in product * u })
    }
  }
}
