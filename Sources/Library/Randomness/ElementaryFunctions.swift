// Logarithm, exponential, square root, cosine and sine in single precision, for loops that the compiler turns into vectors.
//
// Plain multiplications and additions in a fixed order and no branches, so that every machine and every build gives the
// same bits. The polynomials are minimax fits of the relative error (Lawson's iteration on 4,000 Chebyshev points in
// double precision), rounded to single precision.

extension Float {
  /// ln x for a positive, normal x, with a relative error below 2⁻²³; for other x, some number.
  ///
  /// With x = 2ᵉ(1 + f) and √½ ≤ 1 + f < √2, ln x = e ln 2 + f − f²/2 + f³ P(f).
  @inline(__always)
  var naturalLogarithm: Float {
    // The bits of √½ are taken off so that the exponent changes at √½ and not at 1.
    let rootOfHalf: Int32 = 0x3F35_04F3
    let offset = Int32(bitPattern: bitPattern) &- rootOfHalf
    let e = Float(offset &>> 23)
    let f = Float(bitPattern: UInt32(bitPattern: (offset & 0x7F_FFFF) &+ rootOfHalf)) - 1
    var p: Float = -0.07634493 * f + 0.12761575
    p = p * f - 0.13160183
    p = p * f + 0.14201759
    p = p * f - 0.16623357
    p = p * f + 0.20001227
    p = p * f - 0.2500082
    p = p * f + 0.3333333
    // ln 2 in two parts, the first of few bits, so that its product with e is exact.
    let square = f * f
    let small = p * f * square - e * 2.12194440e-4 - 0.5 * square
    return e * 0.693359375 + (f + small)
  }

  /// eˣ for −87 ≤ x ≤ 88, with a relative error below 2⁻²²; beyond, the value at the nearer end.
  ///
  /// With x = k ln 2 + r and |r| ≤ ln √2, eˣ = 2ᵏ(1 + r + r² P(r)).
  @inline(__always)
  var exponential: Float {
    let x = self < -87 ? -87 : self > 88 ? 88 : self
    // Added to 3 × 2²², a number is rounded to the whole number that then stands in its low bits.
    let rounded = x * 1.44269504 + 0x1.8p23
    let k = rounded - 0x1.8p23
    let r = (x - k * 0.693359375) + k * 2.12194440e-4
    var p: Float = 0.0013814613 * r + 0.00836871
    p = p * r + 0.04166839
    p = p * r + 0.16666521
    p = p * r + 0.49999994
    let power = Float(bitPattern: (rounded.bitPattern &+ 127) &<< 23)
    return (p * (r * r) + r + 1) * power
  }

  /// The square root of a number that is not negative, with a relative error below 2⁻²².
  ///
  /// Newton's iteration for 1/√x from a start that is off by at most 3.5 %; three steps give single precision. (The
  /// standard library's square root calls a function for negative numbers, and that keeps loops from being vectors.)
  @inline(__always)
  var root: Float {
    let half = 0.5 * self
    var y = Float(bitPattern: 0x5F37_59DF &- (bitPattern &>> 1))
    y = y * (1.5 - half * y * y)
    y = y * (1.5 - half * y * y)
    y = y * (1.5 - half * y * y)
    return self * y
  }
}

extension UInt32 {
  /// The cosine and the sine of 2πw / 2³² for the word w, with an absolute error below 2⁻²³.
  ///
  /// The nearest quarter turn is taken off in integers, exactly; what is left lies within π/4.
  @inline(__always)
  var cosineAndSineOfTurn: (cosine: Float, sine: Float) {
    let quarter = (self &+ 0x2000_0000) &>> 30
    let x = Float(Int32(bitPattern: self &- (quarter &<< 30))) * 1.46291807926715968e-9  // 2π / 2³²
    let square = x * x
    var s: Float = -0.00019515284 * square + 0.00833216
    s = s * square - 0.16666655
    s = s * square * x + x
    var c: Float = 2.4433157e-5 * square - 0.0013887316
    c = c * square + 0.041666646
    c = c * (square * square) - 0.5 * square + 1
    // The quarters' cosines are c, −s, −c, s and their sines s, c, −s, −c.
    let swapped = quarter & 1 == 1
    let cosine = swapped ? s : c
    let sine = swapped ? c : s
    return (
      Float(bitPattern: cosine.bitPattern ^ (((quarter &+ 1) & 2) &<< 30)),
      Float(bitPattern: sine.bitPattern ^ ((quarter & 2) &<< 30))
    )
  }
}
