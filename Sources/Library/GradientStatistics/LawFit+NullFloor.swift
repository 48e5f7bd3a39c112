import Randomness

extension LawFit {
  /// The 2-Wasserstein distances that would be found if the fitted law were the true one: samples of the same size are drawn
  /// from it, a law of the same family is fitted to each, and the distance to that one is taken (parametric bootstrap).
  ///
  /// Distances near this floor do not speak against the family. They are in the units of the values.
  ///
  /// - Throws: ``LawFitError`` where a drawn sample has no fit, as one of a single value.
  /// - Precondition: `repetitions` is positive.
  /// - Complexity: O(`repetitions` n).
  public func wassersteinNullFloor(
    repetitions: Int, using rng: inout some RandomNumberGenerator
  ) throws(LawFitError) -> SampleSummary {
    precondition(repetitions > 0, "a floor of \(repetitions) repetitions")
    // Drawn with deviation 1 about zero, for single precision may not hold the scale.
    let unit = GeneralizedNormal(deviation: 1, shape: law.shape)
    let source = GenNorm(scale: Float(unit.scale), shape: Float(law.shape))
    var distances: [Double] = []
    for _ in 0..<repetitions {
      let values = (0..<count).map { _ in source.sample(using: &rng) }
      let fit = try LawFit(family, to: values)
      distances.append(SortedSample(values).wassersteinDistance(to: fit.law) * law.scale / unit.scale)
    }
    return SampleSummary(distances)
  }
}
