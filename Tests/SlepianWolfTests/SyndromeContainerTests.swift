import Foundation
import Randomness
import Testing

@testable import SlepianWolf

/// Random bytes, and others that differ from them in bits.
struct CorrelatedBytes {
  let content: [UInt8]
  var side: [UInt8]

  /// Draws bytes; each bit of the others differs with probability `crossover`.
  init(count: Int, crossover: Double, seed: UInt64) {
    var rng = Streams(seed: seed).generator("correlated bytes")
    content = (0..<count).map { _ in UInt8(truncatingIfNeeded: rng.nextWord()) }
    let limit = UInt32(crossover * 0x1p32)
    side = content.map { byte in
      (0..<8).reduce(byte) { byte, bit in rng.nextWord() < limit ? byte ^ 1 << UInt8(bit) : byte }
    }
  }
}

@Suite struct SyndromeContainerTests {
  /// Codes that tests share, for growing them takes most of the time.
  static let coder = SectionCoder()

  /// Sizes around those at which coding begins (150 bytes) and at which there are two blocks (1,200).
  @Test(arguments: [0, 1, 7, 149, 150, 151, 1_201], [0.0, 0.05, 0.3])
  func contentComesBack(count: Int, crossover: Double) throws {
    let pair = CorrelatedBytes(count: count, crossover: crossover, seed: 1)
    for container in [
      try SyndromeContainer(coding: pair.content, crossover: crossover, by: Self.coder),
      try SyndromeContainer(coding: pair.content, measuredOn: pair.side, by: Self.coder),
    ] {
      let read = try SyndromeContainer(bytes: container.bytes)
      #expect(read == container && read.length == count)
      #expect(try read.decoded(with: pair.side, by: Self.coder) == pair.content)
      #expect(container.bytes.count <= count + 22)  // of one section: 4 + 1 + 2 + 4, 4 + 1 + 2, 4 bytes
    }
  }

  /// Two sections, the second of one byte. Of 2¹⁷ bytes at p = 0.1, whose entropy is 0.469 bits: blocks of 9,533 bits lose δ = 0.028,
  /// their check takes 0.0025 and a failure rate of 10⁻⁵ in 110 blocks 0.057, together 0.557; with the other bytes at hand 0.3 in place
  /// of 10⁻⁵ takes 0.031, or if that fails 0.03, 0.038.
  @Test func longContentTakesItsEntropyAndLittleMore() throws {
    let count = SyndromeContainer.sectionLength + 1
    let pair = CorrelatedBytes(count: count, crossover: 0.1, seed: 2)
    let stated = try SyndromeContainer(coding: pair.content, crossover: 0.1)
    let measured = try SyndromeContainer(coding: pair.content, measuredOn: pair.side)
    #expect(stated.sections.count == 2 && abs(stated.conditionalEntropy - 0.469) < 1e-3)
    #expect(Double(stated.bytes.count) < 0.56 * Double(count))
    #expect(Double(measured.bytes.count) < 0.54 * Double(count))
    #expect(try stated.decoded(with: pair.side) == pair.content)
    #expect(try measured.decoded(with: pair.side) == pair.content)
  }

  /// A burst of 100 bytes that all differ is spread over the section by the interleaving.
  @Test func differencesMayComeInBursts() throws {
    var pair = CorrelatedBytes(count: 3_000, crossover: 0.02, seed: 3)
    for index in 1_000..<1_100 { pair.side[index] = ~pair.side[index] }
    let container = try SyndromeContainer(coding: pair.content, measuredOn: pair.side)
    #expect(try container.decoded(with: pair.side) == pair.content)
    #expect(container.bytes.count < 1_500)
  }

  /// Other bytes altogether, and bytes three times as far as was said.
  @Test(arguments: [4, 5] as [UInt64]) func bytesTooFarAreSaidToBe(seed: UInt64) throws {
    let pair = CorrelatedBytes(count: 1_000, crossover: 0.05, seed: seed)
    let container = try SyndromeContainer(coding: pair.content, crossover: 0.05)
    let further = CorrelatedBytes(count: 1_000, crossover: 0.15, seed: seed)
    for side in [further.side, [UInt8](repeating: 0, count: 1_000)] {
      #expect(throws: SyndromeContainerError.tooFar(failedSections: 1, count: 1)) { try container.decoded(with: side) }
    }
    #expect(throws: SyndromeContainerError.wrongSideLength(found: 999, expected: 1_000)) {
      try container.decoded(with: Array(pair.side.dropLast()))
    }
  }

  @Test(arguments: [-0.1, 0.6, .nan, .infinity]) func crossoversLieUpToOneHalf(crossover: Double) throws {
    #expect(throws: SyndromeContainerError.self) { try SyndromeContainer(coding: [1, 2], crossover: crossover) }
  }

  @Test func differencesAreCounted() throws {
    #expect(try SyndromeContainer.crossover(of: [0, 255], with: [1, 255]) == 1 / 16.0)
    #expect(try SyndromeContainer.crossover(of: [], with: []) == 0)
    #expect(throws: SyndromeContainerError.wrongSideLength(found: 0, expected: 1)) {
      try SyndromeContainer.crossover(of: [0], with: [])
    }
  }

  /// 0xCBF43926 is the check value that CRC catalogues give for "123456789".
  @Test func theChecksumIsThatOfZlib() {
    #expect(Array("123456789".utf8).cyclicCheck == 0xCBF4_3926 && [UInt8]().cyclicCheck == 0)
  }

  @Test func bitsAreCountedFromTheLeastSignificant() {
    let bits = BitBlocks(bytes: [0b0000_0010, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(bits[0, 1] && bits[0, 64] && !bits[0, 0])
    #expect(bits.bytes == [2, 0, 0, 0, 0, 0, 0, 0, 1])
  }

  /// A container written when the format was settled: files must stay readable as long as the version stands.
  @Test func storedContainersStayReadable() throws {
    let bytes = try #require(Data(base64Encoded: Self.stored)), side = [UInt8](repeating: 0xA5, count: 160)
    var content = side
    for index in stride(from: 0, to: 160, by: 20) { content[index] ^= 4 }
    let container = try SyndromeContainer(bytes: Array(bytes))
    #expect(try container.decoded(with: side) == content)
    #expect(try SyndromeContainer(coding: content, crossover: 0.01) == container)
  }

  static let stored = "VEdTVwGgAYG2PNMoXI8CG4ECJA2wr5kD3ekccqS/eNi+FvNk4Tz3mxxMT0l3VQDHvs4EPFehAZugRtY="
}
