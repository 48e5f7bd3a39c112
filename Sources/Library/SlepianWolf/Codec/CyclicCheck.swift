/// A cyclic redundancy check of 24 bits over words of bits, with the generator of OpenPGP (RFC 4880, Section 6.1),
/// x²⁴ + x²³ + x¹⁸ + x¹⁷ + x¹⁴ + x¹¹ + x¹⁰ + x⁷ + x⁶ + x⁵ + x⁴ + x³ + x + 1.
///
/// Words that differ in no burst have the same check with probability 2⁻²⁴.
struct CyclicCheck: Sendable {
  /// The bits of the check.
  static let bitCount = 24
  private static let generator: UInt32 = 0x86_4CFB
  /// The remainders of the byte values.
  private let table: [UInt32]

  init() {
    table = (0..<256 as Range<UInt32>).map { byte in
      (0..<8).reduce(byte << 16) { value, _ in value << 1 ^ (value >> 23 & 1 == 1 ? Self.generator | 1 << 24 : 0) }
    }
  }

  /// The check of words in order, each from its most significant byte.
  ///
  /// - Complexity: O(words).
  func value(of words: ArraySlice<UInt64>) -> UInt32 {
    var value: UInt32 = 0xB7_04CE
    for word in words {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        let byte = UInt32(truncatingIfNeeded: word >> shift) & 255
        value = (value << 8 & 0xFF_FFFF) ^ table[Int(value >> 16 ^ byte)]
      }
    }
    return value
  }
}
