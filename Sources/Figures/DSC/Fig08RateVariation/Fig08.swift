// DSC, Figure 8: the coefficient of variation of the estimated rate against the index of the worker, L = 100.
//
// Look for: with the semi-analytical method it hardly depends on the worker; with the traditional one it grows, for each
// worker doubles the conditions that the samples are spread over. Worker 1 has no side information and a rate of
// almost exactly 1, which both methods find.

import ArgumentParser
import FigureKit
import GradientStatistics
import Quantization
import Randomness
import RateDistortion

@main
struct Fig08: Figure {
  static let id = "dsc-fig08-rate-variation"
  static let caption = "Coefficient of variation of the estimated rates, one-bit quantization"

  static let ratio = Parameter("ratio", 10, in: 1e-3...1e6, "σ_X²/σ_N²")
  static let workers = Parameter("workers", 10, in: 3...30, "workers K")
  static let samples = Parameter("samples", 100, in: 2...1_000_000, "samples L in a simulation")
  static let simulations = Parameter(
    "simulations", smoke: 400, standard: 20_000, paper: 1_000_000, in: 100...10_000_000, "simulations")
  static let parameters: [any ParameterDeclaration] = [ratio, workers, samples, simulations]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "worker", "traditional_cv", "semianalytical_cv", "traditional_cv_se", "semianalytical_cv_se", "simulations",
    ]
    let worker: Int, simulations: Int
    let traditional: CoefficientOfVariation, semiAnalytical: CoefficientOfVariation
    var cells: [String] {
      ["\(worker)"]
        + [traditional.value, semiAnalytical.value, traditional.standardError, semiAnalytical.standardError]
        .map { SeriesTable.cell($0, digits: 6) } + ["\(simulations)"]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let model = try GaussianCEO(signalVariance: context[Self.ratio], noiseVariance: 1)
    let quantizer = try SignQuantizer(deviation: model.localVariance.squareRoot())
    let estimates = try await context.parallelMap(context[Self.simulations], "simulation") { simulation in
      RateEstimator.allCases.map { estimator in
        var rng = context.streams.generator(estimator.rawValue, worker: context[Self.samples], round: simulation)
        return estimator.planeRates(
          model, quantizer: quantizer, workerCount: context[Self.workers], sampleCount: context[Self.samples],
          using: &rng)
      }
    }
    return (0..<context[Self.workers]).map { worker in
      let variations = RateEstimator.allCases.indices.map { method in
        CoefficientOfVariation(estimates.map { $0[method][worker][0] })
      }
      return Row(
        worker: worker + 1, simulations: estimates.count, traditional: variations[0], semiAnalytical: variations[1])
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      x: .init("worker k"), y: .init("coefficient of variation of the rate ± standard error", from: 0),
      series: [
        .init(
          "semi-analytical", x: "worker", y: "semianalytical_cv", spread: .bars("semianalytical_cv_se"),
          style: .linesAndPoints),
        .init(
          "traditional", x: "worker", y: "traditional_cv", spread: .bars("traditional_cv_se"), style: .linesAndPoints),
      ], key: .topLeft)
  }

  /// Rule, over the workers with side information, 2…K: holds if the traditional coefficient grows from each worker to
  /// the next, and the semi-analytical one changes by less than a third of what the traditional one does, from its least to
  /// its greatest.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let (traditional, semiAnalytical) = (
      rows.dropFirst().map(\.traditional.value), rows.dropFirst().map(\.semiAnalytical.value)
    )
    func change(_ values: [Double]) -> Double { (values.max() ?? .nan) / (values.min() ?? .nan) - 1 }
    func shown(_ values: [Double]) -> String {
      [values.first, values.last].compactMap { $0.map { SeriesTable.cell($0, digits: 3) } }.joined(separator: " → ")
    }
    let grows = zip(traditional, traditional.dropFirst()).allSatisfy { $0 < $1 }
    return [
      ClaimResult(
        "dsc-fig08-a", holds: grows && change(semiAnalytical) < change(traditional) / 3,
        "from worker 2 to the last: traditional \(shown(traditional)), semi-analytical \(shown(semiAnalytical))")
    ]
  }
}
