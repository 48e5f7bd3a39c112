/// A family of laws that is fitted to a sample: generalized normal laws, with the shape free or fixed ([CO3, Section III]).
public enum LawFamily: String, Sendable, Codable, CaseIterable {
  /// GenNorm(μ, α, β) with all three free.
  case generalizedNormal
  /// Laplace's laws, of shape β = 1.
  case laplace
  /// The normal laws, of shape β = 2.
  case normal
}

/// What keeps a law from being fitted to a sample.
public enum LawFitError: Error, Equatable, Sendable {
  /// There are no values.
  case noValues
  /// The value at this index is infinite or not a number.
  case valueIsNotFinite(index: Int)
  /// All values are this one, so that the likelihood grows without end as the scale falls to zero.
  case constantValues(Float)
}

extension LawFitError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .noValues: "no values to fit a law to"
    case .valueIsNotFinite(let index): "value \(index) is infinite or not a number"
    case .constantValues(let value): "all values are \(value), which no law of a density gives"
    }
  }
}
