import RealModule

/// The maximum-likelihood estimate of σ_X² and σ_N² from quantized local gradients, their sum being given
/// ([DSC, Equations (59)-(62)]).
///
/// The sum σ_Y² comes from the workers' own scalars (``localVariance(_:)``), so that one unknown is left, the correlation
/// ρ = σ_X²/σ_Y² of two workers' elements. Given X = σ_Y √ρ z with z ~ N(0, 1), the workers' indices are independent, and
/// the probability of a combination c of group counts is
///
///     P_c(ρ) = K!/(c_0! … c_{G−1}!) ∫ φ(z) Π_g q_g(z)^c_g dz
///     q_g(z) = Φ((b_g − √ρ z)/√(1 − ρ)) − Φ((b_{g−1} − √ρ z)/√(1 − ρ))
///
/// with boundaries b in units of σ_Y. The integral is a sum over equidistant z within ±8.5, no further apart than a
/// quarter of the width of what varies, which is exact to about 1e-12. The likelihood Π_c P_c^(n_c) has its maximum where the
/// score Σ n_c P'_c/P_c vanishes; it is found by Fisher's scoring within a bracket.
///
/// > Note: [DSC] sums over all P elements and takes each probability from a semi-analytical Monte Carlo simulation, O(PLK). As
/// > workers are alike, an element tells no more than its counts, and the integral is over one variable.
///
/// > Note: With more than two bits, let groups be runs of neighbouring cells (4 groups: 286 combinations at K = 10). Merging
/// > cells loses little: the estimate remains the maximum of the likelihood of what is counted.
public struct OnlineEstimator: Sendable {
  /// The boundaries between groups in units of σ_Y, ascending: [0] for signs.
  public let boundaries: [Double]
  /// The number of workers, K.
  public let workerCount: Int
  /// For each group of each combination the place g (K + 1) + c_g of its power q_g^c_g, G for each combination.
  private let places: [Int]
  /// The number of orders in which workers give each combination.
  private let multiplicities: [Double]

  /// An estimator from counts over groups between the boundaries.
  ///
  /// - Parameter boundaries: In units of σ_Y, ascending.
  public init(workerCount: Int, boundaries: [Double] = [0]) {
    precondition(zip(boundaries, boundaries.dropFirst()).allSatisfy { $0 < $1 }, "boundaries ascend")
    self.boundaries = boundaries
    self.workerCount = workerCount
    let combinations = IndexCounts(workerCount: workerCount, groupCount: boundaries.count + 1).combinations
    places = combinations.flatMap { counts in counts.enumerated().map { $0 * (workerCount + 1) + $1 } }
    multiplicities = combinations.map { counts in
      Double.exp(counts.reduce(Double.logGamma(Double(workerCount + 1))) { $0 - .logGamma(Double($1 + 1)) })
    }
  }

  /// The mean σ_Y² of the workers' scalars, each the mean square of a worker's own gradient ([DSC, Equations (57), (58)]).
  public static func localVariance(_ scalars: [Double]) -> Double {
    scalars.reduce(0, +) / Double(scalars.count)
  }

  /// The estimate under σ_X² + σ_N² = `localVariance`.
  ///
  /// Its standard error, from the observed information −ℓ'', leaves out what is uncertain of the sum.
  ///
  /// - Parameters:
  ///   - counts: Of a layer or of the whole gradient; at least one element.
  ///   - localVariance: σ_Y², not negative.
  /// - Complexity: O(combinations · nodes · G) for each of about ten steps; nodes grow as √ratio.
  public func estimate(_ counts: IndexCounts, localVariance: Double) -> GradientStatisticsEstimate {
    precondition(
      counts.workerCount == workerCount && counts.groupCount == boundaries.count + 1 && counts.total > 0,
      "counts of another quantizer, or none")
    let correlation = maximum(counts.elementCounts)
    // dr/dρ = 1/(1 − ρ)² for the ratio r; where the maximum lies at the end of the range there is no normal law about it.
    let isInside = correlation > Self.least && correlation < Self.greatest
    let information = isInside ? observedInformation(counts.elementCounts, at: correlation) : .nan
    let error = (1 / information).squareRoot() / ((1 - correlation) * (1 - correlation))
    let signal = correlation > Self.least ? localVariance * correlation : 0
    return GradientStatisticsEstimate(
      signalVariance: signal, noiseVariance: localVariance - signal, ratioStandardError: error)
  }

  /// The range of ρ. At 0 itself derivatives with respect to ρ are limits; the greatest stands for a ratio of 1,000.
  private static let least = 1e-8, greatest = 1 - 1e-3

  /// The ρ at which the score vanishes, or an end of the range.
  private func maximum(_ counts: [Int]) -> Double {
    var (low, high) = (Self.least, Self.greatest)
    if slope(counts, at: low).score <= 0 { return low }
    var correlation = 0.5, isHighTried = false
    for _ in 0..<60 {
      let (score, information) = slope(counts, at: correlation)
      if score > 0 { low = correlation } else { high = correlation }
      let step = score / information
      // A thousandth of the standard error is far below what the counts can tell.
      if abs(step) * information.squareRoot() < 1e-3 || high - low < 1e-12 { return correlation }
      let next = correlation + step
      if next >= high && !isHighTried {
        isHighTried = true
        if slope(counts, at: high).score >= 0 { return high }
      }
      correlation = next > low && next < high ? next : (low + high) / 2
    }
    return correlation
  }

  /// −ℓ'' by a central difference of the score.
  private func observedInformation(_ counts: [Int], at correlation: Double) -> Double {
    let step = 1e-4 * min(correlation, 1 - correlation)
    let difference = slope(counts, at: correlation - step).score - slope(counts, at: correlation + step).score
    return difference / (2 * step)
  }

  /// The score ℓ' and the expected information at ρ.
  private func slope(_ counts: [Int], at correlation: Double) -> (score: Double, information: Double) {
    let (probabilities, derivatives) = probabilities(at: correlation)
    var (score, information, total) = (0.0, 0.0, 0.0)
    for index in counts.indices {
      // A probability that vanishes in double precision tells nothing beyond what its neighbours tell.
      let p = max(probabilities[index], 1e-300)
      score += Double(counts[index]) * derivatives[index] / p
      information += derivatives[index] * derivatives[index] / p
      total += Double(counts[index])
    }
    return (score, total * information)
  }

  /// P_c and dP_c/dρ of every combination, in the order of ``IndexCounts/combinations``.
  func probabilities(at correlation: Double) -> (values: [Double], derivatives: [Double]) {
    let groupCount = boundaries.count + 1, count = multiplicities.count
    var values = [Double](repeating: 0, count: count), derivatives = values
    let width = (1 - correlation).squareRoot()
    let step = 0.25 * min(1, width / correlation.squareRoot())
    let reach = Int((8.5 / step).rounded(.up))
    // q_g^c, and c times d ln q_g/dρ, at g (K + 1) + c.
    var powers = [Double](repeating: 1, count: groupCount * (workerCount + 1)), rates = powers
    for node in -reach...reach {
      let z = Double(node) * step
      let weight = step * Double.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      for (group, q) in groups(given: z, correlation).enumerated() {
        var power = 1.0
        for exponent in 0...workerCount {
          powers[group * (workerCount + 1) + exponent] = power
          rates[group * (workerCount + 1) + exponent] = Double(exponent) * q.rate
          power *= q.probability
        }
      }
      for index in 0..<count {
        var (product, rate) = (weight, 0.0)
        for place in index &* groupCount..<(index &+ 1) &* groupCount {
          product *= powers[places[place]]
          rate += rates[places[place]]
        }
        values[index] += product
        derivatives[index] += product * rate
      }
    }
    for index in 0..<count {
      values[index] *= multiplicities[index]
      derivatives[index] *= multiplicities[index]
    }
    return (values, derivatives)
  }

  /// q_g(z) and d ln q_g/dρ, 0 where q_g vanishes.
  private func groups(given z: Double, _ correlation: Double) -> [(probability: Double, rate: Double)] {
    let root = correlation.squareRoot(), width = (1 - correlation).squareRoot()
    let u = boundaries.map { ($0 - root * z) / width }
    // du/dρ, and with it the derivative φ(u) du/dρ of Φ(u).
    let slopes = zip(u, boundaries).map { u, _ in
      Double.exp(-u * u / 2) / (2 * Double.pi).squareRoot() * (-z / (2 * root * width) + u / (2 * width * width))
    }
    return (0...boundaries.count).map { group in
      let lower = group > 0 ? u[group - 1] : -.infinity
      let upper = group < u.count ? u[group] : .infinity
      let slope = (group < u.count ? slopes[group] : 0) - (group > 0 ? slopes[group - 1] : 0)
      let half = 0.5.squareRoot()
      let q =
        lower + upper > 0
        ? (Double.erfc(lower * half) - .erfc(upper * half)) / 2
        : (Double.erfc(-upper * half) - .erfc(-lower * half)) / 2
      return (q, q > 0 ? slope / q : 0)
    }
  }
}
