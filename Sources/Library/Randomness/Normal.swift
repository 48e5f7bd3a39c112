/// The normal distribution.
///
/// Box and Muller (1958): two words w, v give, with u = (w + ½) / 2³² and θ = 2πv / 2³²,
///
///     z₀ = √(−2 ln u) cos θ,   z₁ = √(−2 ln u) sin θ
///
/// in single precision. The elements 2j and 2j + 1 of a fill are z₀ and z₁ of the words 2j and 2j + 1. Values lie
/// within 6.77 deviations of the mean; beyond 6.5, where one of 1.2 × 10¹⁰ falls, the 32 bits of w show.
public struct Normal: Distribution, Equatable {
  /// The mean.
  public let mean: Float
  /// The standard deviation.
  public let deviation: Float

  /// Creates the normal distribution with the given mean and standard deviation.
  ///
  /// - Precondition: both are finite, and `deviation` is not negative.
  public init(mean: Float = 0, deviation: Float = 1) {
    precondition(
      mean.isFinite && deviation.isFinite && deviation >= 0, "no normal law has mean \(mean), deviation \(deviation)")
    self.mean = mean
    self.deviation = deviation
  }

  public static var wordsPerElement: Int { 1 }

  @inlinable
  public func sample(using rng: inout some RandomNumberGenerator) -> Float {
    let bits = rng.next()
    return values(of: UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32)).0
  }

  public func fill(_ values: inout MutableSpan<Float>, startingAt first: Int, of rng: Philox) {
    // Pairs are made in place; an element at either end whose partner is outside is made apart.
    let start = values.isEmpty ? 0 : first % 2
    let end = values.count - (values.count - start) % 2
    if start == 1 { values[0] = pair(of: first - 1, from: rng).1 }
    if end < values.count { values[end] = pair(of: first + end, from: rng).0 }
    fill(&values, in: start..<end, startingAt: first + start, of: rng) { values, piece in
      for pair in 0..<piece.count / 2 {
        let index = piece.lowerBound &+ 2 &* pair
        let (z0, z1) = Self.boxMuller(values[unchecked: index].bitPattern, values[unchecked: index &+ 1].bitPattern)
        values[unchecked: index] = mean + deviation * z0
        values[unchecked: index &+ 1] = mean + deviation * z1
      }
    }
  }

  /// The elements `element`, which is even, and `element` + 1.
  private func pair(of element: Int, from rng: Philox) -> (Float, Float) {
    var rng = rng
    rng.seek(to: rng.position + UInt64(element))
    let radius = rng.nextWord()
    return values(of: radius, rng.nextWord())
  }

  @usableFromInline
  func values(of radius: UInt32, _ angle: UInt32) -> (Float, Float) {
    let (z0, z1) = Self.boxMuller(radius, angle)
    return (mean + deviation * z0, mean + deviation * z1)
  }

  /// Two standard normal values.
  @inline(__always)
  static func boxMuller(_ radius: UInt32, _ angle: UInt32) -> (Float, Float) {
    let length = (-2 * radius.openUniform.naturalLogarithm).root
    let (cosine, sine) = angle.cosineAndSineOfTurn
    return (length * cosine, length * sine)
  }
}

extension UInt32 {
  /// The number (w + ½) / 2³² for the word w, rounded: positive and at most 1.
  @inline(__always)
  var openUniform: Float { (Float(self) + 0.5) * 0x1p-32 }
}
