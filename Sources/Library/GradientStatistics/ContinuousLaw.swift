/// A probability law on the real line with a density, known through its tails and its moments over intervals.
///
/// It is what a quantizer's error is computed from without sampling.
public protocol ContinuousLaw: Sendable {
  /// The mean.
  var mean: Double { get }
  /// The variance, positive.
  var variance: Double { get }
  /// The density at `x`.
  func density(_ x: Double) -> Double
  /// Pr(X > x), with full relative accuracy in the tail.
  func upperTail(_ x: Double) -> Double
  /// The x with Pr(X > x) = `probability`, which lies in 0...1.
  func upperQuantile(_ probability: Double) -> Double
  /// E[Xʲ; lower < X ≤ upper] for j = 0, 1, 2.
  ///
  /// Intervals in a tail have full relative accuracy; one of probability p has an error of 10⁻¹⁶ q/p, with q the probability
  /// of the interval and of the tail beyond it.
  func partialMoments(from lower: Double, to upper: Double) -> PartialMoments
}

/// Moments of a law over an interval: E[Xʲ; X in the interval] for j = 0, 1, 2.
public struct PartialMoments: Sendable, Equatable {
  /// The probability of the interval.
  public let probability: Double
  /// E[X; X in the interval].
  public let first: Double
  /// E[X²; X in the interval].
  public let second: Double

  /// Creates moments.
  public init(probability: Double, first: Double, second: Double) {
    self.probability = probability
    self.first = first
    self.second = second
  }

  /// E[(X − point)²; X in the interval].
  @inlinable
  public func squaredError(about point: Double) -> Double {
    max(0, second - point * (2 * first - point * probability))
  }
}
