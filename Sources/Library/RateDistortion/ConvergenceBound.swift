/// What a training of a convex, β-smooth loss must cost to come within ε of the least loss (LIMITS, Corollary 3).
///
/// > Note: Corollary 3 writes D both for the bound E‖X(t) − X̂(t)‖² in (23) and for the distortion of one element in
/// > (24). Over P elements the one is P times the other; they have their own names here.
public struct ConvergenceBound: Sendable, Equatable {
  /// A² = sup ‖w − w(0)‖², in squared units of the parameters.
  public let squaredRadius: Double
  /// β, loss per squared unit of the parameters.
  public let smoothness: Double
  /// ε, in units of the loss.
  public let accuracy: Double

  /// Creates the bound.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless all three are positive and finite.
  public init(squaredRadius: Double, smoothness: Double, accuracy: Double) throws(RateDistortionError) {
    for (value, name) in [(squaredRadius, "squared radius A²"), (smoothness, "smoothness β"), (accuracy, "accuracy ε")]
    where !(value > 0 && value.isFinite) {
      throw .outside(value, quantity: name, admissible: "above 0, finite")
    }
    self.squaredRadius = squaredRadius
    self.smoothness = smoothness
    self.accuracy = accuracy
  }

  /// The number of iterations, not rounded, that guarantees ε (LIMITS, Equation (23)):
  ///
  ///     T = A² (√(V/(2ε²) + β/ε) + √(V/(2ε²)))²
  ///
  /// - Parameter variance: V ≥ E‖X(t) − X̂(t)‖², over all elements.
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless V ≥ 0, finite.
  public func iterations(variance: Double) throws(RateDistortionError) -> Double {
    guard variance >= 0, variance.isFinite else {
      throw .outside(variance, quantity: "variance of the gradient estimate", admissible: "0..<∞")
    }
    let noise = variance / (2 * accuracy * accuracy)
    let root = (noise + smoothness / accuracy).squareRoot() + noise.squareRoot()
    return squaredRadius * root * root
  }
}

extension Sequence<GaussianCEO> {
  /// The least cost of a training in bits, P Σ_t R_sum(D) with the model of each iteration (LIMITS, Equation (24)).
  ///
  /// - Parameters:
  ///   - distortion: D, of one element, at every iteration.
  ///   - elementCount: P, the elements of the model.
  ///   - workerCount: K.
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless D > σ_N²/K at every iteration.
  public func totalBits(distortion: Double, elementCount: Int, workerCount: Int) throws(RateDistortionError) -> Double {
    var bits = 0.0
    for model in self {
      bits += Double(elementCount) * (try model.sumRate(distortion: distortion, workerCount: workerCount).bits)
    }
    return bits
  }
}
