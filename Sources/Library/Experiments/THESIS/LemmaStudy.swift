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

  /// What is shown, and over what.
  public enum Panel: String, Sendable {
    /// The error over that of the best direct quantizer, less one, in percent; over L.
    case gap
    /// E[x̃ δ̃] − E[x δ] of signals of variance 1; over ρ.
    case bias
  }

  /// How a value was come by.
  public enum Source: String, Sendable {
    case formula, simulation
    /// Simulated, with the best two points for the direct quantizer, where the others take ±E|g|.
    case bestPoints = "best two points"
  }

  /// A value with its standard error, 0 by the formula.
  public struct Point: Sendable {
    public let panel: Panel, source: Source
    /// L or ρ.
    public let x: Double
    public let value: Double, error: Double
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
  public func gaps(at place: Int) throws(QuantizationError) -> [Point] {
    let batchSize = Self.batchSizes[place]
    var simulated: [Double] = [], best: [Double] = []
    for run in 0..<runs {
      var rng = streams.generator("one-bit errors", worker: place, round: run)
      let errors = try OneBitSimulation.errors(
        sampleCount: batchSize, productCount: samples / batchSize, using: &rng)
      simulated.append(Self.percent(errors.naive, errors.direct))
      best.append(Self.percent(errors.naive, errors.leastDirect))
    }
    let formula = Self.percent(try Self.naiveError, OneBitError.direct(sampleCount: batchSize))
    return [
      Point(panel: .gap, source: .formula, x: Double(batchSize), value: formula, error: 0),
      Point(.gap, .simulation, x: Double(batchSize), simulated),
      Point(.gap, .bestPoints, x: Double(batchSize), best),
    ]
  }

  /// The bias for the ρ at a place of ``correlations``.
  public func biases(at place: Int) -> [Point] {
    let correlation = Self.correlations[place]
    let biases = (0..<runs).map { run in
      var rng = streams.generator("one-bit bias", worker: place, round: run)
      return OneBitSimulation.naiveBias(correlation: correlation, sampleCount: samples / 8, using: &rng)
    }
    let formula = OneBitError.naiveBias(correlation: correlation)
    return [
      Point(panel: .bias, source: .formula, x: correlation, value: formula, error: 0),
      Point(.bias, .simulation, x: correlation, biases),
    ]
  }

  private static var naiveError: Double {
    get throws(QuantizationError) {
      let law = FoldedNormal(deviation: 1), quantizer = try LloydMaxQuantizer(levelCount: 2, law: law)
      return OneBitError.naive(inputShare: 1 - quantizer.meanSquaredError(under: law))
    }
  }

  private static func percent(_ error: Double, _ least: Double) -> Double { 100 * (error / least - 1) }
}

extension LemmaStudy.Point {
  /// The mean of some runs.
  fileprivate init(_ panel: LemmaStudy.Panel, _ source: LemmaStudy.Source, x: Double, _ runs: [Double]) {
    let summary = SampleSummary(runs)
    self.init(panel: panel, source: source, x: x, value: summary.mean, error: summary.standardError)
  }
}
