/// The Gaussian CEO model of a gradient and its noisy copies at K like workers.
///
/// For each element, X ~ N(0, σ_X²) is the global gradient and Y_k = X + N_k, N_k ~ N(0, σ_N²), worker k's local gradient;
/// X and all N_k are independent (DSC, Equations (4)-(6)).
public struct GaussianCEO: Sendable, Equatable {
  /// σ_X², at least 0.
  public let signalVariance: Double
  /// σ_N², above 0.
  public let noiseVariance: Double

  /// Creates the model of these variances.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless σ_X² ≥ 0 and σ_N² > 0, both finite.
  public init(signalVariance: Double, noiseVariance: Double) throws(RateDistortionError) {
    guard signalVariance >= 0, signalVariance.isFinite else {
      throw .outside(signalVariance, quantity: "signal variance σ_X²", admissible: "0..<∞")
    }
    guard noiseVariance > 0, noiseVariance.isFinite else {
      throw .outside(noiseVariance, quantity: "noise variance σ_N²", admissible: "above 0, finite")
    }
    self.signalVariance = signalVariance
    self.noiseVariance = noiseVariance
  }

  /// σ_X²/σ_N².
  public var ratio: Double { signalVariance / noiseVariance }
  /// The variance σ_Y² = σ_X² + σ_N² of a local gradient.
  public var localVariance: Double { signalVariance + noiseVariance }
  /// Pearson's coefficient ρ = σ_X²/(σ_X² + σ_N²) of two local gradients (DSC, Equation (9)).
  public var pearson: Double { signalVariance / localVariance }

  /// The model of one layer with `workerCount` such workers.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless there is a worker.
  public func layer(workerCount: Int) throws(RateDistortionError) -> GaussianLayer {
    try GaussianLayer(
      signalVariance: signalVariance, noiseVariances: Array(repeating: noiseVariance, count: max(0, workerCount)))
  }
}
