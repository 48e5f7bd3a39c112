/// Why a quantizer cannot be made or applied.
public enum QuantizationError: Error, Equatable, Sendable {
  /// The number of levels is not one that the quantizer can have.
  case invalidLevelCount(Int, expected: String)
  /// A step, scale or deviation is not finite and positive, or not in the range that is expected.
  case invalidScale(Double, expected: String)
  /// A dither lies outside the range that is expected.
  case invalidDither(Double, expected: String)
  /// No minifloat has so many bits of exponent and mantissa.
  case invalidFormat(exponentBits: Int, mantissaBits: Int)
  /// A number to quantize is NaN.
  case notANumber
  /// A code stands for an infinity or NaN, or has more bits than the format.
  case invalidCode
  /// An iteration ended with a point so far, in source units, from the mean of its cell.
  case notConverged(residual: Double)
}

extension QuantizationError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .invalidLevelCount(let count, let expected): "a quantizer of \(count) levels, expected \(expected)"
    case .invalidScale(let scale, let expected): "the scale \(scale), expected \(expected)"
    case .invalidDither(let dither, let expected): "the dither \(dither), expected \(expected)"
    case .invalidFormat(let exponent, let mantissa):
      "a minifloat of \(exponent) bits of exponent and \(mantissa) of mantissa; 2 and 1 at least, 7 together at most"
    case .notANumber: "a number to quantize is NaN"
    case .invalidCode: "a code stands for no finite number"
    case .notConverged(let residual): "a point is still \(residual) from the mean of its cell"
    }
  }
}
