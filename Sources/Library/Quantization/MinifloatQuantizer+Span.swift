extension MinifloatQuantizer {
  /// Writes the codes of many numbers; those that round to zero have the code 0 whatever their sign.
  ///
  /// - Precondition: both have the same count.
  /// - Throws: ``QuantizationError/notANumber`` if a value is NaN; the codes are then without meaning.
  /// - Complexity: O(*count*).
  public func encode(_ values: Span<Float>, into codes: inout MutableSpan<UInt8>) throws(QuantizationError) {
    precondition(values.count == codes.count, "a code for each value")
    let (rounding, b) = (Minifloat.Rounding(format), Double(scale))
    let signShift = UInt32(31 - format.exponentBits - format.mantissaBits)
    var nanCount: UInt32 = 0
    for index in values.indices {
      let value = values[unchecked: index]
      let code = UInt32(truncatingIfNeeded: rounding.code(of: Double(value.magnitude) * b))
      let sign = (value.bitPattern & 0x8000_0000) >> signShift
      codes[unchecked: index] = UInt8(truncatingIfNeeded: code | (code == 0 ? 0 : sign))
      nanCount |= value.isNaN ? 1 : 0
    }
    if nanCount != 0 { throw .notANumber }
  }

  /// Writes the reproduction points of many codes, rounded to Float.
  ///
  /// - Precondition: both have the same count.
  /// - Throws: ``QuantizationError/invalidCode`` if a code stands for no finite number; its value is then 0.
  /// - Complexity: O(*count*).
  public func decode(_ codes: Span<UInt8>, into values: inout MutableSpan<Float>) throws(QuantizationError) {
    precondition(values.count == codes.count, "a value for each code")
    let indices = (0..<256).map { index(ofCode: UInt8($0)) }
    let points = indices.map { $0.map { Float(point(of: $0)) } ?? 0 }
    let invalid: [UInt8] = indices.map { $0 == nil ? 1 : 0 }
    let (pointSpan, invalidSpan) = (points.span, invalid.span)
    var invalidCount: UInt8 = 0
    for index in codes.indices {
      let code = Int(codes[unchecked: index])
      values[unchecked: index] = pointSpan[unchecked: code]
      invalidCount |= invalidSpan[unchecked: code]
    }
    if invalidCount != 0 { throw .invalidCode }
  }

  /// The mean of (x − Q(x))² over `values`; nan for none of them.
  ///
  /// Sixteen partial sums are kept, so that the result does not depend on how the loop is compiled.
  ///
  /// - Complexity: O(*count*).
  public func meanSquaredError(of values: Span<Float>) -> Double {
    let (rounding, b) = (Minifloat.Rounding(format), Double(scale))
    var sums = InlineArray<16, Double>(repeating: 0)
    let whole = values.count & ~15
    for start in stride(from: 0, to: whole, by: 16) {
      for lane in 0..<16 {
        let z = Double(values[unchecked: start &+ lane].magnitude) * b
        let difference = z - rounding.nearest(to: z)
        sums[lane] += difference * difference
      }
    }
    for index in whole..<values.count {
      let z = Double(values[index].magnitude) * b
      let difference = z - rounding.nearest(to: z)
      sums[index - whole] += difference * difference
    }
    return (0..<16).reduce(0) { $0 + sums[$1] } / (b * b * Double(values.count))
  }
}
