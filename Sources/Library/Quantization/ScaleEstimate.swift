import RealModule

extension Minifloat {
  /// The scale of least mean squared error for a sample: the Monte Carlo method of CO3, Equation (12).
  ///
  /// Scales are tried four an octave over those of ``leastErrorScale(for:pointsPerOctave:)``, then 64 an octave within a
  /// quarter of an octave of the best one; of equals the least is taken. All are tried on the same sample, whose error is
  /// the same in every octave in which all its numbers are normal.
  ///
  /// - Parameters:
  ///   - values: The sample.
  ///   - deviation: The standard deviation of the source, which places the first scales.
  /// - Throws: ``QuantizationError/invalidScale(_:expected:)`` for a deviation that is not positive or beyond the range of
  ///   scales.
  /// - Complexity: O(octaves × *count*).
  public func leastErrorScale(
    forSample values: Span<Float>, deviation: Double
  ) throws(QuantizationError) -> (scale: Double, error: Double) {
    guard deviation > 0, deviation.isFinite else {
      throw .invalidScale(deviation, expected: "a deviation that is finite and positive")
    }
    var best = (logarithm: 0.0, error: Double.infinity)
    for logarithm in scaleGrid(deviation: deviation, pointsPerOctave: 4) {
      try keep(logarithm, values, &best)
    }
    let centre = best.logarithm
    for step in -16...16 { try keep(centre + Double(step) / 64, values, &best) }
    return (.exp2(best.logarithm), best.error)
  }

  /// Takes 2^`logarithm` for the best scale if its error is less.
  private func keep(
    _ logarithm: Double, _ values: Span<Float>, _ best: inout (logarithm: Double, error: Double)
  ) throws(QuantizationError) {
    let error = try MinifloatQuantizer(self, scale: Float(Double.exp2(logarithm))).meanSquaredError(of: values)
    if error < best.error { best = (logarithm, error) }
  }
}

/// CO3's polynomials of the shape β for the best scale, Equations (15) and (16), before they are divided.
///
/// The paper divides them by the standard deviation σ of GenNorm(β).
///
/// > Note: (15) meets the least-MSE scale when it is divided by the scale α of GenNorm instead, within 2 % for β from 0.8 to
/// > 2; divided by σ it costs up to ten times the least error. (16) is negative below β = 0.37.
public enum ScalePolynomial: Sendable, CaseIterable {
  /// Equation (15), for E2M1.
  case fp4
  /// Equation (16), for E5M2.
  case fp8

  /// The coefficients of 1, β, β², β³ and β⁴.
  public var coefficients: [Double] {
    switch self {
    case .fp4: [0.46, -2.85, 5.37, -2.85, 0.52]
    case .fp8: [-5_793, 35_605.5, -76_511.8, 68_153, -18_520.3]
    }
  }

  /// The value at the shape β.
  public func value(at shape: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * shape + $1 }
  }
}
