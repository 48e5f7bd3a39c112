// LIMITS, Figure 7 — the rate of SignSGD beside what its distortion needs, over the iterations of a training.
//
// Look for: R_in constant just below SignSGD's K bits, R_sum well below at first and at R_in in the end. At the error that signs
// really have (dashed) less would do at first; later it is so small that an estimator without bias needs infinite rate.
// Shares its trainings with dsc-fig06-gradient-statistics.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics
import RateDistortion

@main
struct Fig07: Figure {
  static let id = "limits-fig07-signsgd-gap"
  static let caption = "Rate of SignSGD, of ideal quantization and of ideal distributed coding"
  static let dataSets = StatisticsStudy.dataSets
  static let parameters = StatisticsStudy.parameters

  @OptionGroup var options: FigureOptions

  /// R_in and R_sum at one distortion, bits per element; nan where it lies below σ_N²/K.
  struct Rates: Sendable {
    let separate: Double, joint: Double

    init(_ model: GaussianCEO, distortion: Double, workers: Int) throws(RateDistortionError) {
      guard distortion > model.leastDistortion(workerCount: workers) else {
        (separate, joint) = (.nan, .nan)
        return
      }
      separate = try model.separateSumRate(distortion: distortion, workerCount: workers).bits
      joint = try model.sumRate(distortion: distortion, workerCount: workers).bits
    }
  }

  struct Row: FigureRow {
    static let header = [
      "iteration", "model", "dataset", "signsgd_bit", "r_in_bit", "r_sum_bit", "r_in_exact_bit", "r_sum_exact_bit",
      "ratio", "exact_over_stated_distortion",
    ]
    let iteration: Int, model: ModelName, dataset: String
    let workers: Int
    /// At the distortion of LIMITS, VI-A, and at the mean squared error of signs.
    let stated: Rates, exact: Rates
    let ratio: Double, distortionRatio: Double
    var gap: Double { stated.separate - stated.joint }
    var cells: [String] {
      ["\(iteration)", model.rawValue, dataset, "\(workers)"]
        + [stated.separate, stated.joint, exact.separate, exact.joint, ratio, distortionRatio].map {
          SeriesTable.cell($0, digits: 6)
        }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let workers = context[StatisticsStudy.workers]
    return try await StatisticsStudy.curves(context).flatMap { curve in
      try curve.points.map { point in
        let statistics = point.offline
        let model = try GaussianCEO(
          signalVariance: max(0, statistics.signalVariance), noiseVariance: statistics.noiseVariance)
        let stated = model.signTestChannelDistortion(workerCount: workers)
        let exact = model.signMeanSquaredError(workerCount: workers)
        return Row(
          iteration: point.iteration + 1, model: curve.model, dataset: curve.dataset, workers: workers,
          stated: try Rates(model, distortion: stated, workers: workers),
          exact: try Rates(model, distortion: exact, workers: workers), ratio: model.ratio,
          distortionRatio: exact / stated)
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: ModelName.allCases.compactMap { model in
        guard let row = rows.first(where: { $0.model == model }) else { return nil }
        let name = model.rawValue
        func series(_ title: String, _ column: String, dashed: Bool = false, _ colour: Int) -> Plot.Series {
          .init(title, x: "iteration", y: column, rows: ["model": name], dashed: dashed, colour: colour)
        }
        return Plot.Panel(
          name, x: .init("iteration", .logarithmic, from: 1),
          y: .init("bits per element, \(row.workers) workers", from: 0, to: 1.6 * Double(row.workers)),
          series: [
            series("SignSGD", "signsgd_bit", 6), series("R_in, stated D", "r_in_bit", 0),
            series("R_sum, stated D", "r_sum_bit", 1), series("R_in, exact D", "r_in_exact_bit", dashed: true, 0),
            series("R_sum, exact D", "r_sum_exact_bit", dashed: true, 1),
          ], key: .below)
      }, columns: 3)
  }

  /// Rules: (a) R_in at the stated distortion, its mean over all points; (b) holds if for every model the mean gap R_in − R_sum
  /// over the first tenth of the points is at least that over every later tenth.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let parts = ModelName.allCases.compactMap { model -> (holds: Bool, shown: String)? in
      let curve = rows.filter { $0.model == model }
      if curve.isEmpty { return nil }
      let tenth = max(1, curve.count / 10)
      let gaps = stride(from: 0, to: curve.count, by: tenth).map { start in
        SampleSummary(curve[start..<min(start + tenth, curve.count)].map(\.gap)).mean
      }
      let words = [gaps[0], gaps.last ?? .nan].map { SeriesTable.cell($0, digits: 3) }
      return (gaps.allSatisfy { $0 <= gaps[0] }, "\(model.rawValue) \(words[0]) bits at first, \(words[1]) at last")
    }
    return [
      ClaimResult("limits-fig07-a", value: SampleSummary(rows.map(\.stated.separate)).mean),
      ClaimResult(
        "limits-fig07-b", holds: parts.allSatisfy(\.holds), parts.map(\.shown).joined(separator: "; ")),
    ]
  }
}
