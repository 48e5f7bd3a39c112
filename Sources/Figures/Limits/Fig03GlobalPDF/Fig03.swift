// LIMITS, Figure 3 — the density of the global gradient over trainings from new initial points, with its normal fit.
//
// Look for: whether the dots lie on the line in each of the six dimensions, and the curves growing narrower from iteration 1
// to 10.
// Default profile: the paper's 2,500 trainings, on 512 pictures that count as the global data set; paper profile: on all
// 60,000, hours.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics
import RealModule

@main
struct Fig03: Figure {
  static let id = "limits-fig03-global-pdf"
  static let caption = "Density of the global gradient over trainings from new initial points"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let parameters = GradientDescentSamples.parameters

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "series", "x", "density", "fit", "x_deviations", "density_per_deviation", "fit_per_deviation", "dimension",
      "iteration", "element", "samples", "mean", "deviation", "squared_correlation", "ks_distance", "ks_null_95",
    ]
    let dimension: Int, iteration: Int, element: String
    let fit: NormalFit, bin: Int
    /// Rounded once for all bins, since it is computed from all of them.
    let squaredCorrelation: Double
    var cells: [String] {
      let x = fit.histogram.centres[bin], density = fit.histogram.densities[bin], law = fit.density(x),
        s = fit.deviation
      let numbers = [x, density, law, x / s, density * s, law * s].map { SeriesTable.cell($0, digits: 6) }
      let measures = [fit.mean, s, squaredCorrelation, fit.kolmogorovDistance, fit.kolmogorovLevel]
      return ["dimension \(dimension), iteration \(iteration)"] + numbers
        + ["\(dimension)", "\(iteration)", element, "\(fit.count)"] + measures.map { SeriesTable.cell($0, digits: 5) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let samples = try await GradientDescentSamples(context).result(on: context.data[.mnist], context)
    return samples.dimensions.indices.flatMap { dimension in
      samples.signal.indices.flatMap { iteration in
        let fit = NormalFit(samples.signal[iteration][dimension]), squared = fit.squaredCorrelation
        return fit.histogram.counts.indices.map { bin in
          Row(
            dimension: dimension + 1, iteration: iteration + 1, element: samples.dimensions[dimension], fit: fit,
            bin: bin, squaredCorrelation: squared)
        }
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let last = rows.map(\.iteration).max() ?? 1
    let dimensions = rows.map(\.dimension).max() ?? 1
    let shown = [1, 2, 4, 10].filter { $0 < last } + [last]
    return Plot(panels: [
      Plot.Panel(
        "six dimensions at iteration \(last) (dots), normal fit (line)",
        x: .init("gradient / its deviation", from: -4, to: 9), y: .init("density", from: 0),
        series: (1...dimensions).flatMap { dimension in
          let chosen: KeyValuePairs = ["dimension": "\(dimension)", "iteration": "\(last)"]
          let element = rows.first { $0.dimension == dimension }?.element ?? ""
          return [
            Plot.Series(
              element, x: "x_deviations", y: "density_per_deviation", rows: chosen, style: .points,
              colour: dimension - 1),
            Plot.Series("", x: "x_deviations", y: "fit_per_deviation", rows: chosen, colour: dimension - 1),
          ]
        }),
      Plot.Panel(
        "dimension 1 over the iterations", x: .init("gradient"), y: .init("density", from: 0),
        series: shown.enumerated().flatMap { place, iteration in
          let chosen: KeyValuePairs = ["dimension": "1", "iteration": "\(iteration)"]
          return [
            Plot.Series("iteration \(iteration)", x: "x", y: "density", rows: chosen, style: .points, colour: place),
            Plot.Series("", x: "x", y: "fit", rows: chosen, colour: place),
          ]
        }),
    ])
  }

  /// Rules: (a) the mean over the dimensions of the squared correlation at the last iteration; (b) holds if the mean over the
  /// dimensions of the logarithm of the variance falls at every iteration.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let series = rows.filter { $0.bin == 0 }
    let iterations = series.map(\.iteration).max() ?? 0
    let last = SampleSummary(series.filter { $0.iteration == iterations }.map(\.squaredCorrelation))
    let spreads = (1...max(1, iterations)).map { iteration in
      SampleSummary(series.filter { $0.iteration == iteration }.map { 2 * .log2($0.fit.deviation) }).mean
    }
    let change = SeriesTable.cell((spreads.last ?? .nan) - spreads[0], digits: 3)
    return [
      ClaimResult("limits-fig03-a", value: last.mean),
      ClaimResult(
        "limits-fig03-b", holds: zip(spreads, spreads.dropFirst()).allSatisfy { $0 > $1 },
        "variance changes by 2^\(change) from iteration 1 to \(iterations), in the mean over the dimensions"),
    ]
  }
}
