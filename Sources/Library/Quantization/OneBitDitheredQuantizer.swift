/// The one-bit quantizer with subtractive dither of THESIS, Equations (A.1) and (A.2), for one value of the dither.
///
/// With ϱ = `step` and u = `dither` in steps, q = ½ if x/ϱ + u ≥ 0, else −½, and β = ϱ (q − u). Over u uniform on
/// (−½, ½), the error of an x with |x| ≤ ϱ/2 is uniform on (−ϱ/2, ϱ/2), so its variance is ϱ²/12.
///
/// > Note: The thesis has q = ±1, with which E[q − u] = 2x; ±½ makes its Equation (A.3) true.
public struct OneBitDitheredQuantizer: IntervalQuantizer, Equatable {
  /// The distance ϱ of the two points, in source units.
  public let step: Double
  /// The dither u, in steps.
  public let dither: Double

  /// Creates the quantizer of step ϱ = `step` with u = `dither`.
  ///
  /// - Throws: ``QuantizationError/invalidScale(_:expected:)`` unless ϱ is finite and positive, and
  ///   ``QuantizationError/invalidDither(_:expected:)`` unless u lies in −½...½.
  public init(step: Double, dither: Double) throws(QuantizationError) {
    guard step > 0, step.isFinite else { throw .invalidScale(step, expected: "a step that is finite and positive") }
    guard -0.5...0.5 ~= dither else { throw .invalidDither(dither, expected: "−1/2 to 1/2, in steps") }
    self.step = step
    self.dither = dither
  }

  public var levelCount: Int { 2 }

  @inlinable
  public func index(of value: Double) -> Int {
    assert(!value.isNaN)
    return value >= -dither * step ? 1 : 0
  }

  @inlinable
  public func cell(of index: Int) -> (lower: Double, upper: Double) {
    index == 0 ? (-.infinity, -dither * step) : (-dither * step, .infinity)
  }

  @inlinable
  public func point(of index: Int) -> Double {
    assert((0...1).contains(index))
    return step * (Double(index) - 0.5 - dither)
  }
}
