// The upper tail of the normal law, for loops that the compiler turns into vectors.
//
// Plain multiplications and additions in a fixed order and no branches, so that every machine gives the same bits.

extension Double {
  /// 1 − Φ(a) for a number a ≥ 0, with a relative error below 2e-15 up to 37; beyond, the value there, 6e-300.
  ///
  /// With z = a/√2 it is e^(−z²) erfcx(z)/2, where (1 + 2z) erfcx(z) is a polynomial in (z − 3¾)/(z + 3¾) (Shepherd and
  /// Laframboise, Mathematics of Computation 36, 1981). Its 25 coefficients are a Chebyshev expansion computed with 40
  /// digits and written in powers.
  @inline(__always)
  var normalUpperTail: Double {
    let z = (self > 37 ? 37 : self) * 0.7071067811865476
    let t = (z - 3.75) / (z + 3.75)
    var p = 4.2514625465327266e-10 * t + 3.11143001991097e-10
    p = p * t - 5.173984987667304e-9
    p = p * t - 3.744208176587683e-9
    p = p * t + 3.867532084683544e-8
    p = p * t + 2.3263504032644517e-8
    p = p * t - 2.586684874921685e-7
    p = p * t - 5.721822408015812e-8
    p = p * t + 1.7516376305863444e-6
    p = p * t - 9.735599024300036e-7
    p = p * t - 1.1444146226535542e-5
    p = p * t + 2.2384239158309724e-5
    p = p * t + 5.1649098888144384e-5
    p = p * t - 0.0002901540805420362
    p = p * t + 0.0002937136655925545
    p = p * t + 0.001755625852895578
    p = p * t - 0.009746579558029479
    p = p * t + 0.028362277418956364
    p = p * t - 0.05869339858963676
    p = p * t + 0.09230432116037748
    p = p * t - 0.10880393014174886
    p = p * t + 0.0822767384901452
    p = p * t + 0.0035854154854644293
    p = p * t - 0.14024059858554697
    p = p * t + 1.2375126308378275
    // The square of the leading half of z is exact, and what it lacks is small.
    let leading = Double(bitPattern: z.bitPattern & ~0x7FF_FFFF)
    let rest = (z - leading) * (z + leading)
    let correction = 1 - rest * (1 - rest * (0.5 - rest * (1.0 / 6)))
    return (0.5 * p) / (1 + 2 * z) * correction * (-(leading * leading)).exponential
  }

  /// eˣ for −700 ≤ x ≤ 0, with a relative error below 4e-16.
  ///
  /// With x = k ln 2 + r and |r| ≤ ln √2, eˣ = 2ᵏ times the series of eʳ to the power 13.
  @inline(__always)
  private var exponential: Double {
    // Added to 3 × 2⁵¹, a number is rounded to the whole number that then stands in its low bits.
    let rounded = self * 1.4426950408889634 + 0x1.8p52
    let k = rounded - 0x1.8p52
    let r = (self - k * 0.693147180369123816490) - k * 1.90821492927058770002e-10
    var p = (1.0 / 6_227_020_800) * r + 1.0 / 479_001_600
    p = p * r + 1.0 / 39_916_800
    p = p * r + 1.0 / 3_628_800
    p = p * r + 1.0 / 362_880
    p = p * r + 1.0 / 40_320
    p = p * r + 1.0 / 5_040
    p = p * r + 1.0 / 720
    p = p * r + 1.0 / 120
    p = p * r + 1.0 / 24
    p = p * r + 1.0 / 6
    p = p * r + 1.0 / 2
    p = (p * r + 1) * r + 1
    return p * Double(bitPattern: (rounded.bitPattern &+ 1_023) &<< 52)
  }
}
