/// The unbiased linear estimate of the global gradient from unlike workers' quantized gradients (DSC, Equation (37)):
///
///     x̂ = Σ_k a_k û_k,   a_k = z_k/Σ_i z_i,   z_k = 1/(σ_Nk² + σ_Wk²)
///
/// with σ_Nk² the variance of worker k's noise and σ_Wk² that of its quantization error. Its mean squared error is
/// 1/Σ_k z_k (DSC, Equation (30)) where the errors are unbiased and independent.
public struct LinearEstimator: Sendable, Equatable {
  /// a_k, one a worker; they add up to 1.
  public let weights: [Double]
  /// The mean squared error 1/Σ_k z_k.
  public let distortion: Double

  /// Creates the estimator for workers of these variances.
  ///
  /// - Throws: ``RateDistortionError/mismatch(_:quantity:expected:)`` unless there are as many of one as of the other;
  ///   ``RateDistortionError/outside(_:quantity:admissible:)`` unless there is a worker, all σ_Nk² > 0 and all
  ///   σ_Wk² ≥ 0, finite.
  public init(noiseVariances: [Double], quantizationVariances: [Double]) throws(RateDistortionError) {
    guard noiseVariances.count == quantizationVariances.count else {
      throw .mismatch(
        quantizationVariances.count, quantity: "quantization variances", expected: noiseVariances.count)
    }
    try GaussianLayer.check(noiseVariances: noiseVariances)
    for variance in quantizationVariances where !(variance >= 0 && variance.isFinite) {
      throw .outside(variance, quantity: "quantization variance σ_W²", admissible: "0..<∞")
    }
    let precisions = zip(noiseVariances, quantizationVariances).map { 1 / ($0 + $1) }
    let sum = precisions.reduce(0, +)
    weights = precisions.map { $0 / sum }
    distortion = 1 / sum
  }

  /// x̂ of each element.
  ///
  /// - Parameter observations: û: [workers, elements].
  /// - Precondition: there is one row a worker, all of one length.
  /// - Complexity: O(K *elements*).
  public func estimate(_ observations: [[Double]]) -> [Double] {
    precondition(observations.count == weights.count, "one row a worker")
    var sum = [Double](repeating: 0, count: observations[0].count)
    for (weight, row) in zip(weights, observations) {
      precondition(row.count == sum.count, "rows of one length")
      for index in sum.indices { sum[index] += weight * row[index] }
    }
    return sum
  }
}
