import GradientStatistics
import RealModule

/// The least rate of a Slepian-Wolf code of finite length, by the normal approximation.
///
/// With n = `blockLength`, ε = `errorProbability`, H and V the conditional entropy and dispersion of the bit (Tan and
/// Kosut, "On the dispersions of three network information theory problems", 2014, for one terminal with side information
/// at the decoder; the third term as for almost lossless codes without side information, Kontoyiannis and Verdú, "Optimal
/// lossless data compression: non-asymptotics and asymptotics", 2014):
///
///     R(n, ε) = H + √(V/n) Q⁻¹(ε) − log₂(n)/(2n) + O(1/n)   bits per source bit
///
/// ``SymmetricCodeLimits`` gives exact bounds; the approximation may lie outside them by a few bits a block.
public struct NormalApproximation: Sendable, Equatable {
  /// H, bits.
  public let entropy: Double
  /// V, squared bits.
  public let dispersion: Double
  /// The source bits in a block, n.
  public let blockLength: Int
  /// The probability ε that a block is not recovered.
  public let errorProbability: Double
  /// Whether −log₂(n)/(2n) is added.
  public let hasThirdOrderTerm: Bool

  /// Creates the approximation for blocks of `blockLength` bits, of which a share `errorProbability` may fail.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless the length is positive and the error
  ///   probability lies strictly between 0 and 1.
  public init(
    _ posterior: BinaryPosterior, blockLength: Int, errorProbability: Double, hasThirdOrderTerm: Bool = true
  ) throws(RateDistortionError) {
    try Self.check(blockLength: blockLength, errorProbability: errorProbability)
    self.entropy = posterior.entropy
    self.dispersion = posterior.dispersion
    self.blockLength = blockLength
    self.errorProbability = errorProbability
    self.hasThirdOrderTerm = hasThirdOrderTerm
  }

  /// R(n, ε), bits per source bit, held to 0...1: no code needs more than the bits themselves.
  ///
  /// > Note: The third term is left out where V = 0: all blocks are then equally likely and there is no such gain.
  public var rate: Double {
    let n = Double(blockLength)
    let quantile = GeneralizedNormal(scale: .sqrt(2), shape: 2).upperQuantile(errorProbability)
    let third = hasThirdOrderTerm && dispersion > 0 ? Double.log2(n) / (2 * n) : 0
    return min(max(entropy + .sqrt(dispersion / n) * quantile - third, 0), 1)
  }

  /// f = R/H, what no code of this length can beat; NaN where H = 0.
  public var efficiency: Double { entropy > 0 ? rate / entropy : .nan }

  static func check(blockLength: Int, errorProbability: Double) throws(RateDistortionError) {
    guard blockLength > 0 else {
      throw .outside(Double(blockLength), quantity: "block length n", admissible: "at least 1")
    }
    guard errorProbability > 0, errorProbability < 1 else {
      throw .outside(errorProbability, quantity: "error probability ε", admissible: "above 0, below 1")
    }
  }
}
