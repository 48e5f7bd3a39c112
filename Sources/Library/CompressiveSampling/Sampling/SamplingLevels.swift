import RealModule

/// What a measurement is quantized to.
public enum SamplingLevels: Sendable, Equatable {
  /// One bit (THESIS, Equation (4.5), with the points ±½ that make it unbiased).
  case oneBit
  /// −Q...Q (THESIS, Equation (4.4)).
  case symmetric(Int)

  /// Q; ½ for one bit, since its step is 2‖v‖∞.
  public var range: Double {
    switch self {
    case .oneBit: 0.5
    case .symmetric(let extent): Double(extent)
    }
  }

  /// The number of levels, 2Q + 1; 2 for one bit.
  public var count: Int { Int(2 * range) + 1 }

  /// The bits of a measurement, log₂ of the number of levels.
  public var bits: Double { .log2(Double(count)) }

  /// γ of THESIS, Equation (4.10), of k of n measurements.
  ///
  /// > Note: For one bit the same proof holds with Q = ½, as the error has the variance ϱ²/12 there too.
  public func varianceFactor(order n: Int, measurementCount k: Int) -> Double {
    guard k > 1 else { return Double(n) - 1 }
    let (n, k) = (Double(n), Double(k))
    return n / k - 1 + n / (4 * range * range) * .log(k) / (k - 1)
  }
}
