import RealModule

extension GaussianCEO {
  /// The distortion that LIMITS, VI-A, takes for the mean of K signs scaled by √(2/π) σ_Y:
  ///
  ///     D = [σ_N² + (1 − 2/π)(σ_N² + σ_X²)]/K
  ///
  /// It is the test channel's: of K workers with unbiased, independent quantization errors as large as a sign's.
  /// R_in there is K/2 log₂(1 + π/(π − 2)) bits, whatever the variances.
  ///
  /// > Note: A sign's error is neither, so this is not the error of SignSGD: ``signMeanSquaredError(workerCount:)`` is.
  public func signTestChannelDistortion(workerCount: Int) -> Double {
    (noiseVariance + (1 - 2 / .pi) * localVariance) / Double(workerCount)
  }

  /// The exact mean squared error of √(2/π) σ_Y times the mean of the signs of Y_1 … Y_K as an estimate of X.
  ///
  /// With ρ = σ_X²/σ_Y², E[X sign Y_k] = √(2/π) σ_X²/σ_Y and E[sign Y_i sign Y_j] = 2/π arcsin ρ, so that
  ///
  ///     E(X − X̂)² = σ_X² − 4/π σ_X² + 2/π σ_Y² [1/K + (1 − 1/K) 2/π arcsin ρ]
  public func signMeanSquaredError(workerCount: Int) -> Double {
    let share = 1 / Double(workerCount)
    let agreement = share + (1 - share) * (2 / .pi) * .asin(pearson)
    return (1 - 4 / .pi) * signalVariance + (2 / .pi) * localVariance * agreement
  }
}
