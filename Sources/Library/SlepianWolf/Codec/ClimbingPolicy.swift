import RealModule

/// Where a block starts on a ladder and how far it climbs each time it does not decode, at the least expected cost.
///
/// With l₀ < l₁ < … the ladder's lengths, N the syndrome bits that the block needs and c the price of a request, a block
/// that has not decoded at step s is expected to cost, beyond what was sent,
///
///     W(s) = min over t > s of  c + l_t − l_s + Pr(N > l_t | N > l_s) W(t),   or c + k: the k bits themselves
///
/// and the start is that s for which l_s + Pr(N > l_s) W(s) is least. N is normal, as ``SyndromeLength`` has it, but with
/// probability `doubt` the expectation is wrong and N is anything up to k and the mean: without that, a
/// block that needs more than the normal law allows would climb by single steps.
public struct ClimbingPolicy: Sendable {
  /// The probability that the expected entropy says nothing of the block.
  public static var doubt: Double { 0.01 }

  /// The step to start at; nil stands for the bits themselves.
  public let start: Int?
  /// After each step, the next one; the number of steps stands for the bits themselves.
  public let next: [Int]
  /// The expected number of bits sent for the block, requests included.
  public let expectedBits: Double
  /// Pr(N > l) at each step.
  let failing: [Double]

  /// Finds the least cost for blocks of a need N.
  ///
  /// - Parameters:
  ///   - lengths: l, of the ladder.
  ///   - need: The law of N for blocks of k bits.
  ///   - price: c, bits.
  /// - Complexity: O(*steps*²).
  public init(lengths: [Int], need: SyndromeLength, price: Double) {
    let k = Double(need.blockLength)
    let (mean, deviation) = (need.mean, need.deviation)
    // Pr(N > l)
    let failing = lengths.map { length in
      let l = Double(length)
      let tail = Double.erfc((l - mean) / (deviation * .sqrt(2))) / 2
      return (1 - Self.doubt) * tail + Self.doubt * max(0, 1 - l / (k + mean))
    }
    self.failing = failing
    let raw = lengths.count
    var next = [Int](repeating: raw, count: lengths.count)
    var further = [Double](repeating: price + k, count: lengths.count + 1)
    for s in lengths.indices.reversed() {
      for t in (s + 1)..<max(s + 1, raw) {
        let share = failing[s] > 0 ? failing[t] / failing[s] : 1
        let cost = price + Double(lengths[t] - lengths[s]) + share * further[t]
        if cost < further[s] { (further[s], next[s]) = (cost, t) }
      }
    }
    var start: Int?, least = k
    for s in lengths.indices {
      let cost = Double(lengths[s]) + failing[s] * further[s]
      if cost < least { (start, least) = (s, cost) }
    }
    self.start = start
    self.next = next
    expectedBits = least
  }
}
