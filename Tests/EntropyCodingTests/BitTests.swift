import Randomness
import Testing

@testable import EntropyCoding

@Suite struct BitTests {
  /// By hand: bit i of the stream is bit i mod 8 of byte ⌊i / 8⌋.
  @Test func bitsFillBytesFromTheLowest() {
    var writer = BitWriter()
    writer.write(0b101, count: 3)
    writer.write(true)
    writer.write(0xabc, count: 12)
    writer.write(false)
    #expect(writer.bitCount == 17)
    #expect(writer.finish() == [0b1100_1101, 0b1010_1011, 0])
  }

  /// Seeds 1 to 4. Numbers of 0 to 64 bits, read back at any alignment, then nothing but zeros up to a byte.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func numbersComeBack(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("bits")
    var writer = BitWriter(), written: [(bits: UInt64, count: Int)] = []
    for _ in 0..<2_000 {
      let count = rng.index(below: 65)
      let bits = count == 0 ? 0 : rng.next() >> UInt64(64 - count)
      writer.write(bits, count: count)
      written.append((bits, count))
    }
    var reader = BitReader(
      [7] + writer.finish() + [7], section: 1..<(1 + (written.reduce(0) { $0 + $1.count } + 7) / 8))
    for (bits, count) in written { try #require(reader.read(count) == bits) }
    try reader.finish()
  }

  @Test func bytesStartAtAByte() throws {
    var writer = BitWriter()
    writer.write(0x1ff, count: 9)
    writer.write(bytes: [3, 4])
    writer.write(true)
    #expect(writer.finish() == [255, 1, 3, 4, 1])
  }

  /// An error says where, and leaves the reader there.
  @Test func readerStaysWhereItFails() throws {
    var reader = BitReader([0xff, 0x05])
    #expect(try reader.read(5) == 31)
    #expect(throws: EntropyCodingError.truncated(offset: 0, needed: 3, found: 2)) { try reader.read(12) }
    #expect(reader.bitOffset == 5)
    #expect(throws: EntropyCodingError.truncated(offset: 0, needed: 9, found: 2)) { try reader.read(64) }
    #expect(try reader.read(6) == 0b101_111)
    #expect(reader.bitOffset == 11 && reader.bitsLeft == 5)
    try reader.finish()
    #expect(throws: EntropyCodingError.truncated(offset: 2, needed: 1, found: 0)) { try reader.readBit() }
  }

  @Test func whatFollowsIsNotPassedOver() throws {
    var reader = BitReader([1, 2, 3])
    _ = try reader.read(7)
    #expect(throws: EntropyCodingError.trailing(offset: 1, count: 2)) { try reader.finish() }
    reader = BitReader([0x80])
    _ = try reader.read(3)
    #expect(
      throws: EntropyCodingError.invalid(
        offset: 0, found: "a one after the last bit", expected: "zeros up to the next byte")
    ) { try reader.alignToByte() }
  }

  /// Elias 1975, Table I: gamma as w zeros, a one and w lower bits; delta as gamma of w + 1 and w lower bits. Bits of numbers
  /// go lowest first here.
  @Test(arguments: [
    (1, "1", "1"), (2, "010", "0100"), (3, "011", "0101"), (4, "00100", "01100"), (5, "00110", "01110"),
    (8, "0001000", "00100000"), (17, "000011000", "001101000"),
  ])
  func integersHaveTheWordsOfElias(value: UInt64, gamma: String, delta: String) {
    #expect(word { $0.write(gamma: value) } == gamma)
    #expect(word { $0.write(delta: value) } == delta)
  }

  /// By hand: ⌊n / 2^r⌋ zeros, a one, r lower bits with the lowest first.
  @Test(arguments: [(0, 0, "1"), (3, 0, "0001"), (0, 2, "100"), (6, 2, "0101"), (9, 2, "00110"), (31, 5, "111111")])
  func integersHaveTheWordsOfRice(value: UInt64, lowBits: Int, word: String) {
    #expect(self.word { $0.write(rice: value, lowBits: lowBits) } == word)
  }

  /// Runs of zeros on both sides of a reading, 56 bits, and of a writing, 32; one above the limit is refused where it stands.
  @Test(arguments: [0, 1, 7]) func riceCodesComeBack(lowBits: Int) throws {
    let values = [0, 1, 31, 32, 33, 55, 56, 57, 112, 113, 1_000].map { $0 << UInt64(lowBits) as UInt64 }
    var writer = BitWriter()
    for value in values { writer.write(rice: value, lowBits: lowBits) }
    let bytes = writer.finish()
    var reader = BitReader(bytes)
    for value in values {
      if value > 0 {
        let before = reader.bitOffset
        #expect(throws: EntropyCodingError.self) { try reader.readRice(lowBits: lowBits, limit: value - 1) }
        #expect(reader.bitOffset == before)
      }
      try #require(reader.readRice(lowBits: lowBits, limit: value) == value)
    }
    try reader.finish()
    #expect(throws: EntropyCodingError.self) { try reader.readRice(lowBits: lowBits, limit: 1_000) }
  }

  private func word(_ write: (inout BitWriter) -> Void) -> String {
    var writer = BitWriter()
    write(&writer)
    let count = writer.bitCount, bytes = writer.finish()
    return String((0..<count).map { bytes[$0 / 8] >> UInt8($0 % 8) & 1 == 1 ? "1" : "0" as Character })
  }

  /// Powers of two and their neighbours up to the largest integer.
  @Test func integersOfEverySizeComeBack() throws {
    let values = (0..<64).flatMap { [1 << $0, (1 << $0) | 1, UInt64.max >> $0] as [UInt64] }
    var writer = BitWriter(), bitCount = 0
    for value in values {
      writer.write(gamma: value)
      bitCount += 127 - 2 * value.leadingZeroBitCount
      #expect(writer.bitCount == bitCount)
      writer.write(delta: value)
      let w = 63 - value.leadingZeroBitCount
      bitCount += w + 2 * (63 - UInt64(w + 1).leadingZeroBitCount) + 1
    }
    var reader = BitReader(writer.finish())
    for value in values {
      try #require(reader.readGamma() == value)
      try #require(reader.readDelta() == value)
    }
    try reader.finish()
  }

  @Test func tooLongIntegersAreRefused() {
    var reader = BitReader([UInt8](repeating: 0, count: 8) + [1] + [UInt8](repeating: 255, count: 9))
    #expect(
      throws: EntropyCodingError.invalid(offset: 0, found: "a gamma code of 64 zeros or more", expected: "at most 63")
    ) { try reader.readGamma() }
    var writer = BitWriter()
    writer.write(gamma: 65)
    reader = BitReader(writer.finish() + [UInt8](repeating: 0, count: 9))
    #expect(throws: EntropyCodingError.invalid(offset: 0, found: "a delta code of 65 bits", expected: "at most 64")) {
      try reader.readDelta()
    }
    #expect(reader.bitOffset == 0)
  }
}
