import RealModule

/// What unbiased random sparsification promises.
///
/// Each of n elements is kept with probability k/n and then scaled by n/k, else it is 0: E‖e‖² = γ‖g‖² for any g, with
///
///     γ = n/k − 1,   gain = n b / (k (b + position bits))
///
/// Probabilities that follow |gᵢ| (Wangni et al., "Gradient sparsification for communication-efficient distributed
/// optimization", 2018) have less error, except where all |gᵢ| are equal: no bound for every vector is less.
public struct SparsificationBound: Sendable, Equatable {
  /// The elements of the vector, n.
  public let length: Int
  /// The elements kept, k: a mean, above 0 and at most n.
  public let keptCount: Double

  /// γ.
  public var varianceFactor: Double { Double(length) / keptCount - 1 }

  /// The bound at this gain, with b = `valueBits` for a value and, unless `sendsPositions` is false, log₂ n bits for its
  /// position.
  ///
  /// THESIS does not say whether Figure 4.1 counts positions; without them sparsification looks its best.
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless n is in 1...2³⁰,
  ///   ``CompressiveSamplingError/unreachableGain(_:expected:)`` unless the gain is positive and finite.
  public static func least(
    length: Int, gain: Double, sendsPositions: Bool, valueBits: Double = 32
  ) throws(CompressiveSamplingError) -> SparsificationBound {
    try CompressiveSamplingError.check(length, in: 1...1 << 30, "elements")
    guard gain.isFinite, gain > 0 else { throw .unreachableGain(gain, expected: "above 0, finite") }
    let bits = valueBits + (sendsPositions ? .log2(Double(length)) : 0)
    let kept = Double(length) * valueBits / (gain * bits)  // beyond n where even k = n has the gain
    return SparsificationBound(length: length, keptCount: min(kept, Double(length)))
  }
}
