// Logarithm and exponential in double precision, eight lanes at a time.
//
// Multiplications, additions and one division in a fixed order, so that every machine gives the same bits; the polynomials
// are Taylor's. telegrad-bench laws measures what they are for.

extension SIMD8<Double> {
  /// ln x for positive, normal x, with a relative error below 10⁻¹³; for other x, some number.
  ///
  /// With x = 2ᵉm, √½ ≤ m < √2 and s = (m − 1)/(m + 1), ln x = e ln 2 + 2 (s + s³/3 + s⁵/5 + …).
  @inline(__always)
  var naturalLogarithm: SIMD8<Double> {
    // The bits of √½ are taken off so that the exponent changes at √½ and not at 1.
    let rootOfHalf: Int64 = 0x3FE6_A09E_667F_3BCD
    let offset = unsafeBitCast(self, to: SIMD8<Int64>.self) &- rootOfHalf
    let e = unsafeBitCast((offset &>> 52) &+ 0x4338_0000_0000_0000, to: SIMD8<Double>.self) - 0x1.8p52
    let m = unsafeBitCast((offset & 0xF_FFFF_FFFF_FFFF) &+ rootOfHalf, to: SIMD8<Double>.self)
    let s = (m - 1) / (m + 1)
    let z = s * s
    // Even and odd terms apart, so that neither waits for the other.
    let z2 = z * z
    var even = z2 * (2.0 / 15) + 2.0 / 11
    var odd = z2 * (2.0 / 17) + 2.0 / 13
    even = even * z2 + 2.0 / 7
    odd = odd * z2 + 2.0 / 9
    even = even * z2 + 2.0 / 3
    odd = odd * z2 + 2.0 / 5
    let p = even + odd * z
    // ln 2 in two parts, the first of few bits, so that its product with e is exact.
    return e * 0x1.62e42feep-1 + (2 * s + (p * z * s + e * 0x1.a39ef35793c76p-33))
  }

  /// eˣ for −700 ≤ x ≤ 700, with a relative error below 10⁻¹³; below, e⁻⁷⁰⁰.
  ///
  /// With x = k ln 2 + r and |r| ≤ ln √2, eˣ = 2ᵏ(1 + r + r²/2 + …).
  @inline(__always)
  var exponential: SIMD8<Double> {
    let x = replacing(with: -700, where: self .< -700)
    // Added to 3 × 2⁵¹, a number is rounded to the whole number that then stands in its low bits.
    let rounded = x * 0x1.71547652b82fep0 + 0x1.8p52
    let k = rounded - 0x1.8p52
    let r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33
    let r2 = r * r
    var even = r2 * (1.0 / 3_628_800) + 1.0 / 40_320
    var odd = r2 * (1.0 / 39_916_800) + 1.0 / 362_880
    even = even * r2 + 1.0 / 720
    odd = odd * r2 + 1.0 / 5_040
    even = even * r2 + 1.0 / 24
    odd = odd * r2 + 1.0 / 120
    even = even * r2 + 0.5
    odd = odd * r2 + 1.0 / 6
    let p = even + odd * r
    let power = unsafeBitCast((unsafeBitCast(rounded, to: SIMD8<Int64>.self) &+ 1_023) &<< 52, to: SIMD8<Double>.self)
    return (p * r2 + r + 1) * power
  }

  /// |x|.
  @inline(__always)
  var magnitudes: SIMD8<Double> {
    unsafeBitCast(unsafeBitCast(self, to: SIMD8<Int64>.self) & Int64.max, to: SIMD8<Double>.self)
  }

  /// The greater of each lane and that of `bound`.
  @inline(__always)
  func atLeast(_ bound: SIMD8<Double>) -> SIMD8<Double> {
    replacing(with: bound, where: self .< bound)
  }
}
