// CO3, Tables III and IV — mean and variance of gradients in three layers of NASNetMobile, beside the paper's.
//
// Look for: variances of the paper's order that fall with depth and over the epochs; means that hardly differ from 0; and the
// paper's intervals, which are far too narrow for its own variances and numbers of parameters.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Tab4: Figure {
  static let id = "co3-tab4-moments"
  static let caption = "Mean and variance of gradients, three layers of NASNetMobile, with 95 % intervals"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  static let paperPath = "data/reference/co3-tab4-paper.tsv"
  static let inputFiles = [paperPath]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "layer", "epoch", "mean", "mean_ci", "variance", "variance_ci", "source", "network", "parameters", "place",
      "mean_ci_independent", "mean_ci_ratio", "variance_ci_independent", "variance_ci_ratio", "mean_over_paper",
      "variance_over_paper",
    ]
    let depth: CO3Result.Depth
    /// What was captured, "paper", or "Table III" for a network's parameters alone.
    let source: String, network: String, parameters: Int
    /// Early, midway or late: 0, 1 or 2.
    var stage = 0
    var epoch = 0
    var mean = Self.none, variance = Self.none
    /// The paper's mean and variance at the same stage.
    var paper = (mean: Double.nan, variance: Double.nan)

    static let none = LayerSample.Estimate(value: .nan, halfWidth: .nan)

    /// The half widths that n independent normal numbers of this variance give: 1.96 (σ²/n)^½ and 1.96 σ² (2/n)^½.
    var independent: (mean: Double, variance: Double) {
      let n = Double(parameters), quantile = 1.959964
      return (quantile * (variance.value / n).squareRoot(), quantile * variance.value * (2 / n).squareRoot())
    }
    /// Where it stands in the picture, beside others of its stage.
    var place: Double { Double(stage) + (source == "paper" ? 0.15 : source == "iteration" ? 0 : -0.15) }

    var cells: [String] {
      let moments = [mean.value, mean.halfWidth, variance.value, variance.halfWidth]
      let numbers = [
        place, independent.mean, independent.mean / mean.halfWidth, independent.variance,
        independent.variance / variance.halfWidth, mean.value / paper.mean, variance.value / paper.variance,
      ]
      return [depth.rawValue, "\(epoch)"] + moments.map { SeriesTable.cell($0, digits: 4) }
        + [source, network, "\(parameters)"] + numbers.map { SeriesTable.cell($0, digits: 4) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let printed = try paper(context), epochs = CO3Study.shownEpochs(context)
    let distributions = try await CO3Distributions(context, context[CO3Study.nasNet])
    let measured = distributions.result.captures.compactMap { capture -> Row? in
      guard let stage = epochs.firstIndex(of: capture.epoch) else { return nil }
      let sample = capture.sample, beside = printed.first { $0.depth == capture.depth && $0.stage == stage }
      return Row(
        depth: capture.depth, source: capture.kind.rawValue, network: distributions.model.rawValue,
        parameters: sample.count, stage: stage, epoch: capture.epoch, mean: sample.mean, variance: sample.variance,
        paper: (beside?.mean.value ?? .nan, beside?.variance.value ?? .nan))
    }
    let sizes = [ModelName.resNet50V2, .denseNet121, .nasNetMobile].flatMap { model in
      zip(CO3Result.Depth.allCases, model.shownLayerSizes).map {
        Row(depth: $0, source: "Table III", network: model.rawValue, parameters: $1)
      }
    }
    return measured + printed + sizes
  }

  /// The paper's table.
  private func paper(_ context: FigureContext) throws -> [Row] {
    let table = try SeriesTable(text: context.inputs[Self.paperPath] ?? ""),
      sizes = ModelName.nasNetMobile.shownLayerSizes
    return try table.rows.enumerated().map { index, cells in
      guard let depth = CO3Result.Depth(rawValue: cells[0]), let epoch = Int(cells[1]),
        let stage = [2, 50, 100].firstIndex(of: epoch), let place = CO3Result.Depth.allCases.firstIndex(of: depth)
      else { throw FigureError.malformedRow(index: index, reason: "no layer and epoch of Table IV") }
      let numbers = cells.dropFirst(2).map { Double($0) ?? .nan }
      return Row(
        depth: depth, source: "paper", network: ModelName.nasNetMobile.rawValue, parameters: sizes[place], stage: stage,
        epoch: epoch, mean: .init(value: numbers[0], halfWidth: numbers[1]),
        variance: .init(value: numbers[2], halfWidth: numbers[3]), paper: (numbers[0], numbers[2]))
    }
  }

  /// Rules: Table III is the numbers of parameters; Table IV is held against means over epochs. The printed interval of a
  /// mean cannot be one of independent numbers, which the paper takes gradients for, where it is narrower than theirs.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let measured = rows.filter { $0.source == CO3Result.Kind.epochMean.rawValue }
    let pairs = measured.flatMap { row in
      [(row.mean.value, row.paper.mean), (row.variance.value, row.paper.variance)].map {
        ClaimResult.Pair(measured: $0, paper: $1)
      }
    }
    func range(_ values: [Double]) -> String {
      [values.min() ?? .nan, values.max() ?? .nan].map {
        $0 > 100 ? "\(Int($0.rounded()))" : SeriesTable.cell($0, digits: 2)
      }.joined(separator: " to ")
    }
    let ratios = rows.filter { $0.source == "paper" }.map { $0.independent.mean / $0.mean.halfWidth }
    let narrow =
      "the printed intervals of the means are \(range(ratios)) times narrower than independent numbers of the printed "
      + "variances give"
    let variances = range(measured.map { $0.variance.value / $0.paper.variance })
    let near = measured.count { abs($0.mean.value) <= $0.mean.halfWidth }
    var moments = ClaimResult(
      "co3-tab4", pairs: pairs,
      "variances \(variances) times the paper's; \(near) of \(measured.count) means within their interval of 0; \(narrow)"
    )
    if ratios.allSatisfy({ $0 > 1 }) { moments.contradiction = narrow }
    let sizes = rows.filter { $0.source == "Table III" }.map { Double($0.parameters) }
    return [ClaimResult("co3-tab3", values: sizes), moments]
  }
}
