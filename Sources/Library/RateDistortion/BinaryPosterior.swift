import RealModule

/// A bit and what the decoder knows of it: independent draws of a condition, and Pr(bit = 1) given the condition.
///
/// The condition is the side information of a Slepian-Wolf code or any sufficient statistic of it, such as the count of
/// positive signs among the workers decoded before. All that a fixed-length code can save depends on this table alone.
public struct BinaryPosterior: Sendable, Equatable {
  /// One value of the side information.
  public struct Condition: Sendable, Equatable {
    /// The probability of the condition.
    public let probability: Double
    /// Pr(bit = 1 | condition).
    public let one: Double

    public init(probability: Double, one: Double) {
      self.probability = probability
      self.one = one
    }
  }

  /// The conditions; their probabilities sum to 1.
  public let conditions: [Condition]

  /// Creates the table of these conditions.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless every probability lies in 0...1 and those of
  ///   the conditions sum to 1 within 1e-9.
  public init(_ conditions: [Condition]) throws(RateDistortionError) {
    for condition in conditions {
      try Self.check(condition.probability, "probability of a condition")
      try Self.check(condition.one, "posterior Pr(bit = 1)")
    }
    let total = conditions.reduce(0) { $0 + $1.probability }
    guard abs(total - 1) <= 1e-9 else {
      throw .outside(total, quantity: "sum of the conditions' probabilities", admissible: "1 within 1e-9")
    }
    self.conditions = conditions
  }

  /// The posterior of an equiprobable bit seen through a binary symmetric channel.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless the crossover probability lies in 0...1.
  public static func symmetric(crossover: Double) throws(RateDistortionError) -> BinaryPosterior {
    try BinaryPosterior([.init(probability: 1, one: crossover)])
  }

  /// The posterior of an equiprobable bit seen through a binary symmetric channel whose crossover, at most ½, has this
  /// entropy in bits.
  ///
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless the entropy lies in 0...1.
  public static func symmetric(entropy: Double) throws(RateDistortionError) -> BinaryPosterior {
    try check(entropy, "conditional entropy (bits)")
    var low = 0.0, high = 0.5
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if information(middle).mean < entropy { low = middle } else { high = middle }
    }
    return try symmetric(crossover: entropy == 0 ? 0 : high)
  }

  /// The conditional entropy H(bit | condition), bits.
  ///
  /// - Complexity: O(conditions).
  public var entropy: Double {
    conditions.reduce(0) { $0 + $1.probability * Self.information($1.one).mean }
  }

  /// The dispersion V = Var[−log₂ Pr(bit | condition)] over bit and condition, squared bits (Tan and Kosut, "On the
  /// dispersions of three network information theory problems", 2014).
  ///
  /// It is the mean over conditions of the variance within each, plus the variance of their entropies.
  /// - Complexity: O(conditions).
  public var dispersion: Double {
    let mean = entropy
    return conditions.reduce(0) { sum, condition in
      let part = Self.information(condition.one)
      return sum + condition.probability * (part.variance + (part.mean - mean) * (part.mean - mean))
    }
  }

  /// Mean and variance of −log₂ Pr(bit), with Pr(bit = 1) = `one`.
  private static func information(_ one: Double) -> (mean: Double, variance: Double) {
    guard one > 0, one < 1 else { return (0, 0) }
    let (heads, tails) = (-Double.log2(one), -Double.log(onePlus: -one) / Double.log(2))
    return (one * heads + (1 - one) * tails, one * (1 - one) * (heads - tails) * (heads - tails))
  }

  private static func check(_ probability: Double, _ quantity: String) throws(RateDistortionError) {
    guard (0...1).contains(probability) else {
      throw .outside(probability, quantity: quantity, admissible: "0...1")
    }
  }
}
