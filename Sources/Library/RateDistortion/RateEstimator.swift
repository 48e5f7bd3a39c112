import Quantization
import Randomness

/// The paper's two Monte Carlo methods for the rates of bit planes (DSC, Section IV-A).
public enum RateEstimator: String, CaseIterable, Sendable {
  /// Samples of X and of all Y_k; probabilities are shares of samples (DSC, Equation (42)).
  ///
  /// > Note: The numerator counts the samples that match in the bits and in u_1, …, u_{k−1}; the paper leaves out the
  /// > latter.
  case traditional
  /// Samples of X alone; probabilities given X are those of the model (DSC, Equations (44), (45)).
  ///
  /// > Note: In (45), a condition is weighed by its joint probability with the lower bits; the paper writes the
  /// > conditional one. Conditions that differ by the order of like workers have equal probabilities and are taken
  /// > together, which leaves the estimate as it is.
  case semiAnalytical = "semi-analytical"

  /// The estimated rate of each bit plane, least significant first, of each of K = `workerCount` workers, bits per
  /// element.
  ///
  /// - Parameters:
  ///   - sampleCount: L.
  ///   - rng: gives the samples of X and, after them, those of the noise of worker 1, 2, …
  /// - Precondition: both counts are positive.
  /// - Complexity: O(K L m) for m planes if traditional; else O(L) for each worker, kind of condition and index.
  public func planeRates(
    _ model: GaussianCEO, quantizer: some ScalarQuantizer, workerCount: Int, sampleCount: Int,
    using rng: inout Philox
  ) -> [[Double]] {
    precondition(workerCount > 0 && sampleCount > 0, "a worker and a sample at least")
    if self == .semiAnalytical, quantizer is SignQuantizer {
      return SignSideInformation(model, workerCount: workerCount, sampleCount: sampleCount, using: &rng).rates.map {
        [$0]
      }
    }
    let signal = Normal(deviation: Float(model.signalVariance.squareRoot()))
      .values(count: sampleCount, using: &rng).map { Double($0) }
    switch self {
    case .traditional:
      return Self.countedRates(signal, model, quantizer, workerCount: workerCount, using: &rng)
    case .semiAnalytical:
      let information = QuantizedSideInformation(
        SignalPoints(samples: signal), model, quantizer: quantizer, workerCount: workerCount,
        resolution: QuantizedSideInformation.exact)
      return information.stages.map(\.planeRates)
    }
  }

  /// The traditional estimate from samples of X.
  private static func countedRates(
    _ signal: [Double], _ model: GaussianCEO, _ quantizer: some ScalarQuantizer, workerCount: Int,
    using rng: inout Philox
  ) -> [[Double]] {
    let law = Normal(deviation: Float(model.noiseVariance.squareRoot()))
    let planeCount = BitPlanes(levelCount: quantizer.levelCount).count
    var groups = SampleGroups(count: signal.count)
    return (0..<workerCount).map { _ in
      let noise = law.values(count: signal.count, using: &rng)
      let indices = zip(signal, noise).map { quantizer.index(of: $0 + Double($1)) }
      return (0..<planeCount).map { plane in groups.entropyAfterSplit { indices[$0] >> plane & 1 } }
    }
  }
}
