extension Minifloat {
  /// Rounds magnitudes to the nearest number of a format, by arithmetic without branches that compilers vectorise.
  ///
  /// In a binade, numbers lie a unit 2^(E − m) apart, below the least normal number as far as above it. The sum z + c with
  /// c = 2⁵² units rounds z to a multiple of the unit, halves to even multiples, as IEEE 754 has it for double precision;
  /// the multiple is then the difference of the bit patterns of z + c and c. Halves go to the even code, since m ≥ 1.
  @usableFromInline
  struct Rounding: Sendable {
    /// The least normal and the greatest number.
    @usableFromInline let least: Double, greatest: Double
    /// 52 − m, in the place of the exponent of a Double.
    @usableFromInline let raise: UInt64
    /// The bit pattern of the least normal number.
    @usableFromInline let leastBits: UInt64
    /// 52 − m.
    @usableFromInline let shift: UInt64

    @usableFromInline
    init(_ format: Minifloat) {
      least = Double(sign: .plus, exponent: format.leastExponent, significand: 1)
      greatest = format.greatestMagnitude
      shift = UInt64(52 - format.mantissaBits)
      raise = shift << 52
      leastBits = least.bitPattern
    }

    /// c of the binade of `z`, 0 ≤ z ≤ `greatest`.
    @inlinable @inline(__always)
    func raised(_ z: Double) -> Double {
      Double(bitPattern: ((z < least ? least : z).bitPattern & 0x7FF0_0000_0000_0000) &+ raise)
    }

    /// The code of the number nearest to a magnitude; beyond the greatest number, its code.
    @inlinable @inline(__always)
    func code(of magnitude: Double) -> UInt64 {
      let z = magnitude < greatest ? magnitude : greatest
      let c = raised(z)
      // The lowest bit of the exponent of c counts 2ᵐ codes.
      return ((c.bitPattern &- raise &- leastBits) >> shift) &+ ((z + c).bitPattern &- c.bitPattern)
    }

    /// The number nearest to a magnitude.
    @inlinable @inline(__always)
    func nearest(to magnitude: Double) -> Double {
      let z = magnitude < greatest ? magnitude : greatest
      let c = raised(z)
      return (z + c) - c
    }
  }
}
