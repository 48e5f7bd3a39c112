import EntropyCoding
import GradientCoding
import GradientStatistics
import RateDistortion

/// What ideal codes would send of the signs of one round, layer by layer.
public struct SignEntropies: Sendable, Equatable {
  /// Σ_l P_l Σ_k H(U_k | number of positive signs of the workers before), with the frequencies of the round itself.
  ///
  /// No code that describes workers one after another with the count as side information does better, but for what the
  /// place of an element or earlier rounds tell. With few elements it is too low by some ½ log₂ n for each frequency.
  public let empirical: Double
  /// Σ_l P_l Σ_k H(U_k | U_1 … U_{k−1}) of the Gaussian model with each layer's own statistics, as its counts tell them
  /// by maximum likelihood: what Algorithm 1 of DSC expects of the next round.
  public let gaussian: Double

  /// Takes the workers in the order given.
  ///
  /// - Complexity: O(KP), and what an estimate takes for each layer.
  /// - Throws: `RateDistortionError` for more than 1,000 workers.
  public init(_ gradients: [LocalGradient], layout: LayerLayout) throws(RateDistortionError) {
    let estimator = OnlineEstimator(workerCount: gradients.count)
    var (empirical, gaussian) = (0.0, 0.0)
    for layer in layout.layers {
      let size = Double(layer.range.count)
      let counts = Self.counts(gradients, in: layer.range)
      empirical += counts.reduce(0) { $0 + size * conditionalEntropy(ofCounts: $1) }
      // The ratio does not depend on the sum of the variances.
      let statistics = estimator.estimate(Self.positives(counts), localVariance: 1)
      let model = try GaussianCEO(
        signalVariance: statistics.signalVariance, noiseVariance: statistics.noiseVariance)
      gaussian += try SignSideInformation(model, workerCount: gradients.count).rates.reduce(0, +) * size
    }
    self.empirical = empirical
    self.gaussian = gaussian
  }

  /// How many elements of a layer have each sign of each worker, [worker][positive signs before][sign].
  private static func counts(_ gradients: [LocalGradient], in range: Range<Int>) -> [[[Int]]] {
    var positives = [UInt16](repeating: 0, count: range.count)
    return gradients.enumerated().map { place, gradient in
      var counts = [Int](repeating: 0, count: 2 * (place + 1))
      let values = gradient.values.span
      for index in positives.indices {
        let sign: UInt16 = values[range.lowerBound &+ index] >= 0 ? 1 : 0
        counts[Int(2 &* positives[index] &+ sign)] += 1
        positives[index] &+= sign
      }
      return (0...place).map { [counts[2 * $0], counts[2 * $0 + 1]] }
    }
  }

  /// How many elements have each number of positive signs of all workers.
  private static func positives(_ counts: [[[Int]]]) -> IndexCounts {
    let last = counts[counts.count - 1]
    return IndexCounts(
      positiveSigns: (0...counts.count).map { count in
        (count < counts.count ? last[count][0] : 0) + (count > 0 ? last[count - 1][1] : 0)
      })
  }
}
