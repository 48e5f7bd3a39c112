import RealModule

/// A share of independent trials that had an outcome, and what it says about the outcome's probability.
public struct BinomialShare: Sendable, Equatable {
  /// The number of trials with the outcome.
  public let count: Int
  /// The number of trials, n.
  public let trialCount: Int

  /// Creates the share of `count` of n trials.
  ///
  /// - Precondition: 0 ≤ `count` ≤ n, and n is positive.
  public init(_ count: Int, of trialCount: Int) {
    precondition(trialCount > 0 && (0...trialCount).contains(count), "\(count) of \(trialCount) trials")
    self.count = count
    self.trialCount = trialCount
  }

  /// The share.
  public var value: Double { Double(count) / Double(trialCount) }

  /// Bounds of the probability, each of which it lies beyond with probability at most `(1 − confidence) / 2` (Clopper and
  /// Pearson, Biometrika 26, 1934).
  ///
  /// - Precondition: `confidence` lies in (0, 1).
  /// - Complexity: O(*count*).
  public func interval(confidence: Double = 0.95) -> (low: Double, high: Double) {
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
    let tail = (1 - confidence) / 2
    func solved(_ isAbove: (Double) -> Bool) -> Double {
      var (low, high) = (0.0, 1.0)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if isAbove(middle) { high = middle } else { low = middle }
      }
      return (low + high) / 2
    }
    return (
      count == 0 ? 0 : solved { 1 - cumulative(count - 1, $0) > tail },
      count == trialCount ? 1 : solved { cumulative(count, $0) < tail }
    )
  }

  /// The probability of at most so many outcomes where each trial has it with probability `p`.
  private func cumulative(_ greatest: Int, _ p: Double) -> Double {
    let n = Double(trialCount)
    return (0...greatest).reduce(0) { sum, k in
      let k = Double(k)
      let choices = Double.logGamma(n + 1) - .logGamma(k + 1) - .logGamma(n - k + 1)
      return sum + .exp(choices + k * .log(p) + (n - k) * .log(onePlus: -p))
    }
  }
}
