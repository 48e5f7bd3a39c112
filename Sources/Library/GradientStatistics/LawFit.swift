import RealModule

/// The law of a family that gives a sample the greatest likelihood, with how likely and how certain it is ([CO3, Section III]).
///
/// Normal and Laplace laws have their closed forms: mean and deviation (divisor n), median and mean distance from it. For
/// GenNorm(μ, α, β) all three parameters are searched for; μ need not be the mean.
///
/// The likelihood of GenNorm has no bound: with μ at a value that occurs k times in n, it grows as k/(nβ) nats a sample as
/// β → 0, for any sample. So β is kept in ``shapes(count:multiplicity:)``, where this gain is below a tenth of a nat or
/// Laplace's law is the most peaked; values with many zeros, for which no GenNorm law has an atom, end there.
///
/// Samples up to 4,096 values are searched exactly. Of larger ones the search sees the numbers of values in some thousands
/// of narrow cells; at its end the shape is corrected, and scale and likelihood are computed, from all values.
public struct LawFit: Sendable, Equatable, Codable {
  public let family: LawFamily
  /// The fitted law, in the units of the values.
  public let law: GeneralizedNormal
  /// The number of values n.
  public let count: Int
  /// The mean of the logarithm of the fitted density over the values, in nats a sample.
  public let meanLogLikelihood: Double
  public let standardErrors: StandardErrors

  /// Fits a law to values.
  ///
  /// - Throws: ``LawFitError`` for values that are none, not finite or all the same.
  /// - Complexity: O(n), and O(m²) at most for up to m = 4,096 values.
  public init(_ family: LawFamily, to values: Span<Float>) throws(LawFitError) {
    let coordinate = try UnitCoordinate(of: values)
    let estimate =
      switch family {
      case .generalizedNormal: GenNormEstimate(values, coordinate)
      case .laplace: GenNormEstimate(values, coordinate, location: coordinate.of(values.median), shape: 1)
      case .normal: GenNormEstimate(values, coordinate, location: coordinate.of(Moments(values).mean), shape: 2)
      }
    self.init(family, estimate, coordinate, count: values.count)
  }

  /// Fits scale and shape of a GenNorm law whose location is known, such as the mean of gradients, which lies close to zero.
  ///
  /// It takes a tenth of the time that the search for the location takes, and less.
  ///
  /// - Throws: ``LawFitError`` for values that are none, not finite or all the same.
  /// - Complexity: O(n).
  public init(to values: Span<Float>, location: Double) throws(LawFitError) {
    let coordinate = try UnitCoordinate(of: values)
    let estimate = GenNormEstimate(values, coordinate, location: coordinate.of(location))
    self.init(.generalizedNormal, estimate, coordinate, count: values.count)
  }

  /// Fits a law to values.
  ///
  /// - Throws: ``LawFitError`` for values that are none, not finite or all the same.
  public init(_ family: LawFamily, to values: [Float]) throws(LawFitError) {
    try self.init(family, to: values.span)
  }

  /// Fits scale and shape of a GenNorm law whose location is known.
  ///
  /// - Throws: ``LawFitError`` for values that are none, not finite or all the same.
  public init(to values: [Float], location: Double) throws(LawFitError) {
    try self.init(to: values.span, location: location)
  }

  private init(_ family: LawFamily, _ estimate: GenNormEstimate, _ coordinate: UnitCoordinate, count: Int) {
    let profile = estimate.profile
    let law = GeneralizedNormal(location: estimate.location, scale: profile.scale, shape: profile.shape)
    let errors =
      estimate.isShapeFree
      ? StandardErrors(of: law, count: count, sums: profile.sums) : StandardErrors(of: law, count: count)
    self.family = family
    self.law = GeneralizedNormal(
      location: coordinate.value(at: law.location), scale: law.scale * coordinate.unit, shape: law.shape)
    self.count = count
    meanLogLikelihood = profile.value - .log(coordinate.unit)
    standardErrors = errors.scaled(by: coordinate.unit)
  }
}

extension LawFit {
  /// The shapes that are searched for a GenNorm law: min(1, max(0.1, 10 k/n)) to 64, for n = `count` values of which k =
  /// `multiplicity` are equal.
  ///
  /// Above, laws differ little from the uniform one.
  public static func shapes(count: Int, multiplicity: Int) -> ClosedRange<Double> {
    min(1, max(0.1, 10 * Double(multiplicity) / Double(count)))...64
  }
}
