// DSC, Figure 7: the mean of the estimated rate of worker 10 against the number of samples, both Monte Carlo methods.
//
// Look for: the traditional method's estimates vanish with few samples. The semi-analytical one's are low too, by 3 % at
// L = 10 and by 14 % at L = 1: the entropy is concave in the probabilities, which are right only in the mean. The paper
// calls them unbiased; its 100 simulations have a standard error of 3.5 % at L = 10.

import ArgumentParser
import FigureKit
import GradientStatistics
import Quantization
import Randomness
import RateDistortion

@main
struct Fig07: Figure {
  static let id = "dsc-fig07-rate-bias"
  static let caption = "Mean of the estimated rate of the last worker, one-bit quantization"

  static let ratio = Parameter("ratio", 10, in: 1e-3...1e6, "σ_X²/σ_N²")
  static let workers = Parameter("workers", 10, in: 2...30, "workers K")
  static let decades = Parameter("decades", smoke: 3, standard: 5, paper: 6, in: 1...7, "L goes to 10^decades")
  static let simulations = Parameter(
    "simulations", smoke: 200, standard: 40_000, paper: 1_000_000, in: 100...10_000_000, "simulations at most")
  static let allSamples = Parameter(
    "all_samples", smoke: 1_000_000, standard: 10_000_000, paper: 1_000_000_000, in: 1_000...1_000_000_000_000,
    "samples of all simulations of a point, which may need fewer simulations, but 100 at least")
  static let parameters: [any ParameterDeclaration] = [ratio, workers, decades, simulations, allSamples]

  /// The number of simulations in the paper.
  private static let paperSimulations = 100

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "samples", "traditional_mean_bit", "semianalytical_mean_bit", "exact_bit", "simulations", "traditional_se_bit",
      "semianalytical_se_bit", "traditional_100_mean_bit", "semianalytical_100_mean_bit", "semianalytical_100_se_bit",
    ]
    let samples: Int, exact: Double
    /// Of all simulations.
    let traditional: SampleSummary, semiAnalytical: SampleSummary
    /// Of the first 100.
    let traditional100: SampleSummary, semiAnalytical100: SampleSummary
    var cells: [String] {
      ["\(samples)"] + [traditional.mean, semiAnalytical.mean, exact].map { SeriesTable.cell($0, digits: 7) }
        + ["\(traditional.count)"]
        + [
          traditional.standardError, semiAnalytical.standardError, traditional100.mean, semiAnalytical100.mean,
          semiAnalytical100.standardError,
        ].map { SeriesTable.cell($0, digits: 7) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let model = try GaussianCEO(signalVariance: context[Self.ratio], noiseVariance: 1)
    let workers = context[Self.workers]
    let exact = try SignSideInformation(model, workerCount: workers).rates[workers - 1]
    let quantizer = try SignQuantizer(deviation: model.localVariance.squareRoot())
    var rows: [Row] = []
    for samples in sampleCounts(decades: context[Self.decades]) {
      let count = max(Self.paperSimulations, min(context[Self.simulations], context[Self.allSamples] / samples))
      let estimates = try await context.parallelMap(count, "L = \(samples)") { simulation in
        RateEstimator.allCases.map { estimator in
          var rng = context.streams.generator(estimator.rawValue, worker: samples, round: simulation)
          return estimator.planeRates(
            model, quantizer: quantizer, workerCount: workers, sampleCount: samples, using: &rng)[workers - 1][0]
        }
      }
      let columns = RateEstimator.allCases.indices.map { method in estimates.map { $0[method] } }
      let firsts = columns.map { SampleSummary(Array($0.prefix(Self.paperSimulations))) }
      rows.append(
        Row(
          samples: samples, exact: exact, traditional: SampleSummary(columns[0]),
          semiAnalytical: SampleSummary(columns[1]), traditional100: firsts[0], semiAnalytical100: firsts[1]))
    }
    return rows
  }

  /// 1, 2, 5, 10, … up to a power of ten.
  private func sampleCounts(decades: Int) -> [Int] {
    var counts: [Int] = [], power = 1
    for _ in 0..<decades {
      counts += [power, 2 * power, 5 * power]
      power *= 10
    }
    return counts + [power]
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      x: .init("samples L in a simulation", .logarithmic, from: 0.8),
      y: .init("mean rate (bits/element) ± standard error", from: 0),
      series: [
        .init("exact", x: "samples", y: "exact_bit", dashed: true),
        .init(
          "semi-analytical", x: "samples", y: "semianalytical_mean_bit", spread: .bars("semianalytical_se_bit"),
          style: .linesAndPoints),
        .init(
          "traditional", x: "samples", y: "traditional_mean_bit", spread: .bars("traditional_se_bit"),
          style: .linesAndPoints),
        .init(
          "semi-analytical, 100 simulations", x: "samples", y: "semianalytical_100_mean_bit",
          spread: .bars("semianalytical_100_se_bit"), style: .points),
      ], key: .bottomRight)
  }

  /// Rule: holds if the semi-analytical mean lies within three standard errors of the exact rate at every L of 10 or more,
  /// as the paper's axis has them, and the traditional mean at L = 10 below a tenth of it.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let seen = rows.filter { $0.samples >= 10 }
    guard let first = seen.first else { return [] }
    let bias = first.semiAnalytical.mean - first.exact
    let isUnbiased = seen.allSatisfy { abs($0.semiAnalytical.mean - $0.exact) < 3 * $0.semiAnalytical.standardError }
    let percent = SeriesTable.cell(100 * bias / first.exact, digits: 3)
    let errors = SeriesTable.cell(-bias / first.semiAnalytical.standardError, digits: 2)
    var result = ClaimResult(
      "dsc-fig07-a", holds: isUnbiased && first.traditional.mean < first.exact / 10,
      "at L = 10 the semi-analytical mean is off by \(percent) %, the traditional one is "
        + "\(SeriesTable.cell(first.traditional.mean, digits: 2)) of \(SeriesTable.cell(first.exact, digits: 4)) bits")
    if bias < -3 * first.semiAnalytical.standardError {
      result.contradiction =
        "the entropy is concave in the estimated probabilities, so that the mean is low at every finite L; "
        + "at L = 10 by \(percent) %, \(errors) standard errors"
    }
    return [result]
  }
}
