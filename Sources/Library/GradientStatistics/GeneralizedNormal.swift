import RealModule

/// The generalized normal law GenNorm(μ, α, β) in double precision.
///
/// With a = 1/β and t = (|x − μ|/α)^β, its density is β / (2αΓ(a)) · e⁻ᵗ, and its tail, for x ≥ μ, Q(a, t)/2 with Q the
/// regularized upper incomplete gamma function (Nadarajah, "A generalized normal distribution", 2005).
public struct GeneralizedNormal: Sendable, Equatable {
  /// The location μ, the mean and median.
  public let location: Double
  /// The scale α.
  public let scale: Double
  /// The shape β.
  public let shape: Double

  /// Creates GenNorm(μ, α, β) with μ = `location`, α = `scale`, β = `shape`.
  ///
  /// - Precondition: all are finite, `scale` and `shape` are positive.
  public init(location: Double = 0, scale: Double = 1, shape: Double) {
    precondition(
      location.isFinite && scale.isFinite && shape.isFinite && scale > 0 && shape > 0,
      "no GenNorm law has location \(location), scale \(scale), shape \(shape)")
    self.location = location
    self.scale = scale
    self.shape = shape
  }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    shape / (2 * scale) * .exp(-.exp(logArgument(x)) - .logGamma(1 / shape))
  }

  /// Pr(X > x), with full relative accuracy in the tail.
  public func upperTail(_ x: Double) -> Double {
    let gamma = RegularizedGamma(shape: 1 / shape)
    return x < location
      ? 0.5 + gamma.lower(logarithm: logArgument(x)) / 2 : gamma.upper(logarithm: logArgument(x)) / 2
  }

  /// Pr(X ≤ x), with full relative accuracy in the tail.
  public func lowerTail(_ x: Double) -> Double {
    upperTail(2 * location - x)
  }

  /// The x with Pr(X > x) = `probability`.
  ///
  /// - Precondition: `probability` lies in 0...1; 0 and 1 give ∞ and −∞.
  public func upperQuantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "the probability \(probability) lies outside 0...1")
    if probability > 0.5 { return location - scale * deviate(1 - probability) }
    return location + scale * deviate(probability)
  }

  /// The variance α²Γ(3/β)/Γ(1/β).
  public var variance: Double {
    scale * scale * .exp(.logGamma(3 / shape) - .logGamma(1 / shape))
  }

  /// The kurtosis Γ(5/β)Γ(1/β)/Γ(3/β)², 3 for a normal law.
  public var kurtosis: Double {
    .exp(.logGamma(5 / shape) + .logGamma(1 / shape) - 2 * .logGamma(3 / shape))
  }

  /// The differential entropy 1/β + ln(2αΓ(1/β)/β), in nats.
  public var entropy: Double {
    1 / shape + .log(2 * scale / shape) + .logGamma(1 / shape)
  }

  /// t^(1/β) with Q(1/β, t)/2 = `probability`, which is at most ½.
  private func deviate(_ probability: Double) -> Double {
    .exp(RegularizedGamma(shape: 1 / shape).inverseUpper(2 * probability) / shape)
  }

  /// ln t, with t = (|x − μ|/α)^β.
  private func logArgument(_ x: Double) -> Double {
    shape * .log(abs(x - location) / scale)
  }
}
