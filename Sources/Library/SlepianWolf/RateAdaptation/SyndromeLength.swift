import GradientStatistics
import RealModule

/// How many syndrome bits a block of a ``RateAdaptiveCode`` needs, by a law fitted to measurements.
///
/// With n the block length, H and V the mean conditional entropy and dispersion of its bits and ε the probability of a
/// failure,
///
///     l = n H + n δ(n, H) + Q⁻¹(ε) √(n (V + v) + n² s²)
///
/// as the normal approximation has it for the best code (Polyanskiy, Poor and Verdú, IEEE Transactions on Information
/// Theory 56, 2010), but for two terms that are the code's own: δ, what belief propagation misses on average, and v, how
/// much that varies; and for s, the standard deviation of H where it is not known. δ and v were fitted on binary symmetric
/// side information with n from 1,200 to 9,600 and H from 0.1 to 0.8, to a normal law of the number of flips that a syndrome
/// bears. The tail is a little heavier: where l is meant to fail with probability 10⁻², up to three blocks in a hundred were
/// counted.
public struct SyndromeLength: Sendable, Equatable {
  /// The length n of a block.
  public let blockLength: Int
  /// H, bits for each source bit.
  public let entropy: Double
  /// V, squared bits for each source bit.
  public let dispersion: Double
  /// s, bits for each source bit.
  public let spread: Double

  /// Creates the law for blocks whose bits have this mean conditional entropy and dispersion.
  ///
  /// - Precondition: `blockLength` is positive, `entropy` lies in [0, 1], `dispersion` and `spread` are finite and not
  ///   negative.
  public init(blockLength: Int, entropy: Double, dispersion: Double, spread: Double = 0) {
    precondition(blockLength > 0, "a block of \(blockLength) bits")
    precondition(entropy >= 0 && entropy <= 1, "an entropy of \(entropy) bits")
    precondition(dispersion >= 0 && dispersion.isFinite, "a dispersion of \(dispersion)")
    precondition(spread >= 0 && spread.isFinite, "a spread of \(spread)")
    self.blockLength = blockLength
    self.entropy = entropy
    self.dispersion = dispersion
    self.spread = spread
  }

  /// The mean of the syndrome bits that a block needs.
  var mean: Double { Double(blockLength) * (entropy + missed) }
  /// Their standard deviation.
  var deviation: Double {
    let n = Double(blockLength)
    return (n * (dispersion + 0.22) + n * n * spread * spread).squareRoot()
  }

  /// The syndrome bits of which a block fails with probability `failureRate`, at most n.
  ///
  /// - Precondition: `failureRate` lies in (0, 1).
  public func bits(failureRate: Double) -> Int {
    let n = Double(blockLength)
    let quantile = GeneralizedNormal(scale: .sqrt(2), shape: 2).upperQuantile(failureRate)
    let length = mean + quantile * deviation
    return Int(min(max(length, 1), n).rounded(.up))
  }

  /// δ, bits for each source bit: less where there is little to miss.
  private var missed: Double {
    (0.0194 + 0.79 / Double(blockLength).squareRoot()) * min(1, 0.39 + 2.16 * entropy)
  }
}
