import GradientStatistics
import IndirectQuantization
import Quantization
import Randomness

/// One-bit naive indirect quantization by formulas and by simulation (THESIS, Lemma 3 and Appendix D.2).
public struct LemmaStudy: Sendable {
  /// The batch sizes L that are simulated.
  public static let batchSizes = (0...8).map { 1 << $0 }
  /// The correlations ρ that are simulated.
  public static let correlations = [-0.99] + (-9...9).map { Double($0) / 10 } + [0.99]

  /// The gap for one L: the error over that of the best direct quantizer, less one, in percent.
  public struct Gap: Sendable {
    public let batchSize: Int
    /// Against ±E|g|, by the formulas and simulated.
    public let formula: Double, simulated: SampleSummary
    /// Against the best two points, simulated.
    public let best: SampleSummary
  }

  /// The bias for one ρ.
  public struct Bias: Sendable {
    public let correlation: Double, formula: Double, simulated: SampleSummary
  }

  private let samples: Int, runs: Int
  private let streams: Streams

  /// Simulates `samples` samples in each of some runs, and an eighth of them for the bias.
  public init(samples: Int, runs: Int, streams: Streams) {
    precondition(samples >= 256 && runs >= 1, "\(runs) runs of \(samples) samples")
    self.samples = samples
    self.runs = runs
    self.streams = streams
  }

  /// The gap as L grows without bound, in percent.
  public static var limit: Double {
    get throws(QuantizationError) { percent(try naiveError, 1 - 2 / .pi) }
  }

  /// The gap for the L at a place of ``batchSizes``.
  public func gaps(at place: Int) throws(QuantizationError) -> Gap {
    let batchSize = Self.batchSizes[place]
    var simulated: [Double] = [], best: [Double] = []
    for run in 0..<runs {
      var rng = streams.generator("one-bit errors", worker: place, round: run)
      let errors = try OneBitSimulation.errors(
        sampleCount: batchSize, productCount: samples / batchSize, using: &rng)
      simulated.append(Self.percent(errors.naive, errors.direct))
      best.append(Self.percent(errors.naive, errors.leastDirect))
    }
    return Gap(
      batchSize: batchSize,
      formula: Self.percent(try Self.naiveError, OneBitError.direct(sampleCount: batchSize)),
      simulated: SampleSummary(simulated), best: SampleSummary(best))
  }

  /// The bias for the ρ at a place of ``correlations``.
  public func bias(at place: Int) -> Bias {
    let correlation = Self.correlations[place]
    let biases = (0..<runs).map { run in
      var rng = streams.generator("one-bit bias", worker: place, round: run)
      return OneBitSimulation.naiveBias(correlation: correlation, sampleCount: samples / 8, using: &rng)
    }
    return Bias(
      correlation: correlation, formula: OneBitError.naiveBias(correlation: correlation),
      simulated: SampleSummary(biases))
  }

  private static var naiveError: Double {
    get throws(QuantizationError) {
      let law = FoldedNormal(deviation: 1), quantizer = try LloydMaxQuantizer(levelCount: 2, law: law)
      return OneBitError.naive(inputShare: 1 - quantizer.meanSquaredError(under: law))
    }
  }

  private static func percent(_ error: Double, _ least: Double) -> Double { 100 * (error / least - 1) }
}
