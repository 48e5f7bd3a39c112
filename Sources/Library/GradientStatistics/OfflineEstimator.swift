/// The estimate of σ_X² and σ_N² from unquantized local gradients ([DSC, Equations (48)-(56)], [LIMITS, Figure 6]).
///
/// With g_kp the element p of worker k and ḡ_p the mean over the K workers,
///
///     σ_N² = 1/P Σ_p 1/(K − 1) Σ_k (g_kp − ḡ_p)²
///     σ_X² = 1/(KP) Σ_kp g_kp² − σ_N²
///
/// Both are unbiased under the model. Means are taken to be zero, as in Equation (50).
public enum OfflineEstimator {
  /// The estimate from some elements of K gradients.
  ///
  /// The standard error is that of the ratio of a mean square between and one within the elements, with P and P (K − 1)
  /// degrees of freedom.
  ///
  /// - Parameters:
  ///   - gradients: Those of K ≥ 2 workers, [K][elements].
  ///   - range: The P elements to use, such as those of a layer.
  /// - Complexity: O(KP).
  public static func estimate(_ gradients: [[Float]], in range: Range<Int>) -> GradientStatisticsEstimate {
    precondition(gradients.count >= 2 && !range.isEmpty, "two workers and an element at least")
    var (total, common) = (0.0, 0.0)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: blockCount) {
      let block = start..<min(start + blockCount, range.upperBound)
      let squares = squares(gradients, in: block)
      total += squares.total
      common += squares.common
    }
    let (k, p) = (Double(gradients.count), Double(range.count))
    // Σ_k (g_k − ḡ)² = Σ_k g_k² − (Σ_k g_k)²/K; the difference is at least 1/K of the first sum in all but a few
    // thousandths of cases, so that double precision loses nothing that single precision held.
    let noise = max(0, total - common / k) / (p * (k - 1))
    let signal = total / (k * p) - noise
    let deviation = (2 / p * (1 + 1 / (k - 1))).squareRoot()
    return GradientStatisticsEstimate(
      signalVariance: signal, noiseVariance: noise, ratioStandardError: (signal / noise + 1 / k) * deviation)
  }

  /// The estimate from all elements.
  public static func estimate(_ gradients: [[Float]]) -> GradientStatisticsEstimate {
    estimate(gradients, in: 0..<(gradients.first?.count ?? 0))
  }

  /// The elements whose sums over the workers stay in the first-level cache.
  private static let blockCount = 1_024

  /// Σ_kp g_kp² and Σ_p (Σ_k g_kp)² over a block.
  private static func squares(_ gradients: [[Float]], in block: Range<Int>) -> (total: Double, common: Double) {
    let whole = block.count / 8
    let rest = block.lowerBound + 8 * whole..<block.upperBound
    var sums = [SIMD8<Double>](repeating: .zero, count: whole + 1)
    var total = SIMD8<Double>.zero
    for gradient in gradients {
      let values = gradient.span
      precondition(block.upperBound <= values.count, "gradients have the same count")
      for index in 0..<whole {
        let g = values.eight(from: block.lowerBound &+ 8 &* index)
        total += g * g
        sums[index] += g
      }
      let g = values.lanes(in: rest, padding: 0)
      total += g * g
      sums[whole] += g
    }
    let common = sums.reduce(into: SIMD8<Double>.zero) { $0 += $1 * $1 }
    return (total.sum(), common.sum())
  }
}
