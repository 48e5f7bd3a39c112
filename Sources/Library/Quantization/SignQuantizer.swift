import RealModule

/// One-bit quantization: the sign of a number, with the points ±√(2/π) σ.
///
/// Index 1 stands for x ≥ 0, also for −0, and index 0 for x < 0. The points are the means of the halves of N(0, σ²),
/// which give the least mean squared error for it (SignSGD with a scale; DSC, Section V, m = 1).
///
/// > Note: DSC does not say what the sign of 0 is. Zeros are frequent in gradients, so that all workers must
/// > take the same one; here it is positive.
public struct SignQuantizer: IntervalQuantizer, Equatable {
  /// σ, above 0.
  public let deviation: Double

  /// Creates the quantizer for numbers of standard deviation σ = `deviation`.
  ///
  /// - Throws: ``QuantizationError/invalidScale(_:expected:)`` unless σ is finite and positive.
  public init(deviation: Double) throws(QuantizationError) {
    guard deviation > 0, deviation.isFinite else {
      throw .invalidScale(deviation, expected: "a deviation that is finite and positive")
    }
    self.deviation = deviation
  }

  public var levelCount: Int { 2 }

  /// - Precondition: `value` is not nan.
  @inlinable
  public func index(of value: Double) -> Int {
    assert(!value.isNaN)
    return value >= 0 ? 1 : 0
  }

  @inlinable
  public func cell(of index: Int) -> (lower: Double, upper: Double) {
    assert(0...1 ~= index)
    return index == 0 ? (-.infinity, 0) : (0, .infinity)
  }

  @inlinable
  public func point(of index: Int) -> Double {
    assert(0...1 ~= index)
    return (index == 0 ? -deviation : deviation) * (2 / .pi).squareRoot()
  }
}
