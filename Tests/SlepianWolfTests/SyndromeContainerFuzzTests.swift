import Randomness
import Testing

@testable import SlepianWolf

/// The container's reader and decoder against bytes that no encoder wrote.
@Suite struct SyndromeContainerFuzzTests {
  let pair = CorrelatedBytes(count: 160, crossover: 0.03, seed: 11)

  /// The bytes with the checksum at their end put right, so that what is behind it is reached.
  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 4 else { return bytes }
    let body = Array(bytes.dropLast(4)), check = body.cyclicCheck
    return body + (0..<4).map { UInt8(truncatingIfNeeded: check >> UInt32(8 * $0)) }
  }

  /// What came of bytes: nil for the content, else the error; wrong content is recorded.
  func outcome(_ bytes: [UInt8]) -> SyndromeContainerError? {
    do throws(SyndromeContainerError) {
      let container = try SyndromeContainer(bytes: bytes)
      let side =
        container.length == pair.side.count ? pair.side : [UInt8](repeating: 0, count: min(container.length, 999))
      let content = try container.decoded(with: side, by: SyndromeContainerTests.coder)
      // A changed checksum of the content could only agree with other content by chance, 2⁻³².
      #expect(content == pair.content || content.cyclicCheck == container.contentCheck)
      return nil
    } catch {
      return error
    }
  }

  /// Whatever is done to one byte is noticed before anything is decoded.
  @Test func aChangeOfAnyByteIsNoticed() throws {
    let valid = try SyndromeContainer(coding: pair.content, crossover: 0.03).bytes
    #expect(outcome(valid) == nil)
    for index in valid.indices {
      for change in [1, 0x80, 0xFF] as [UInt8] {
        var bytes = valid
        bytes[index] ^= change
        switch (index, outcome(bytes)) {
        case (0..<4, .notAContainer?), (4, .unsupportedVersion(bytes[4])?), (5..., .damaged?): break
        case (_, let found): Issue.record("byte \(index) ^ \(change): \(found.map { "\($0)" } ?? "taken")")
        }
      }
    }
  }

  @Test func everyCutIsNoticed() throws {
    let valid = try SyndromeContainer(coding: pair.content, crossover: 0.03).bytes
    for count in valid.indices {
      #expect(throws: SyndromeContainerError.self) { try SyndromeContainer(bytes: Array(valid[..<count])) }
    }
    #expect(throws: SyndromeContainerError.self) { try SyndromeContainer(bytes: valid + [0]) }
  }

  @Test func anotherVersionIsNamed() throws {
    var bytes = try SyndromeContainer(coding: pair.content, crossover: 0.03).bytes
    bytes[4] = 2
    #expect(throws: SyndromeContainerError.unsupportedVersion(2)) { try SyndromeContainer(bytes: Self.sealed(bytes)) }
  }

  /// Bytes changed and sealed again: each is content, or an error of its kind.
  @Test(arguments: [12, 13] as [UInt64]) func sealedChangesAreTakenOrRefused(seed: UInt64) throws {
    let valid = try SyndromeContainer(coding: pair.content, crossover: 0.03).bytes
    var rng = Streams(seed: seed).generator("fuzz"), refused = 0, far = 0
    let count = CodecFuzzTests.inputCount / 32
    for _ in 0..<count {
      switch outcome(Self.sealed(CodecFuzzTests.mutated(valid, using: &rng))) {
      case nil: break
      case .tooFar?: far += 1
      default: refused += 1
      }
    }
    #expect(refused > count / 8 && far > 0)
  }

  /// A length that says more than the bytes hold costs no memory.
  @Test func greatLengthsAreRefused() throws {
    let head = SyndromeContainer.magic + [SyndromeContainer.version, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]
    let bytes = Self.sealed(head + [UInt8](repeating: 0, count: 8))
    #expect(throws: SyndromeContainerError.self) { try SyndromeContainer(bytes: bytes) }
  }
}
