import Foundation
import Randomness
import Testing

@testable import EntropyCoding

/// Whatever the bytes, a decoder gives symbols or an `EntropyCodingError`; it neither traps nor hangs. Decoders throw no other
/// error: their types say so.
///
/// Inputs are bytes of an encoder with one to four changes, and random bytes; the number of symbols asked for is that of
/// the encoder, or another. TELEGRAD_FUZZ sets how many inputs there are for each decoder, 2,000 unless told. A trap or
/// a hang ends the test run; memory is bounded by the number of symbols asked for.
@Suite struct FuzzTests {
  private static let count = ProcessInfo.processInfo.environment["TELEGRAD_FUZZ"].flatMap { Int($0) } ?? 2_000

  @Test(arguments: CoderUnderTest.all)
  func anyBytesAreSymbolsOrAnError(coder: CoderUnderTest) throws {
    var rng = Streams(seed: 1).generator("fuzz")
    // A message of four streams among short ones.
    let sizes = [1, 3, 40, 200, 1_000, 1 << 14]
    let messages = try sizes.map { size in
      try coder.encode(rng.symbols(size, alphabetSize: 16, skew: 2), 16)
    }
    var (decoded, refused) = (0, 0)
    for index in 0..<Self.count {
      let choice = index % 64 == 0 ? 5 : rng.index(below: 5)
      let bytes =
        rng.index(below: 8) == 0 ? rng.bytes(rng.index(below: 300)) : rng.mutated(messages[choice])
      let count = rng.index(below: 8) == 0 ? rng.index(below: 2_000) : sizes[choice]
      if let (symbols, byteCount) = try? coder.decode(bytes, count, 16) {
        try #require(symbols.count == count && (0...bytes.count).contains(byteCount))
        decoded += 1
      } else {
        refused += 1
      }
    }
    #expect(decoded > 0 && refused > 0 && decoded + refused == Self.count)
  }

  /// Codes and tables that are read can be used: they are complete.
  @Test func anyBytesAreACodeAndATableOrAnError() throws {
    var rng = Streams(seed: 2).generator("fuzz")
    var codeWriter = BitWriter(), tableWriter = BitWriter()
    try HuffmanCode(probabilities: CoderUnderTest.model(40)).write(to: &codeWriter)
    try FrequencyTable(probabilities: CoderUnderTest.model(40), totalBits: 12).write(to: &tableWriter)
    let (code, table) = (codeWriter.finish(), tableWriter.finish())
    var (codes, tables, refused) = (0, 0, 0)
    for _ in 0..<Self.count {
      let isRandom = rng.index(below: 8) == 0
      var reader = BitReader(isRandom ? rng.bytes(rng.index(below: 60)) : rng.mutated(code))
      if let code = try? HuffmanCode(from: &reader) {
        codes += 1
        var bits = BitReader([UInt8](repeating: 0xa5, count: 40))
        if code.longestLength > 0 { try #require(code.lengths[code.read(from: &bits)] > 0) }
      } else {
        refused += 1
      }
      reader = BitReader(isRandom ? rng.bytes(rng.index(below: 60)) : rng.mutated(table))
      if let table = try? FrequencyTable(from: &reader) {
        tables += 1
        try #require(table.frequencies.reduce(0, +) == 1 << table.totalBits)
        try #require(table.interval(of: table.symbol(at: 0)).size > 0)
      } else {
        refused += 1
      }
    }
    #expect(codes > 0 && tables > 0 && refused > 0 && codes + tables + refused == 2 * Self.count)
  }

  /// Numbers of any width, and the two integer codes, in any order from any bytes.
  @Test func anyBitsAreIntegersOrAnError() throws {
    var rng = Streams(seed: 3).generator("fuzz")
    var refused = 0
    for _ in 0..<Self.count {
      var reader = BitReader(rng.bytes(rng.index(below: 24)))
      var before = -1
      while reader.bitOffset > before {
        before = reader.bitOffset
        switch rng.index(below: 3) {
        case 0: _ = try? reader.read(1 + rng.index(below: 64))
        case 1: _ = try? reader.readGamma()
        default: _ = try? reader.readDelta()
        }
        try #require(reader.bitOffset >= before && reader.bitsLeft >= 0)
      }
      refused += 1
    }
    #expect(refused == Self.count)
  }
}

extension RandomNumberGenerator {
  fileprivate mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// `bytes` with one to four changes, half of them among the first 16.
  fileprivate mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...index(below: 4) where !bytes.isEmpty {
      let place = index(below: index(below: 2) == 0 ? min(16, bytes.count) : bytes.count)
      switch index(below: 8) {
      case 0, 1: bytes[place] = UInt8(truncatingIfNeeded: next())
      case 2, 3: bytes[place] ^= 1 << UInt8(index(below: 8))
      case 4: bytes[place] = [0, 1, 0x7f, 0x80, 0xff][index(below: 5)]
      case 5: bytes.removeSubrange(place...)
      case 6: bytes.remove(at: place)
      default: bytes.insert(contentsOf: self.bytes(1 + index(below: 8)), at: place)
      }
    }
    return bytes
  }
}
