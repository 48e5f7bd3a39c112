import RealModule

/// What fixed-length codes of n equiprobable bits can reach exactly, the decoder knowing them through a binary symmetric
/// channel.
///
/// The decoder looks for the error pattern; those of weight w have probability pʷ(1 − p)ⁿ⁻ʷ, the lighter the likelier. A
/// code of rate R tells at most M = 2ⁿᴿ of them apart:
///
/// - converse: the best it can do is to hold the M likeliest, so ε ≥ 1 − Pr(the M likeliest patterns);
/// - achievability: random binning with maximum-likelihood decoding, ties counted as errors, fails with probability
///   at most E[min(1, (N − 1)/M)], N the number of patterns at least as likely as the true one.
///
/// Both are sums over w (as Polyanskiy, Poor and Verdú, "Channel coding rate in the finite blocklength regime", 2010,
/// have for the channel).
public struct SymmetricCodeLimits: Sendable {
  /// The crossover probability p, in 0..<½.
  public let crossover: Double
  /// The source bits in a block, n.
  public let blockLength: Int
  /// At w: Pr(weight = w).
  private let mass: [Double]
  /// At w: Pr(weight ≥ w); 0 at n + 1.
  private let tail: [Double]
  /// At w: log₂ of the number of patterns of weight at most w.
  private let logCount: [Double]

  /// Creates the limits for blocks of `blockLength` bits.
  ///
  /// - Complexity: O(n).
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless 0 < p < ½ and n is positive.
  public init(crossover: Double, blockLength: Int) throws(RateDistortionError) {
    guard crossover > 0, crossover < 0.5 else {
      throw .outside(crossover, quantity: "crossover probability p", admissible: "above 0, below 1/2")
    }
    try NormalApproximation.check(blockLength: blockLength, errorProbability: 0.5)
    self.crossover = crossover
    self.blockLength = blockLength
    let n = Double(blockLength)
    var choices = 0.0, counts: [Double] = [], mass: [Double] = []  // choices: log₂ C(n, w)
    for weight in 0...blockLength {
      let w = Double(weight)
      if weight > 0 { choices += .log2((n - w + 1) / w) }
      let lighter = counts.last ?? -.infinity
      counts.append(max(choices, lighter) + .log2(1 + .exp2(-abs(choices - lighter))))
      mass.append(.exp2(choices + Self.logProbability(w, n, crossover)))
    }
    self.mass = mass
    self.logCount = counts
    self.tail = mass.reversed().reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }.reversed()
  }

  /// The error probability below which no code of this rate (bits per source bit) can go.
  ///
  /// - Complexity: O(n).
  public func leastError(rate: Double) -> Double {
    let capacity = rate * Double(blockLength)  // log₂ M
    guard let weight = logCount.firstIndex(where: { $0 > capacity }) else { return 0 }
    let lighter = weight == 0 ? 0 : Double.exp2(logCount[weight - 1] - capacity)  // as a share of M
    return max(0, tail[weight] - (1 - lighter) * .exp2(capacity + logProbability(weight)))
  }

  /// An error probability that random binning at this rate (bits per source bit) does not exceed.
  ///
  /// - Complexity: O(n).
  public func reachableError(rate: Double) -> Double {
    let capacity = rate * Double(blockLength)
    let one = Double.exp2(-capacity)
    return zip(mass, logCount).reduce(0) { $0 + $1.0 * min(1, .exp2($1.1 - capacity) - one) }
  }

  /// The rate in bits per source bit that every code needs whose error probability is at most ε, a real number of labels
  /// being allowed.
  ///
  /// - Complexity: O(n).
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless 0 < ε < 1.
  public func leastRate(errorProbability: Double) throws(RateDistortionError) -> Double {
    try NormalApproximation.check(blockLength: blockLength, errorProbability: errorProbability)
    let weight = tail.lastIndex { $0 >= errorProbability } ?? 0
    let held = .log2(tail[weight] - errorProbability) - logProbability(weight)  // log₂ of the patterns of this weight
    guard weight > 0 else { return max(0, held) / Double(blockLength) }
    let lighter = logCount[weight - 1]
    return (lighter + .log2(1 + .exp2(held - lighter))) / Double(blockLength)
  }

  /// A rate in bits per source bit at which random binning has an error probability of at most ε; 1 where only the bits
  /// themselves do.
  ///
  /// - Complexity: O(50 n).
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless 0 < ε < 1.
  public func reachableRate(errorProbability: Double) throws(RateDistortionError) -> Double {
    try NormalApproximation.check(blockLength: blockLength, errorProbability: errorProbability)
    var low = 0.0, high = 1.0
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if reachableError(rate: middle) > errorProbability { low = middle } else { high = middle }
    }
    return high
  }

  /// log₂ of the probability of one pattern of this weight.
  private func logProbability(_ weight: Int) -> Double {
    Self.logProbability(Double(weight), Double(blockLength), crossover)
  }

  private static func logProbability(_ weight: Double, _ length: Double, _ crossover: Double) -> Double {
    weight * .log2(crossover) + (length - weight) * .log(onePlus: -crossover) / .log(2)
  }
}
