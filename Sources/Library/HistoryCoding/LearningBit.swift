/// A model of a bit in one context that learns how often it is set, as EntropyCoding's `AdaptiveBit` does, in one word
/// and without a division.
///
/// The upper 22 bits hold the probability q of a zero, the lower 10 the number n of bits seen, up to 1023. A zero moves q
/// by s (1 − q), a one by −s q, with s = 1 / (n + 3/2): the mean of the bits seen, with half a zero and half a one before
/// them; after 1,024 bits the past is forgotten exponentially.
struct LearningBit {
  private var state: UInt32 = 1 << 31

  /// s of each n, in units of 2⁻¹⁶.
  static let steps: [UInt32] = (0..<1024).map { 131_072 / (2 * $0 + 3) }

  /// q in units of 2⁻¹⁶, in `1..<2¹⁶`.
  @inline(__always) var zeroFrequency: UInt32 { max(1, state &>> 16) }

  /// q in units of 2⁻¹².
  @inline(__always) var zeroProbability: Int { Int(state &>> 20) }

  /// Learns a bit; `steps` are ``steps``.
  @inline(__always)
  mutating func update(with bit: Bool, _ steps: Span<UInt32>) {
    let n = state & 1023, q = state &>> 10
    let step = UInt64(steps[unchecked: Int(n)])
    let down = UInt32(truncatingIfNeeded: (UInt64(q) &* step) &>> 16)
    let up = UInt32(truncatingIfNeeded: (UInt64(0x3F_FFFF &- q) &* step) &>> 16)
    state = (bit ? q &- down : q &+ up) &<< 10 | (n == 1023 ? n : n &+ 1)
  }
}
