import RealModule

/// The encoder α of a scalar quantizer: a map of the real line onto indices.
///
/// Its analytic probabilities are what the rate controller of DSC, Equations (38)-(47), is computed from.
public protocol ScalarQuantizer: Sendable {
  /// The number of indices L; they lie in `0..<levelCount`.
  var levelCount: Int { get }
  /// The index α(x) of a number.
  func index(of value: Double) -> Int
  /// Pr(α(Y) = index) for Y normal with this mean and standard deviation σ > 0.
  ///
  /// It has full relative accuracy in the tails.
  func probability(of index: Int, mean: Double, deviation: Double) -> Double
}

/// A scalar quantizer whose indices stand for intervals in ascending order, each with a reproduction point.
public protocol IntervalQuantizer: ScalarQuantizer {
  /// The interval [lower, upper) of an index; the first begins at −∞, the last ends at ∞.
  func cell(of index: Int) -> (lower: Double, upper: Double)
  /// The reproduction point β(index).
  func point(of index: Int) -> Double
}

extension IntervalQuantizer {
  /// Φ((upper − mean)/σ) − Φ((lower − mean)/σ).
  @inlinable
  public func probability(of index: Int, mean: Double, deviation: Double) -> Double {
    let (lower, upper) = cell(of: index)
    return normalProbability(from: (lower - mean) / deviation, to: (upper - mean) / deviation)
  }
}

/// Φ(b) − Φ(a), taken on the side where it does not cancel.
@inlinable
func normalProbability(from a: Double, to b: Double) -> Double {
  let root = 0.5.squareRoot()
  return a + b > 0
    ? (Double.erfc(a * root) - .erfc(b * root)) / 2 : (Double.erfc(-b * root) - .erfc(-a * root)) / 2
}
