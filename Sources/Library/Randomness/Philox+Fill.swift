extension Philox {
  /// Writes the next words, as the bits of the numbers, to the elements of `values` in `range`.
  ///
  /// - Complexity: O(*count*), sixteen blocks at once.
  mutating func fillBits(_ values: inout MutableSpan<Float>, in range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound, !position.isMultiple(of: 4) {
      values[index] = Float(bitPattern: nextWord())
      index += 1
    }
    let groupCount = (range.upperBound - index) / 64
    var bytes = values.mutableBytes
    for group in 0..<groupCount {
      let words = self.words(ofBlocksFrom: position / 4 + UInt64(16 * group))
      bytes.storeBytes(of: words, toByteOffset: (index + 64 * group) * 4, as: SIMD32<UInt64>.self)
    }
    index += 64 * groupCount
    seek(to: position + UInt64(64 * groupCount))
    while index < range.upperBound {
      values[index] = Float(bitPattern: nextWord())
      index += 1
    }
  }

  /// The words of the sixteen blocks from `index` on, in the order of the stream, two in a lane.
  ///
  /// Each word of a counter is held in the low half of a 64-bit lane, where one multiplication gives both halves of
  /// its product. The high halves are left to hold anything until the end: no step before looks at them.
  @inline(__always)
  private func words(ofBlocksFrom index: UInt64) -> SIMD32<UInt64> {
    let low = SIMD16<UInt64>(repeating: 0xFFFF_FFFF)
    var c0 = index &+ SIMD16<UInt64>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    var c1 = c0 &>> 32
    var c2 = SIMD16(repeating: UInt64(worker))
    var c3 = SIMD16(repeating: UInt64(round))
    var k = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    for _ in 0..<Self.roundCount {
      let p = UInt64(Self.multipliers.0) &* (c0 & low)
      let q = UInt64(Self.multipliers.1) &* (c2 & low)
      (c0, c1) = ((q &>> 32) ^ c1 ^ UInt64(k.0), q)
      (c2, c3) = ((p &>> 32) ^ c3 ^ UInt64(k.1), p)
      k = (k.0 &+ Self.keyIncrements.0, k.1 &+ Self.keyIncrements.1)
    }
    var words = SIMD32<UInt64>()
    words.evenHalf = (c0 & low) | (c1 &<< 32)
    words.oddHalf = (c2 & low) | (c3 &<< 32)
    return words
  }
}
