/// The conversion to a minifloat with a scale, Q(x) = fp(b x)/b: the quantizer of CO3, Section IV-A.
///
/// 1/b, with b = `scale`, stands for 2ᵇ of CO3, Equation (12), a shift of the exponent by any real number. fp rounds to the nearest
/// number, halves to the even code as in IEEE 754, and beyond the greatest number to that number: nothing becomes
/// infinite. Indices count the numbers in ascending order, from −greatest to greatest; −0 and 0 are one.
///
/// Of the two cells that meet at an end, the one with the even code holds it, so that ``cell(of:)`` is closed, not half
/// open, at the ends of even codes. Products of b and a Float are exact, so that the scalar functions and the loops over
/// spans agree on every Float.
public struct MinifloatQuantizer: IntervalQuantizer, Equatable {
  /// The format.
  public let format: Minifloat
  /// The scale b.
  public let scale: Float

  /// Creates the quantizer of a format with b = `scale`.
  ///
  /// - Throws: ``QuantizationError/invalidScale(_:expected:)`` unless b lies in 2⁻⁶³...2⁶³.
  public init(_ format: Minifloat, scale: Float = 1) throws(QuantizationError) {
    guard 0x1p-63...0x1p63 ~= scale else { throw .invalidScale(Double(scale), expected: "2^-63 to 2^63") }
    self.format = format
    self.scale = scale
  }

  @inlinable
  public var levelCount: Int { 2 * format.magnitudeCount - 1 }

  /// The index of the number nearest to b · `value`.
  ///
  /// - Precondition: `value` is not nan.
  /// - Complexity: O(1).
  @inlinable
  public func index(of value: Double) -> Int {
    precondition(!value.isNaN, "NaN has no index")
    let code = Int(Minifloat.Rounding(format).code(of: abs(value * Double(scale))))
    return format.magnitudeCount - 1 + (value < 0 ? -code : code)
  }

  @inlinable
  public func cell(of index: Int) -> (lower: Double, upper: Double) {
    (
      index == 0 ? -.infinity : (number(of: index - 1) + number(of: index)) / 2 / Double(scale),
      index == levelCount - 1 ? .infinity : (number(of: index) + number(of: index + 1)) / 2 / Double(scale)
    )
  }

  @inlinable
  public func point(of index: Int) -> Double { number(of: index) / Double(scale) }

  /// The bits that stand for an index: sign, exponent, mantissa from the highest bit used.
  @inlinable
  public func code(of index: Int) -> UInt8 {
    assert((0..<levelCount).contains(index))
    let magnitude = index - (format.magnitudeCount - 1)
    return UInt8(abs(magnitude)) | (magnitude < 0 ? format.signBit : 0)
  }

  /// The index of a code; nil for infinities, NaN and codes with more bits than the format.
  @inlinable
  public func index(ofCode code: UInt8) -> Int? {
    let magnitude = Int(code & (format.signBit - 1))
    guard magnitude < format.magnitudeCount, code < 2 * Int(format.signBit) else { return nil }
    return format.magnitudeCount - 1 + (code & format.signBit == 0 ? magnitude : -magnitude)
  }

  /// The number of the format with this index.
  @inlinable
  func number(of index: Int) -> Double {
    assert((0..<levelCount).contains(index))
    let code = index - (format.magnitudeCount - 1)
    return code < 0 ? -format.magnitude(of: -code) : format.magnitude(of: code)
  }
}
