import GradientStatistics

extension LayerSample {
  /// The mean over an interval of the density of a fitted law, in the unit of the histogram's; nan where there is no fit.
  public func density(_ family: Family, in interval: ClosedRange<Double>) -> Double {
    guard let fit = self[family] else { return .nan }
    let law = GeneralizedNormal(location: fit.location, scale: fit.scale, shape: fit.shape)
    let probability = law.partialMoments(from: interval.lowerBound, to: interval.upperBound).probability
    return probability / (interval.upperBound - interval.lowerBound)
  }
}
