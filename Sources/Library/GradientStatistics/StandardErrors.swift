import RealModule

/// Standard errors of the parameters of a fitted GenNorm(μ, α, β), in the units of the parameters.
public struct StandardErrors: Sendable, Equatable, Codable {
  /// That of μ, from Fisher's information β² Γ(2 − 1/β) / (α² Γ(1/β)) a sample; nil for β ≤ ½, where the information is
  /// infinite: the density has a cusp, and the estimate converges faster than n^(−½).
  public let location: Double?
  /// That of α, from the observed information of the free ones among α and β.
  public let scale: Double
  /// That of β; nil where the shape is fixed or was found at the end of its range.
  public let shape: Double?

  /// The errors of a law with fixed shape, that of α being α/√(nβ).
  init(of law: GeneralizedNormal, count: Int) {
    self.init(
      location: Self.location(of: law, count: count), scale: law.scale / (Double(count) * law.shape).squareRoot(),
      shape: nil)
  }

  /// The errors of a law with a free shape.
  ///
  /// With T_k = Σ |x/α|^β lnᵏ|x/α|, x counted from μ, and ψ the digamma function at 1/β, the information about (α, β) at the
  /// maximum, where T₀ = n/β, is
  ///
  ///     I_αα = nβ/α²,   I_αβ = −(n/β + β T₁)/α,   I_ββ = n/β² + nψ′/β⁴ + 2nψ/β³ + T₂
  init(of law: GeneralizedNormal, count: Int, sums: DistanceSums) {
    let (n, α, β) = (Double(count), law.scale, law.shape)
    let log = Double.log(α), unit = Double.exp(-β * log)
    let first = unit * (sums.first - log * sums.zeroth)
    let second = unit * (sums.second - log * (2 * sums.first - log * sums.zeroth))
    let αα = n * β / (α * α)
    let αβ = -(n / β + β * first) / α
    let ββ = n / (β * β) * (1 + (.trigamma(1 / β) / β + 2 * .digamma(1 / β)) / β) + second
    let determinant = αα * ββ - αβ * αβ
    guard determinant > 0 else {
      self.init(of: law, count: count)
      return
    }
    self.init(
      location: Self.location(of: law, count: count), scale: (ββ / determinant).squareRoot(),
      shape: (αα / determinant).squareRoot())
  }

  /// The same errors of values that are `factor` times as large.
  func scaled(by factor: Double) -> StandardErrors {
    StandardErrors(location: location.map { $0 * factor }, scale: scale * factor, shape: shape)
  }

  private init(location: Double?, scale: Double, shape: Double?) {
    self.location = location
    self.scale = scale
    self.shape = shape
  }

  private static func location(of law: GeneralizedNormal, count: Int) -> Double? {
    let a = 1 / law.shape
    guard a < 2 else { return nil }
    return law.scale / law.shape * .exp((.logGamma(a) - .logGamma(2 - a)) / 2) / Double(count).squareRoot()
  }
}
