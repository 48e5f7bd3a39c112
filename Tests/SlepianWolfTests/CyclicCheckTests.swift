import Randomness
import Testing

@testable import SlepianWolf

@Suite struct CyclicCheckTests {
  /// The register of RFC 4880, bit by bit.
  func slow(_ words: [UInt64]) -> UInt32 {
    var value: UInt32 = 0xB7_04CE
    for word in words {
      for byte in (0..<8).map({ UInt32(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) & 255 }) {
        value ^= byte << 16
        for _ in 0..<8 {
          value <<= 1
          if value & 0x100_0000 != 0 { value ^= 0x186_4CFB }
        }
      }
    }
    return value & 0xFF_FFFF
  }

  @Test func theTableIsTheRegister() {
    var rng = Streams(seed: 51).generator("words")
    let check = CyclicCheck()
    for count in 0..<20 {
      let words = (0..<count).map { _ in rng.next() }
      #expect(check.value(of: words[...]) == slow(words))
    }
    #expect(check.value(of: []) == 0xB7_04CE)
  }

  /// Any change of one or two bits of a plane shows.
  @Test func changesOfTwoBitsShow() {
    var rng = Streams(seed: 52).generator("words")
    let check = CyclicCheck()
    let words = (0..<100).map { _ in rng.next() }
    let value = check.value(of: words[...])
    for _ in 0..<2_000 {
      var changed = words
      for _ in 0...rng.index(below: 2) { changed[rng.index(below: 100)] ^= 1 << UInt64(rng.index(below: 64)) }
      #expect(changed == words || check.value(of: changed[...]) != value)
    }
  }
}
