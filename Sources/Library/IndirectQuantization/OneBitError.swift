import RealModule

/// Errors of one-bit quantizers of g = (1/L) Σ xₖ δₖ, with δ normal and x folded normal (THESIS, Lemma 3), relative to the
/// variance of g.
public enum OneBitError {
  /// 1 − E[x̃²] E[δ̃²] / (E[x²] E[δ²]) of naive indirect quantization, for any L: with E[x̃²] = `inputShare` E[x²] and
  /// E[δ̃²] = (2/π) E[δ²].
  ///
  /// > Note: The lemma's 1 − 1.96/π would need E[x̃²] = 0.98 E[x²]. The best one-bit quantizer of a folded normal has
  /// > 0.8825, and the error is 0.4382.
  public static func naive(inputShare: Double) -> Double { 1 - inputShare * 2 / .pi }

  /// 1 − E[|g|]² / E[g²] of ±E[|g|], the best direct quantizer that is symmetric. Given x, g is normal, and
  ///
  ///     E[|g|]² / E[g²] = (4/π) (Γ((L + 1)/2) / Γ(L/2))² / L
  ///
  /// It falls to 1 − 2/π as L grows.
  public static func direct(sampleCount: Int) -> Double {
    let half = Double(sampleCount) / 2
    return 1 - 2 / (.pi * half) * .exp(2 * (.logGamma(half + 0.5) - .logGamma(half)))
  }

  /// E[x̃ δ̃] − E[x δ] for x and δ normal with variance 1 and correlation ρ, each by its best one-bit quantizer:
  /// (4/π²) arcsin ρ − ρ (THESIS, Appendix D.2).
  public static func naiveBias(correlation: Double) -> Double {
    4 / (.pi * .pi) * .asin(correlation) - correlation
  }
}
