import RealModule

/// What Pearson coefficients of independent samples look like: the law that a measured one is held against.
///
/// A coefficient of n independent pairs of independent variables, one of them normal, has mean 0 and standard deviation
/// 1/√(n − 1), and is nearly normal for n above some tens.
public struct CorrelationNull: Sendable, Equatable {
  /// The number of pairs, n ≥ 3.
  public let sampleCount: Int

  public init(sampleCount: Int) {
    precondition(sampleCount >= 3, "\(sampleCount) pairs have no law of their own")
    self.sampleCount = sampleCount
  }

  /// The standard deviation of a coefficient.
  public var deviation: Double { 1 / Double(sampleCount - 1).squareRoot() }

  /// The size that 95 of 100 coefficients do not exceed: 0.062 for a thousand pairs.
  public var band: Double { largest(of: 1, probability: 0.95) }

  /// The size that the largest of `count` independent coefficients does not exceed, with this probability.
  public func largest(of count: Int, probability: Double) -> Double {
    deviation * Self.quantile(count, probability)
  }

  /// The probability that each of `count` independent coefficients is smaller than `bound` in size.
  public func probability(below bound: Double, count: Int) -> Double {
    Double.pow(1 - Double.erfc(bound / deviation * 0.5.squareRoot()), Double(count))
  }

  /// The number of pairs at which the largest of `count` independent coefficients lies below `bound` half the time.
  public static func typicalSampleCount(largest bound: Double, of count: Int) -> Int {
    let ratio = quantile(count, 0.5) / bound
    return Int((ratio * ratio).rounded(.up)) + 1
  }

  /// The z with Pr(|Z_1|, …, |Z_count| ≤ z) = probability for independent standard normal Z, by bisection.
  private static func quantile(_ count: Int, _ probability: Double) -> Double {
    let single = -Double.expMinusOne(Double.log(probability) / Double(count))
    var (low, high) = (0.0, 40.0)
    for _ in 0..<60 {
      let z = (low + high) / 2
      if Double.erfc(z * 0.5.squareRoot()) > single { low = z } else { high = z }
    }
    return (low + high) / 2
  }
}
