public import GradientStatistics

/// The law of |U| for U normal with mean 0: what a layer reads behind a rectifier, without its zeros (THESIS, Appendix B).
public struct FoldedNormal: ContinuousLaw, Equatable {
  private let normal: GeneralizedNormal

  /// The law of |U|, E[U²] = `deviation`².
  ///
  /// - Precondition: `deviation` is positive and finite.
  public init(deviation: Double) {
    precondition(deviation > 0 && deviation.isFinite, "the deviation \(deviation)")
    normal = GeneralizedNormal(deviation: deviation, shape: 2)
  }

  public var mean: Double { (2 * normal.variance / .pi).squareRoot() }
  public var variance: Double { normal.variance * (1 - 2 / .pi) }

  public func density(_ x: Double) -> Double { x < 0 ? 0 : 2 * normal.density(x) }
  public func upperTail(_ x: Double) -> Double { x < 0 ? 1 : 2 * normal.upperTail(x) }
  public func upperQuantile(_ probability: Double) -> Double { normal.upperQuantile(probability / 2) }

  public func partialMoments(from lower: Double, to upper: Double) -> PartialMoments {
    let half = normal.partialMoments(from: max(0, lower), to: max(0, upper))
    return PartialMoments(probability: 2 * half.probability, first: 2 * half.first, second: 2 * half.second)
  }
}
