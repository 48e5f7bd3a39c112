// DSC, Figure 6 = LIMITS, Figure 6 — σ_X² and σ_N² over a training: as they are, and as one-bit gradients tell.
//
// Look for: σ_X² falling by two to three orders, σ_N² by less than one, and the estimate from signs beside the truth: over the
// whole vector, as the paper has it, and tensor by tensor, which is closer for the residual networks, whose tensors differ.
// Default profile: MLP on MNIST at full size, the residual networks on a subset; minutes on two cores.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig06: Figure {
  static let id = "dsc-fig06-gradient-statistics"
  static let caption = "Variances of global gradient and noise over training, known and from signs"
  static let dataSets = StatisticsStudy.dataSets
  static let parameters = StatisticsStudy.parameters

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "iteration", "dataset", "model", "sigma_x2_true", "sigma_n2_true", "sigma_x2_online", "sigma_n2_online",
      "sigma_x2_online_by_layer", "sigma_n2_online_by_layer", "ratio_true", "ratio_online",
      "ratio_online_standard_error",
      "zero_share", "loss",
    ]
    let dataset: String, model: ModelName
    let point: StatisticsOverTraining.Point
    /// |online − true| of either variance over their sum.
    var gap: Double { abs(point.online.signalVariance - point.offline.signalVariance) / point.offline.localVariance }
    var layerGap: Double {
      abs(point.onlineByLayer.signalVariance - point.offline.signalVariance) / point.offline.localVariance
    }
    var cells: [String] {
      let variances = [point.offline, point.online, point.onlineByLayer].flatMap {
        [$0.signalVariance, $0.noiseVariance]
      }
      let ratios = [point.offline.ratio, point.online.ratio, point.online.ratioStandardError]
      return ["\(point.iteration + 1)", dataset, model.rawValue]
        + (variances + ratios + [point.zeroShare, point.loss]).map { SeriesTable.cell($0, digits: 5) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await StatisticsStudy.curves(context).flatMap { curve in
      curve.points.map { Row(dataset: curve.dataset, model: curve.model, point: $0) }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: ModelName.allCases.compactMap { model in
        let name = model.rawValue
        if !rows.contains(where: { $0.model == model }) { return nil }
        return Plot.Panel(
          name, x: .init("iteration", .logarithmic, from: 1), y: .init("variance", .logarithmic),
          series: [
            .init("σ_X² true", x: "iteration", y: "sigma_x2_true", rows: ["model": name]),
            .init("σ_X² from signs", x: "iteration", y: "sigma_x2_online", rows: ["model": name], dashed: true),
            .init(
              "σ_X² from signs, by tensor", x: "iteration", y: "sigma_x2_online_by_layer", rows: ["model": name],
              style: .points),
            .init("σ_N² true", x: "iteration", y: "sigma_n2_true", rows: ["model": name], colour: 6),
            .init(
              "σ_N² from signs", x: "iteration", y: "sigma_n2_online", rows: ["model": name], dashed: true, colour: 4),
          ], key: .below)
      }, columns: 3, panelHeight: 560)
  }

  /// Rules: (a) holds if for every model the mean σ_X² of the last tenth of the points is below that of the first, and that
  /// of σ_N² within a factor of two; (b) the largest over the models of the mean gap.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let curves = ModelName.allCases.map { model in rows.filter { $0.model == model } }.filter { !$0.isEmpty }
    func change(_ curve: [Row], _ value: (Row) -> Double) -> Double {
      let tenth = max(1, curve.count / 10)
      return SampleSummary(curve.suffix(tenth).map(value)).mean / SampleSummary(curve.prefix(tenth).map(value)).mean
    }
    let changes = curves.map { curve in
      (
        model: curve[0].model.rawValue, signal: change(curve) { $0.point.offline.signalVariance },
        noise: change(curve) { $0.point.offline.noiseVariance }
      )
    }
    let gaps = curves.map { SampleSummary($0.map(\.gap)).mean }
    let words = zip(curves, gaps).map { curve, gap in
      "\(curve[0].model.rawValue) \(shown(gap)), by tensor \(shown(SampleSummary(curve.map(\.layerGap)).mean))"
    }
    return [
      ClaimResult(
        "dsc-fig06-a", holds: changes.allSatisfy { $0.signal < 1 && (0.5...2).contains($0.noise) },
        "last over first tenth: "
          + changes.map { "\($0.model) σ_X² \(shown($0.signal)), σ_N² \(shown($0.noise))" }.joined(separator: "; ")),
      ClaimResult(
        "dsc-fig06-b", shortfall: gaps.max() ?? .infinity,
        "mean gap over σ_X² + σ_N²: " + words.joined(separator: "; ")),
    ]
  }

  private func shown(_ value: Double) -> String { SeriesTable.cell(value, digits: 2) }
}
