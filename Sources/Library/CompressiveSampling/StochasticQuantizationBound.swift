import RealModule

/// What stochastic quantization of a vector (QSG, also QSGD) promises.
///
/// Each xᵢ = |gᵢ|/‖g‖₂ is rounded at random, without bias, to a multiple of 1/s, s = `levelCount` (Alistarh et al., "QSGD:
/// communication-efficient SGD via gradient quantization and encoding", 2017; THESIS, Equation (A.4)). With n = `length`,
/// E‖e‖² ≤ γ‖g‖².
public struct StochasticQuantizationBound: Sendable, Equatable {
  /// How γ and the bits are counted.
  public enum Account: Sendable, CaseIterable {
    /// As THESIS, Figure 4.1: γ = min(n/s², √n/s) (QSGD, Lemma 3.1), and log₂(2s + 1) bits for each value, which is how
    /// THESIS, Table 3.3, has a gain of 20.2 for s = 1.
    case fixedLength
    /// With rounding's own variance, at most ¼ (THESIS, Appendix A), and an entropy coder, as QSGD has:
    /// γ = min(n/4, s√n)/s². An index's square has the mean m = s²(1 + γ)/n over the vector, so that a coder with a
    /// fixed law needs at most ½ log₂(2πe(m + 1/12)) bits for each value.
    case entropyCoded
  }

  /// The elements of the vector, n.
  public let length: Int
  /// The levels above 0, s.
  public let levelCount: Int
  /// How γ and the bits are counted.
  public let account: Account

  /// Creates the bound for these parameters.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless n and s lie in 1...2³⁰.
  public init(length: Int, levelCount: Int, account: Account) throws(CompressiveSamplingError) {
    try CompressiveSamplingError.check(length, in: 1...1 << 30, "elements")
    try CompressiveSamplingError.check(levelCount, in: 1...1 << 30, "levels")
    self.length = length
    self.levelCount = levelCount
    self.account = account
  }

  /// γ.
  public var varianceFactor: Double {
    let (n, s) = (Double(length), Double(levelCount))
    let rounding = account == .fixedLength ? n : n / 4
    return min(rounding, s * .sqrt(n)) / (s * s)
  }

  /// The compression gain, with `valueBits` = b; the bits of ‖g‖₂ are left out, as in ``QCSBound``.
  public func gain(valueBits: Double = 32) -> Double {
    let (n, s) = (Double(length), Double(levelCount))
    switch account {
    case .fixedLength: return valueBits / .log2(2 * s + 1)
    case .entropyCoded:
      let meanSquare = s * s * (1 + varianceFactor) / n
      return valueBits / (.log2(2 * .pi * .exp(1) * (meanSquare + 1.0 / 12)) / 2)
    }
  }

  /// The parameters of the least γ among all whose gain is at least `gain`: the largest s, found by halving.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless n is in 1...2³⁰,
  ///   ``CompressiveSamplingError/unreachableGain(_:expected:)`` where even s = 1 has less gain, or the gain is not above 0.
  public static func least(
    length: Int, gain: Double, account: Account, valueBits: Double = 32
  ) throws(CompressiveSamplingError) -> StochasticQuantizationBound {
    var low = try StochasticQuantizationBound(length: length, levelCount: 1, account: account)
    guard gain > 0, gain <= low.gain(valueBits: valueBits) else {
      throw .unreachableGain(gain, expected: "above 0, at most \(low.gain(valueBits: valueBits))")
    }
    var excess = 1 << 30
    while excess - low.levelCount > 1 {
      let middle = try StochasticQuantizationBound(
        length: length, levelCount: (low.levelCount + excess) / 2, account: account)
      if middle.gain(valueBits: valueBits) >= gain { low = middle } else { excess = middle.levelCount }
    }
    return low
  }
}
