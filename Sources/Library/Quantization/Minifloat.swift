/// A floating-point format of at most eight bits, in the manner of IEEE 754.
///
/// A code has, from its highest bit, a sign, e = `exponentBits` bits of exponent E and m = `mantissaBits` bits of mantissa
/// F. With the bias 2^(e−1) − 1 it stands for
///
///     ± 2^(1 − bias) · F/2ᵐ          if E = 0 (zero and the subnormal numbers),
///     ± 2^(E − bias) · (1 + F/2ᵐ)    if 0 < E < 2ᵉ − 1
///
/// and the top exponent is reserved for infinities and NaN. CO3's fp4 is E2M1, with the 11 numbers 0, ±½, ±1, ±1½, ±2, ±3,
/// and its fp8 is E5M2, with 247.
public struct Minifloat: Sendable, Hashable {
  /// The number of bits of the exponent, e.
  public let exponentBits: Int
  /// The number of bits of the mantissa, m.
  public let mantissaBits: Int

  /// Creates the format of `exponentBits` and `mantissaBits`.
  ///
  /// - Throws: ``QuantizationError/invalidFormat(exponentBits:mantissaBits:)`` unless there are two bits of exponent and
  ///   one of mantissa at least, and seven together at most.
  public init(exponentBits: Int, mantissaBits: Int) throws(QuantizationError) {
    guard 2...6 ~= exponentBits, 1...5 ~= mantissaBits, exponentBits + mantissaBits <= 7 else {
      throw .invalidFormat(exponentBits: exponentBits, mantissaBits: mantissaBits)
    }
    self.init(exponent: exponentBits, mantissa: mantissaBits)
  }

  private init(exponent: Int, mantissa: Int) {
    exponentBits = exponent
    mantissaBits = mantissa
  }

  /// CO3's fp4: two bits of exponent, one of mantissa.
  public static let e2m1 = Minifloat(exponent: 2, mantissa: 1)
  /// CO3's fp8: five bits of exponent, two of mantissa.
  public static let e5m2 = Minifloat(exponent: 5, mantissa: 2)

  /// The number of magnitudes, zero among them; their codes are `0..<magnitudeCount` in ascending order.
  @inlinable
  public var magnitudeCount: Int { ((1 << exponentBits) - 1) << mantissaBits }

  /// The bit of a code that is set for negative numbers.
  @inlinable
  public var signBit: UInt8 { 1 << UInt8(exponentBits + mantissaBits) }

  /// The exponent of the least normal number, 1 − bias.
  @inlinable
  public var leastExponent: Int { 2 - 1 << (exponentBits - 1) }

  /// The magnitude of a code without its sign.
  ///
  /// - Precondition: `code` lies in `0..<magnitudeCount`.
  @inlinable
  public func magnitude(of code: Int) -> Double {
    assert((0..<magnitudeCount).contains(code))
    let (exponent, mantissa) = (code >> mantissaBits, code & ((1 << mantissaBits) - 1))
    let whole = exponent == 0 ? mantissa : mantissa + 1 << mantissaBits
    let unit = leastExponent + max(exponent, 1) - 1 - mantissaBits
    return Double(sign: .plus, exponent: unit, significand: Double(whole))
  }

  /// The greatest number.
  @inlinable
  public var greatestMagnitude: Double { magnitude(of: magnitudeCount - 1) }
}
