// Arithmetic of the check update on sixteen blocks at once.
//
// Multiplications, additions, divisions and whole-number operations in a fixed order, without fused multiply-add: every
// machine and every build gives the same bits. The polynomials are minimax fits (Lawson's iteration on 4,000 Chebyshev
// points in double precision), rounded to single precision.

/// One number of each of sixteen blocks.
typealias Lanes = SIMD16<Float>
/// One word of each of sixteen blocks.
typealias LaneWords = SIMD16<UInt32>

extension SIMD16<Float> {
  @inline(__always)
  init(bitPattern: LaneWords) { self = unsafeBitCast(bitPattern, to: Self.self) }

  @inline(__always)
  var bitPattern: LaneWords { unsafeBitCast(self, to: LaneWords.self) }

  /// The lesser number of each lane. (The standard library's `pointwiseMin` goes lane by lane.)
  @inline(__always)
  func lesser(_ other: Self) -> Self { replacing(with: other, where: other .< self) }

  /// The greater number of each lane.
  @inline(__always)
  func greater(_ other: Self) -> Self { replacing(with: other, where: other .> self) }

  /// 2⁻ʸ for 0 ≤ y ≤ 2²¹, with a relative error below 2⁻²², exact at y = 0; and 0 for y > 62.
  ///
  /// With y = k − f, k whole and |f| ≤ ½, it is 2⁻ᵏ(1 + f P(f)).
  @inline(__always)
  var powerOfHalf: Self {
    // Added to 3 × 2²², a number is rounded to the whole number that then stands in its low bits.
    let rounded = self + 0x1.8p23
    let f = (rounded - 0x1.8p23) - self
    var p = f * 0.001326472731307149 + 0.009671512991189957
    p = p * f + 0.05550733581185341
    p = p * f + 0.24022242426872253
    p = p * f + 0.6931470036506653
    p = p * f + 1
    let power = Self(bitPattern: p.bitPattern &- (rounded.bitPattern &<< 23))
    return power.replacing(with: 0, where: self .> 62)
  }

  /// log₂(a / b) for a and b whose quotient is at least ¾, with an error below 2⁻²² + 2⁻²³ times the result, and exact
  /// at a = b.
  ///
  /// With b' = 2ᵏb chosen so that s = (a − b') / (a + b') has |s| ≤ 0.2, it is k + (2 / ln 2) artanh s.
  @inline(__always)
  static func binaryLogarithm(_ a: Self, over b: Self) -> Self {
    // As whole numbers, the bits of numbers are near 2²³ times their logarithms.
    let k = (a.bitPattern &- b.bitPattern &+ 0x40_0000) & 0xFF80_0000
    let scaled = Self(bitPattern: b.bitPattern &+ k)
    let s = (a - scaled) / (a + scaled)
    let square = s * s
    let p = (square * 0.6071661114692688 + 0.9611857533454895) * square + 2.8853931427001953
    // k stands in the low bits of a number in 2²³..<2²⁴.
    return (Self(bitPattern: (k &>> 23) | 0x4B00_0000) - 0x1p23) + s * p
  }
}
