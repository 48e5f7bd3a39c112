/// What symbols took by a model over what the model expected, as it was in rounds before: a decayed mean and deviation.
///
/// A model that is too sure of itself lets blocks start where they cannot decode, all of them at once.
public struct EntropyCorrection: Sendable, Codable, Equatable {
  /// What the last round counts.
  static var weight: Double { 0.3 }

  /// The mean of the ratio.
  public private(set) var factor = 1.0
  private var variance: Double

  /// The standard deviation of the ratio.
  public var deviation: Double { variance.squareRoot() }

  /// Creates the correction of one who has seen nothing and expects the model to be off by `deviation`.
  ///
  /// - Precondition: `deviation` is finite and not negative.
  public init(deviation: Double) {
    precondition(deviation >= 0 && deviation.isFinite, "a deviation of \(deviation)")
    variance = deviation * deviation
  }

  /// Takes note of the bits that symbols took by the model, and of what it had expected; a ratio counts as at least ½ and at
  /// most 2.
  public mutating func learn(bits: Double, expected: Double) {
    let ratio = expected > 0 ? min(2, max(0.5, bits / expected)) : 1
    let difference = ratio - factor
    factor += Self.weight * difference
    variance = (1 - Self.weight) * (variance + Self.weight * difference * difference)
  }

  /// The expectation as it is to be planned with.
  func corrected(_ information: PlaneInformation) -> PlaneInformation {
    PlaneInformation(
      entropy: min(1, factor * information.entropy), dispersion: information.dispersion,
      spread: deviation * information.entropy)
  }
}
