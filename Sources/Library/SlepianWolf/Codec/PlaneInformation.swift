import RealModule

/// What a plane of bits is expected to hold, given the side information: what rates are planned with.
public struct PlaneInformation: Sendable, Equatable {
  /// The mean conditional entropy H of a bit, 0...1 bits.
  public let entropy: Double
  /// The dispersion V of a bit, the variance of −log₂ Pr(bit), squared bits.
  public let dispersion: Double
  /// The standard deviation of H itself, in bits: how far the expectation may be off for all bits of the plane together.
  public let spread: Double

  /// Creates the expectation of entropy H and dispersion V.
  public init(entropy: Double, dispersion: Double, spread: Double = 0) {
    self.entropy = entropy
    self.dispersion = dispersion
    self.spread = spread
  }

  /// The expectation where each ratio ln (Pr(0) / Pr(1)) has a probability; they sum to 1.
  public init(_ ratios: some Sequence<(probability: Double, ratio: Double)>) {
    var entropy = 0.0, square = 0.0, within = 0.0
    for (probability, ratio) in ratios {
      // With x = e^−|λ|, the less likely value has probability x / (1 + x).
      let magnitude = abs(ratio)
      guard magnitude < 700 else { continue }
      let x = Double.exp(-magnitude), less = x / (1 + x)
      let slope = magnitude / .log(2)
      let mean = Double.log(onePlus: x) / .log(2) + less * slope
      entropy += probability * mean
      square += probability * mean * mean
      within += probability * less * (1 - less) * slope * slope
    }
    self.init(entropy: min(entropy, 1), dispersion: within + max(0, square - entropy * entropy))
  }

  /// The law of the syndrome bits that blocks of `bitCount` bits need.
  func need(bitCount: Int) -> SyndromeLength {
    SyndromeLength(blockLength: bitCount, entropy: entropy, dispersion: dispersion, spread: spread)
  }
}
