// LIMITS, Figure 4 — the density of local gradients given the global one, with its normal fit.
//
// Look for: dots on the line in each of six dimensions, and the fit's mean (dot) at the global gradient (large dot behind it).
// Default profile: the paper's sample count four times over, at one model of a gradient descent on all of MNIST.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig04: Figure {
  static let id = "limits-fig04-local-pdf"
  static let caption = "Density of local gradients given the global gradient"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let samples = Parameter(
    "samples", smoke: 160, standard: 10_000, paper: 10_000, in: 20...10_000_000, "local gradients looked at")
  static let parameters = LocalGradientSamples.parameters + [samples]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "series", "x", "density", "fit", "x_deviations", "density_per_deviation", "fit_per_deviation", "kind", "element",
      "samples", "global_gradient", "mean", "deviation",
      "mean_gap_standard_errors", "squared_correlation", "ks_distance", "ks_null_95",
    ]
    let dimension: Int, element: String
    let fit: NormalFit, given: Double, squaredCorrelation: Double
    /// "histogram", or which point is marked.
    let kind: String
    let x: Double, density: Double
    /// How far the mean is from the global gradient, in standard errors of the mean.
    var gap: Double { (fit.mean - given) / fit.deviation * Double(fit.count).squareRoot() }
    var cells: [String] {
      let law = fit.density(x), s = fit.deviation
      return ["dimension \(dimension)"]
        + [x, density, law, x / s, density * s, law * s].map { SeriesTable.cell($0, digits: 6) }
        + [kind, element, "\(fit.count)"]
        + [
          given, fit.mean, fit.deviation, gap, squaredCorrelation, fit.kolmogorovDistance, fit.kolmogorovLevel,
        ].map { SeriesTable.cell($0, digits: 5) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let samples = try await LocalGradientSamples(context).result(on: context.data[.mnist], context)
    return samples.dimensions.indices.flatMap { dimension in
      let fit = NormalFit(Array(samples.gradients[dimension].prefix(context[Self.samples])))
      let squared = fit.squaredCorrelation, given = Double(samples.signal[dimension])
      func row(_ kind: String, _ x: Double, _ density: Double) -> Row {
        Row(
          dimension: dimension + 1, element: samples.dimensions[dimension], fit: fit, given: given,
          squaredCorrelation: squared, kind: kind, x: x, density: density)
      }
      return zip(fit.histogram.centres, fit.histogram.densities).map { row("histogram", $0, $1) }
        + [row("global gradient", given, 0), row("mean", fit.mean, fit.density(fit.mean))]
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: (1...(rows.map(\.dimension).max() ?? 1)).map { dimension in
        let name = "dimension \(dimension)"
        return Plot.Panel(
          rows.first { $0.dimension == dimension }.map { "\(name): \($0.element)" },
          x: .init("local gradient / its deviation"), y: .init("density", from: 0, to: 0.6),
          series: [
            .init(
              "local gradients", x: "x_deviations", y: "density_per_deviation",
              rows: ["series": name, "kind": "histogram"], style: .points),
            .init(
              "normal fit", x: "x_deviations", y: "fit_per_deviation", rows: ["series": name, "kind": "histogram"]),
            .init(
              "its mean", x: "x_deviations", y: "density_per_deviation", rows: ["series": name, "kind": "mean"],
              style: .points, colour: 4),
            .init(
              "global gradient", x: "x_deviations", y: "density_per_deviation",
              rows: ["series": name, "kind": "global gradient"],
              style: .points, colour: 6),
          ], key: dimension == 1 ? .topRight : .none)
      }, columns: 3, panelHeight: 400)
  }

  /// Rule: the mean over the dimensions of the squared correlation. That the mean lies at x is by construction, batches being
  /// drawn from all pictures; the table has the gap.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    [
      ClaimResult(
        "limits-fig04-a", value: SampleSummary(rows.filter { $0.kind == "mean" }.map(\.squaredCorrelation)).mean)
    ]
  }
}
