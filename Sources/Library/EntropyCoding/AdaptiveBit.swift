/// A model of a bit that learns how often it is set.
///
/// It holds the probability q of a zero in units of 2⁻³². After n bits, let s = 1 / (n + 3/2), but 2^−`rate` once n is as
/// large: a zero moves q by s (1 − q), a one by −s q. At first that is the mean of the bits with half a zero and half a
/// one before them, and then forgets exponentially.
public struct AdaptiveBit: Equatable, Sendable {
  @usableFromInline var zero: UInt32 = 1 << 31
  @usableFromInline var count: UInt16 = 0
  @usableFromInline let rate: UInt8

  /// Creates the model of a bit that has not been seen.
  ///
  /// - Parameter rate: The binary logarithm of the number of bits that are remembered.
  /// - Precondition: `rate` is in `2...15`.
  public init(rate: Int = 8) {
    precondition((2...15).contains(rate), "rate \(rate) outside 2...15")
    self.rate = UInt8(rate)
  }

  /// The binary logarithm of the total of the two frequencies.
  @inlinable public static var totalBits: Int { 16 }

  /// The frequency of a zero, in `1..<2¹⁶`.
  @inlinable public var zeroFrequency: UInt32 { min(max(zero >> 16, 1), 65_535) }

  /// Learns a bit.
  @inlinable
  public mutating func update(with bit: Bool) {
    let distance = bit ? zero : .max - zero
    let step: UInt32
    if count >> UInt16(rate) != 0 {
      step = distance >> UInt32(rate)
    } else {
      step = UInt32(truncatingIfNeeded: 2 * UInt64(distance) / (2 * UInt64(count) + 3))
      count += 1
    }
    zero = bit ? zero - step : zero + step
  }
}
