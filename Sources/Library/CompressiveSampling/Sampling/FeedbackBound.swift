import RealModule

/// What weighted error feedback leaves unsent (THESIS, Lemma 9 and Remark 3).
///
/// With the gradient g, the residual r, at first 0, the weight β in (0, 1], and ẑ for what the server reads of z,
///
///     z = g + β r,   r ← (1 − β) r + z − ẑ   (4.14)
///
/// and E‖g‖² ≤ B, the residual obeys E‖r‖² ≤ η B where γ bounds the error of the unbiased estimator, E‖ẑ − z‖² ≤ γ‖z‖².
/// `ErrorFeedback` of a codec with this weight does (4.14).
///
/// > Note: Equation (4.16) is misprinted; ``leastError(weight:)`` is Equation (D.16), which the proof gives.
public struct FeedbackBound: Sendable, Equatable {
  /// γ.
  public let varianceFactor: Double

  /// Creates the bound.
  ///
  /// - Precondition: γ is not negative and finite.
  public init(varianceFactor: Double) {
    precondition(varianceFactor >= 0 && varianceFactor.isFinite, "a factor of \(varianceFactor)")
    self.varianceFactor = varianceFactor
  }

  /// The weight below which the residual of the unbiased estimator is bounded, 2/(1 + γ); with the γ that a source
  /// really has, the one beyond which it diverges.
  public var greatestUnbiasedWeight: Double { 2 / (1 + varianceFactor) }

  /// η of the unbiased estimator, γ/(1 − (1 − β)² − β²γ) (4.15); infinite from ``greatestUnbiasedWeight`` on.
  public func unbiased(weight β: Double) -> Double {
    let rest = 1 - ((1 - β) * (1 - β) + β * β * varianceFactor)
    return rest > 0 ? varianceFactor / rest : .infinity
  }

  /// η of the estimator of least error, γ/(√(γ + 1 − (1 − β)²) − √γ)² (D.16).
  public func leastError(weight β: Double) -> Double {
    let γ = varianceFactor
    let difference = .sqrt(max(0, γ + 1 - (1 - β) * (1 - β))) - Double.sqrt(γ)
    return difference > 0 ? γ / (difference * difference) : .infinity
  }

  /// The weight of the least η of the unbiased estimator, 1/(γ + 1), where η = γ(γ + 1) (4.17).
  public var bestUnbiasedWeight: Double { 1 / (varianceFactor + 1) }

  /// The weight of the least η of the estimator of least error, 1, where η = γ/(√(γ + 1) − √γ)² (4.18).
  public var bestLeastErrorWeight: Double { 1 }

  /// The weight of the least η of an estimator.
  public func bestWeight(of estimator: BlockSampler.Estimator) -> Double {
    estimator == .unbiased ? bestUnbiasedWeight : bestLeastErrorWeight
  }
}
