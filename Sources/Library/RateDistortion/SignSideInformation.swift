import Randomness
import RealModule

/// What the signs of workers 1…k tell of the sign of worker k + 1, for every k: rates and log-likelihood ratios.
///
/// Given X = x, each of K like workers has a positive sign with probability p(x) = Φ(x/σ_N), independently. Hence the
/// number S_k of positive signs among k is a sufficient statistic, and worker k + 1 has k + 1 conditions in place of the
/// 2ᵏ of DSC, Equation (45):
///
///     P_k(s) = Pr(S_k = s) = E[(k over s) p(X)ˢ (1 − p(X))ᵏ⁻ˢ]
///     Pr(S_k = s, U_{k+1} = 1) = P_{k+1}(s + 1) (s + 1)/(k + 1)
///     Pr(S_k = s, U_{k+1} = 0) = P_{k+1}(s) (k + 1 − s)/(k + 1)
///
/// So all follow from P_K by sums of positive numbers, with full relative accuracy, and no K^top is needed. An index is
/// that of `SignQuantizer`: 1 for positive.
public struct SignSideInformation: Sendable {
  /// The number of workers K.
  public let workerCount: Int
  /// H(U_k | U_1, …, U_{k−1}) for k = 1…K, bits per element.
  public let rates: [Double]
  /// P_k(s), row k = 0…K at k(k + 1)/2.
  private let probabilities: [Double]
  /// The log-likelihood ratios given s of k, row k = 0…K − 1 at k(k + 1)/2.
  private let ratios: [Double]

  /// The exact values for K = `workerCount`.
  ///
  /// The error of the rates is below 1e-12 bits.
  ///
  /// - Complexity: O(K²) and, for P_K, O(K) for each of some 30 √K points.
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless K lies in 1...1000.
  public init(_ model: GaussianCEO, workerCount: Int) throws(RateDistortionError) {
    guard 1...SignCounts.greatestWorkerCount ~= workerCount else {
      throw .outside(
        Double(workerCount), quantity: "number of workers K", admissible: "1...\(SignCounts.greatestWorkerCount)")
    }
    let points = SignalPoints(model, ends: [0], workerCount: workerCount)
    let scale = 1 / model.noiseVariance.squareRoot()
    var counts = SignCounts(workerCount: workerCount)
    // The law of X is symmetric, so that half of its points give the law of the counts and the rest its mirror image.
    let middle = points.positions.count / 2
    counts.add(count: points.positions.count - middle) { index in
      (points.positions[middle + index] * scale, points.masses[middle + index])
    }
    let half = counts.probabilities
    self.init(countProbabilities: zip(half, half.reversed()).map { $0 + $1 })
  }

  /// The paper's semi-analytical estimate: the mean over samples of X takes the place of that over its law.
  ///
  /// - Parameters:
  ///   - sampleCount: L.
  ///   - rng: gives the samples.
  /// - Precondition: 1 ≤ K ≤ 1,000 and L is positive.
  /// - Complexity: O(K² + K L).
  public init(_ model: GaussianCEO, workerCount: Int, sampleCount: Int, using rng: inout Philox) {
    precondition(sampleCount > 0, "a sample at least")
    let law = Normal(deviation: Float(model.signalVariance.squareRoot()))
    let (mass, scale) = (1 / Double(sampleCount), 1 / model.noiseVariance.squareRoot())
    var counts = SignCounts(workerCount: workerCount)
    // Pieces that stay in the cache.
    let pieceCount = 8_192
    for start in stride(from: 0, to: sampleCount, by: pieceCount) {
      let samples = law.values(count: min(pieceCount, sampleCount - start), using: &rng)
      counts.add(count: samples.count) { (Double(samples[$0]) * scale, mass) }
    }
    self.init(countProbabilities: counts.probabilities)
  }

  /// The values that follow from P_K.
  init(countProbabilities: [Double]) {
    let K = countProbabilities.count - 1
    var rates = [Double](repeating: 0, count: K)
    var probabilities = [Double](repeating: 0, count: (K + 1) * (K + 2) / 2)
    var ratios = [Double](repeating: 0, count: K * (K + 1) / 2)
    // Counts that are less likely than any number can tell keep a logarithm.
    for s in 0...K { probabilities[K * (K + 1) / 2 + s] = max(countProbabilities[s], 1e-300) }
    for k in (0..<K).reversed() {
      let (row, next) = (k * (k + 1) / 2, (k + 1) * (k + 2) / 2)
      let share = 1 / Double(k + 1)
      var rate = 0.0
      for s in 0...k {
        let positive = probabilities[next + s + 1] * Double(s + 1) * share
        let negative = probabilities[next + s] * Double(k + 1 - s) * share
        let (logPositive, logNegative) = (Double.log(positive), Double.log(negative))
        let logBoth = Double.log(positive + negative)
        rate += positive * (logBoth - logPositive) + negative * (logBoth - logNegative)
        probabilities[row + s] = positive + negative
        ratios[row + s] = logNegative - logPositive
      }
      rates[k] = rate / .log(2)
    }
    workerCount = K
    self.rates = rates
    self.probabilities = probabilities
    self.ratios = ratios
  }

  /// log Pr(U_{k+1} = 0)/Pr(U_{k+1} = 1), natural, given that s = `positiveCount` of the k = `count` signs before are
  /// positive (DSC, Equation (47)).
  ///
  /// It is finite for every count; one that is less likely than 1e-300 has the value of probabilities of that size.
  ///
  /// > Note: The paper has Pr(1) above and takes off the ratio without side information; a decoder of syndromes needs
  /// > the posterior ratio.
  ///
  /// - Precondition: 0 ≤ s ≤ k < K.
  /// - Complexity: O(1).
  public func llr(positiveCount: Int, of count: Int) -> Double {
    precondition(0 <= positiveCount && positiveCount <= count && count < workerCount, "0 ≤ s ≤ k < K")
    return ratios[count * (count + 1) / 2 + positiveCount]
  }

  /// P_k(s), the probability of s = `positiveCount` positive signs among k = `count`.
  ///
  /// - Precondition: 0 ≤ s ≤ k ≤ K.
  /// - Complexity: O(1).
  public func probability(positiveCount: Int, of count: Int) -> Double {
    precondition(0 <= positiveCount && positiveCount <= count && count <= workerCount, "0 ≤ s ≤ k ≤ K")
    return probabilities[count * (count + 1) / 2 + positiveCount]
  }
}
