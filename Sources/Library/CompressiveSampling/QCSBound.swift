import RealModule

/// What unbiased quantized compressive sampling (QCS) promises: its error and its compression gain.
///
/// With n = `length`, k = `measurementCount`, Q = `levelRange` (indices in −Q...Q), the error e of a vector g obeys
/// E‖e‖² ≤ γ‖g‖² (THESIS, Theorem 7, Equations (4.10) and (4.11); the logarithm in γ is the natural one):
///
///     γ = n/k − 1 + n/(4Q²) · ln k/(k − 1)   (n − 1 for k = 1),   gain = n b / (k log₂(2Q + 1))
///
/// with b bits for a value that is not compressed; the scale factor's bits are left out, as there.
public struct QCSBound: Sendable, Equatable {
  /// The elements of the vector, n.
  public let length: Int
  /// The measurements that are sent, k, in 1...n.
  public let measurementCount: Int
  /// The greatest index, Q.
  public let levelRange: Int

  /// The largest Q that is considered: indices fit 32 bits.
  public static let greatestLevelRange = 1 << 30

  /// Creates the bound for these parameters.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless n is positive, k lies in 1...n and Q
  ///   in 1...2³⁰.
  public init(length: Int, measurementCount: Int, levelRange: Int) throws(CompressiveSamplingError) {
    try CompressiveSamplingError.check(length, in: 1...1 << 30, "elements")
    try CompressiveSamplingError.check(measurementCount, in: 1...length, "measurements")
    try CompressiveSamplingError.check(levelRange, in: 1...Self.greatestLevelRange, "levels on a side")
    self.init(n: length, k: measurementCount, Q: levelRange)
  }

  private init(n: Int, k: Int, Q: Int) {
    length = n
    measurementCount = k
    levelRange = Q
  }

  /// γ.
  public var varianceFactor: Double {
    SamplingLevels.symmetric(levelRange).varianceFactor(order: length, measurementCount: measurementCount)
  }

  /// The compression gain, with `valueBits` = b.
  public func gain(valueBits: Double = 32) -> Double {
    Double(length) * valueBits / (Double(measurementCount) * .log2(2 * Double(levelRange) + 1))
  }

  /// The parameters of the least γ among all whose gain is at least `gain`.
  ///
  /// γ falls in Q, so each k in 1...n is tried with the largest Q that the gain allows; the first of equals is taken.
  /// - Complexity: O(n).
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless n is positive,
  ///   ``CompressiveSamplingError/unreachableGain(_:expected:)`` unless 0 < gain ≤ n b / log₂ 3.
  public static func least(
    length: Int, gain: Double, valueBits: Double = 32
  ) throws(CompressiveSamplingError) -> QCSBound {
    var best = try QCSBound(length: length, measurementCount: 1, levelRange: 1)
    let greatest = best.gain(valueBits: valueBits)
    guard gain > 0, gain <= greatest else {
      throw .unreachableGain(gain, expected: "above 0, at most \(greatest)")
    }
    for k in 1...length {
      let levels = Double.exp2(Double(length) * valueBits / (gain * Double(k)))  // at least 2Q + 1
      var candidate = QCSBound(n: length, k: k, Q: Int(min((levels + 1) / 2, Double(greatestLevelRange))))
      // The power may be off by rounding.
      while candidate.levelRange > 0, candidate.gain(valueBits: valueBits) < gain {
        candidate = QCSBound(n: length, k: k, Q: candidate.levelRange - 1)
      }
      guard candidate.levelRange > 0 else { break }
      if candidate.varianceFactor < best.varianceFactor { best = candidate }
    }
    return best
  }
}
