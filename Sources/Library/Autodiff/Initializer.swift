import Randomness

/// How the numbers of one parameter tensor are drawn before training.
public enum Initializer: Sendable, Equatable {
  case zeros
  case ones
  /// Uniform on [-bound, bound].
  case uniform(bound: Float)
  /// Uniform on ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010), what Keras takes by default.
  case glorotUniform
  /// Normal of variance 2 / fan-in (He et al. 2015).
  case heNormal

  /// Numbers for a tensor with the given fans.
  func values(count: Int, fans: (in: Int, out: Int), using rng: inout some RandomNumberGenerator) -> [Float] {
    func uniform(_ bound: Float) -> [Float] {
      let law = Uniform(low: -bound, high: bound)
      return (0..<count).map { _ in law.sample(using: &rng) }
    }
    switch self {
    case .zeros: return Array(repeating: 0, count: count)
    case .ones: return Array(repeating: 1, count: count)
    case .uniform(let bound): return uniform(bound)
    case .glorotUniform: return uniform((6 / Float(fans.in + fans.out)).squareRoot())
    case .heNormal:
      let law = Normal(mean: 0, deviation: (2 / Float(fans.in)).squareRoot())
      return (0..<count).map { _ in law.sample(using: &rng) }
    }
  }
}

extension ParameterLayout {
  /// The flat vector, drawn entry by entry.
  public func initialValues(using rng: inout some RandomNumberGenerator) -> Tensor {
    Tensor([count], entries.flatMap { $0.initializer.values(count: $0.range.count, fans: $0.fans, using: &rng) })
  }
}
