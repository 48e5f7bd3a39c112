public import GradientStatistics
public import Randomness

/// The distribution of a signal behind a rectifier: an atom at zero, and beside it the density of what is not zero, with a
/// law fitted to that (THESIS, Appendix B).
///
/// Distances are the 2-Wasserstein distance of the nonzero values to the fitted law, in units of ``deviation``.
public struct SignalMarginal: Sendable, Codable, Equatable {
  /// The laws that the thesis names.
  public enum Law: String, Sendable, Codable, CaseIterable {
    /// |U| with U normal about 0, for forward signals.
    case foldedNormal = "folded normal"
    /// Normal, for backward signals.
    case normal
  }

  public let law: Law
  /// The number of values, and of those that are exactly 0.
  public let count: Int, zeros: Int
  /// The mean and the root of the mean square of the nonzero values.
  public let mean: Double, deviation: Double
  /// The share of nonzero values in bins over ``range(of:)``, over the bin's width in deviations.
  public let densities: [Double]
  /// The distance to the law of the greatest likelihood.
  public let distance: Double
  /// The mean of the same for independent samples of the law, as large as that of the nonzero values.
  public let nullDistance: Double

  /// The interval that the bins divide, in deviations.
  public static func range(of law: Law) -> ClosedRange<Double> { law == .normal ? -6...6 : 0...6 }

  /// Looks at a signal.
  ///
  /// - Throws: `LawFitError` where the law cannot be fitted, as to values of which none, or one only, differ from zero.
  /// - Precondition: `nullRepetitions` is positive. Signals of the folded normal law have no negative value.
  /// - Complexity: O(n) for each sample drawn.
  public init(
    _ values: [Float], law: Law, binCount: Int = 48, nullRepetitions: Int, using rng: inout Philox
  ) throws(LawFitError) {
    precondition(nullRepetitions > 0, "a floor of \(nullRepetitions) repetitions")
    let nonzero = values.filter { $0 != 0 }
    precondition(law == .normal || !nonzero.contains { $0 < 0 }, "a negative value of a folded law")
    self.law = law
    count = values.count
    zeros = values.count - nonzero.count
    let energy = nonzero.reduce(0) { $0 + Double($1) * Double($1) } / Double(nonzero.count)
    mean = nonzero.reduce(0) { $0 + Double($1) } / Double(nonzero.count)
    deviation = energy.squareRoot()
    let range = Self.range(of: law), scale = deviation
    let histogram = Histogram(nonzero.map { Float(Double($0) / scale) }, range: range, binCount: binCount)
    densities = histogram.densities
    distance = try Self.distance(nonzero, law) / deviation
    var floor = 0.0
    for _ in 0..<nullRepetitions {
      let sample = Normal().values(count: nonzero.count, using: &rng)
      floor += try Self.distance(law == .normal ? sample : sample.map(abs), law) / Double(nullRepetitions)
    }
    nullDistance = floor
  }

  /// The middles of the bins, in deviations.
  public var centres: [Double] {
    Histogram(range: Self.range(of: law), binCount: densities.count).centres
  }

  /// The density of the fitted law at x deviations, times the deviation.
  public func fittedDensity(at x: Double) -> Double {
    switch law {
    case .foldedNormal: return FoldedNormal(deviation: 1).density(x)
    case .normal:
      let spread = (1 - mean * mean / (deviation * deviation)).squareRoot()
      return GeneralizedNormal(deviation: spread, shape: 2).density(x - mean / deviation)
    }
  }

  /// The distance to the fitted law. That to a folded one is the distance of the values with both signs to the normal law.
  private static func distance(_ values: [Float], _ law: Law) throws(LawFitError) -> Double {
    let values = law == .normal ? values : values + values.map { -$0 }
    return SortedSample(values).wassersteinDistance(to: try LawFit(.normal, to: values).law)
  }
}
