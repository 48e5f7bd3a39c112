import RealModule

/// The bits of an index, the least significant first, each given those below it (DSC, Equations (33)-(35)).
///
/// Bit i of 0..<m has 2ⁱ conditions, the values of the bits below. Tables have the value for bit i and lower bits b at
/// 2ⁱ − 1 + b.
struct BitPlanes: Sendable {
  /// The number of bits m.
  let count: Int

  /// The planes of indices in `0..<levelCount`; where that is no power of 2, the indices up to the next have
  /// probability 0.
  init(levelCount: Int) {
    precondition(levelCount > 1, "two levels at least")
    count = Int.bitWidth - (levelCount - 1).leadingZeroBitCount
  }

  /// The number of entries of a table, 2ᵐ − 1.
  var tableCount: Int { 1 << count - 1 }

  /// Adds the entropies of the bits for a condition of the side information, and gives their log-likelihood ratios.
  ///
  /// A ratio is log((p₀ + ε)/(p₁ + ε)), natural, with the probabilities p given the side information and ε = 1e-18, so
  /// that it lies within ±41.5 and is 0 where both are below what the probabilities are accurate to.
  ///
  /// - Parameters:
  ///   - joint: the probability of each index together with the condition.
  ///   - mass: that of the condition.
  ///   - entropies: for each bit, the sum over conditions of probability times entropy, bits.
  ///   - ratios: the table of the condition.
  /// - Complexity: O(2ᵐ).
  func fold(_ joint: ArraySlice<Double>, mass: Double, entropies: inout [Double], ratios: inout ArraySlice<Float>) {
    let ε = 1e-18
    var parts = joint.map { $0 / mass } + Array(repeating: 0, count: 1 << count - joint.count)
    for bit in (0..<count).reversed() {
      let half = 1 << bit
      var entropy = 0.0
      for lower in 0..<half {
        let (zero, one) = (parts[lower], parts[lower + half])
        let (logZero, logOne) = (Double.log(zero + ε), Double.log(one + ε))
        let logBoth = Double.log(zero + one + 2 * ε)
        entropy += zero * (logBoth - logZero) + one * (logBoth - logOne)
        ratios[ratios.startIndex + half - 1 + lower] = Float(logZero - logOne)
        parts[lower] = zero + one
      }
      entropies[bit] += mass * entropy / .log(2)
    }
  }
}
