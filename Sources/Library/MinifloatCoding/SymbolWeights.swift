import GradientStatistics
import Quantization

extension MinifloatQuantizer {
  /// The number of codes of the format, 2^(1 + e + m), used or not.
  var codeCount: Int { 2 * Int(format.signBit) }

  /// Whether each code stands for a number; −0 does not, since 0 has the code 0 whatever its sign.
  var isUsed: [Bool] {
    var used = [Bool](repeating: false, count: codeCount)
    for index in 0..<levelCount { used[Int(code(of: index))] = true }
    return used
  }

  /// The numbers that codes stand for, as 32-bit floats, and 0 for those that stand for none.
  ///
  /// They are what `decode(_:into:)` gives.
  var numbers: [Float] {
    var numbers = [Float](repeating: 0, count: codeCount)
    for index in 0..<levelCount { numbers[Int(code(of: index))] = Float(point(of: index)) }
    return numbers
  }

  /// Integer weights of the codes in proportion to the probabilities of their cells under a law, 1 at least for each code that
  /// stands for a number, so that every number can be coded.
  ///
  /// Of a layer of which only the share K of largest magnitudes is kept, numbers below the magnitude that the law exceeds
  /// with probability K count as zeros.
  ///
  /// - Complexity: O(levels) evaluations of the law's distribution function.
  func symbolWeights(for law: GeneralizedNormal, keptShare: Double = 1) -> [Int] {
    let threshold = keptShare < 1 ? law.aboutZero.upperQuantile(keptShare / 2) : 0
    var weights = [Int](repeating: 0, count: codeCount)
    for index in 0..<levelCount {
      let (lower, upper) = cell(of: index)
      let probability =
        if upper <= 0 {
          law.probability(from: lower, to: min(upper, -threshold))
        } else if lower >= 0 {
          law.probability(from: max(lower, threshold), to: upper)
        } else {
          law.probability(from: min(lower, -threshold), to: max(upper, threshold))
        }
      weights[Int(code(of: index))] = probability.isFinite ? max(1, Int(probability * 0x1p30)) : 1
    }
    return weights
  }
}

extension GeneralizedNormal {
  /// Pr(lower < X ≤ upper), from the tail in which it does not cancel; 0 for an empty interval.
  func probability(from lower: Double, to upper: Double) -> Double {
    guard lower < upper else { return 0 }
    if lower >= location { return upperTail(lower) - upperTail(upper) }
    if upper <= location { return lowerTail(upper) - lowerTail(lower) }
    return 1 - lowerTail(lower) - upperTail(upper)
  }
}
