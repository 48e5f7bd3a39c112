import GradientStatistics

/// The relative error of one scheme over gradients and repetitions.
public struct ErrorSummary: Sendable, Equatable {
  /// The mean and the standard deviation over all repetitions of all gradients.
  public let mean: Double, deviation: Double
  /// The standard deviation over repetitions of one gradient, in quadratic mean over the gradients; 0 of one repetition.
  public let ownDeviation: Double
  /// The squared norm of the mean error of R repetitions times R, over the mean squared error: 1 without bias.
  public let meanErrorRatio: Double
  /// Means over the gradients.
  public let gain: Double, codedGain: Double

  /// Summarizes what a scheme did to these gradients.
  ///
  /// - Precondition: There is a gradient.
  public init(_ samples: some Collection<CompressionErrors.Sample>, scheme: Int) {
    let outcomes = samples.map { $0.outcomes[scheme] }
    let all = SampleSummary(outcomes.flatMap(\.relativeErrors))
    func mean(_ value: (CompressionErrors.Outcome) -> Double) -> Double { SampleSummary(outcomes.map(value)).mean }
    self.mean = all.mean
    deviation = all.deviation
    ownDeviation = mean { outcome in
      let own = SampleSummary(outcome.relativeErrors).deviation
      return outcome.relativeErrors.count > 1 ? own * own : 0
    }.squareRoot()
    meanErrorRatio =
      mean { Double($0.relativeErrors.count) * $0.squaredMean } / mean { SampleSummary($0.relativeErrors).mean }
    gain = mean(\.gain)
    codedGain = mean(\.codedGain)
  }
}
