import RealModule

extension GeneralizedNormal {
  /// Creates GenNorm(μ, α, β) with the standard deviation σ = `deviation`: α = σ (Γ(1/β)/Γ(3/β))^½.
  ///
  /// A shape of 2 gives the normal law, 1 Laplace's.
  ///
  /// - Precondition: all are finite, `deviation` and `shape` are positive.
  public init(location: Double = 0, deviation: Double, shape: Double) {
    self.init(
      location: location, scale: deviation * .exp((.logGamma(1 / shape) - .logGamma(3 / shape)) / 2), shape: shape)
  }
}

extension GeneralizedNormal: ContinuousLaw {
  /// The mean μ.
  public var mean: Double { location }

  /// E[Xʲ; lower < X ≤ upper] for j = 0, 1, 2.
  ///
  /// With P the regularized lower incomplete gamma function and t as in the density, for μ = 0 and 0 ≤ x,
  ///
  ///     E[Xʲ; 0 < X ≤ x] = αʲ Γ((j + 1)/β) / (2Γ(1/β)) · P((j + 1)/β, t)
  ///
  /// - Precondition: `lower` is at most `upper`; either may be infinite.
  public func partialMoments(from lower: Double, to upper: Double) -> PartialMoments {
    precondition(lower <= upper, "the interval from \(lower) to \(upper)")
    let (a, b) = (lower - location, upper - location)
    let right = b > 0 ? centralMoments(from: max(0, a), to: b) : (0, 0, 0)
    let left = a < 0 ? centralMoments(from: max(0, -b), to: -a) : (0, 0, 0)
    let (probability, first, second) = (right.0 + left.0, right.1 - left.1, right.2 + left.2)
    return PartialMoments(
      probability: probability, first: first + location * probability,
      second: second + location * (2 * first + location * probability))
  }

  /// E[(X − μ)ʲ; a < X − μ ≤ b] for j = 0, 1, 2 and 0 ≤ a < b.
  private func centralMoments(from a: Double, to b: Double) -> (Double, Double, Double) {
    let (s, t) = (shape * .log(a / scale), shape * .log(b / scale))
    func moment(_ order: Double) -> Double {
      let gamma = RegularizedGamma(shape: (order + 1) / shape)
      let whole = Double.exp(order * .log(scale) + .logGamma(gamma.shape) - .logGamma(1 / shape)) / 2
      return whole * gamma.probability(logarithms: s, t)
    }
    return (moment(0), moment(1), moment(2))
  }
}
