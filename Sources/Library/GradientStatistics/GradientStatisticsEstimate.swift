/// The variances of the Gaussian CEO model as they were estimated from K local gradients of one iteration.
///
/// For each element X ~ N(0, σ_X²) is the global gradient and Y_k = X + N_k, N_k ~ N(0, σ_N²), that of worker k
/// ([DSC, Equations (4)-(6)]).
public struct GradientStatisticsEstimate: Sendable, Equatable, Codable {
  /// The estimate of σ_X². That of ``OfflineEstimator`` may be negative where there is hardly any common part.
  public let signalVariance: Double
  /// The estimate of σ_N².
  public let noiseVariance: Double
  /// The standard error of ``ratio``, were the gradients as the model says; nan where it is not defined.
  public let ratioStandardError: Double

  /// Creates an estimate.
  public init(signalVariance: Double, noiseVariance: Double, ratioStandardError: Double = .nan) {
    self.signalVariance = signalVariance
    self.noiseVariance = noiseVariance
    self.ratioStandardError = ratioStandardError
  }

  /// σ_X²/σ_N².
  public var ratio: Double { signalVariance / noiseVariance }
  /// The variance σ_X² + σ_N² of a local gradient.
  public var localVariance: Double { signalVariance + noiseVariance }
}
