import RealModule

/// How the square [−1, 1)² is divided into a blue and a green region, with half of it each (THESIS, Section 6.5.1,
/// Setup 1).
///
/// > Note: THESIS shows its regions in a picture without a formula.
public enum PlaneRegion: String, Sendable, CaseIterable {
  /// A blue clover with four leaves towards the corners, in polar coordinates r and θ:
  ///
  ///     r < R (1 − a cos 4θ),   a = 0.4,   R² = 2 / π(1 + a²/2)
  ///
  /// No sum of a function of x₁ and one of x₂ tells the regions apart, for (0, 0) and (0.7, 0.7) are blue, (0, 0.7) and
  /// (0.7, 0) green. So sensors that do no more than compare an output of one with an output of the other cannot.
  case clover
  /// Blue above a wave of two periods, which such a sum does tell from what is below:
  ///
  ///     x₂ > ½ sin(2π x₁)
  case wave

  /// Whether a location is blue.
  public func isBlue(_ x1: Float, _ x2: Float) -> Bool {
    switch self {
    case .clover:
      let square = x1 * x1 + x2 * x2
      guard square > 0 else { return true }
      // cos 4θ = 1 − 8 sin²θ cos²θ
      let cosine = 1 - 8 * x1 * x1 * x2 * x2 / (square * square)
      let a: Float = 0.4
      let bound = 1 - a * cosine
      return square < 2 / (.pi * (1 + a * a / 2)) * bound * bound
    case .wave: return x2 > 0.5 * .sin(2 * .pi * x1)
    }
  }
}
