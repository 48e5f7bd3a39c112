// CO3, Figure 1 — histograms of gradients of upper layers early, midway and late in a training, with fitted laws.
//
// Look for: the peak and the tails that a normal law misses and GenNorm follows; in most panels β is lower, and both stand out
// more, in the gradients of single iterations, which are sent, than in their mean over an epoch, which the paper looks at.

import ArgumentParser
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig01: Figure {
  static let id = "co3-fig01-histograms"
  static let caption = "Histograms of gradients of upper layers, with fitted laws"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "network", "epoch", "x", "density", "gennorm", "normal", "kind", "x_deviations", "density_per_deviation",
      "gennorm_per_deviation", "normal_per_deviation", "shape", "excess_kurtosis", "dataset", "kernel", "count",
    ]
    let network: ModelName, dataset: String
    let capture: CO3Result.Capture
    /// The bin's middle; the share of numbers in the bin over its width, and the same of the laws.
    let x: Double, density: Double, genNorm: Double, normal: Double
    var shape: Double { capture.sample[.genNorm]?.shape ?? .nan }
    var cells: [String] {
      let sample = capture.sample, deviation = sample.variance.value.squareRoot()
      let densities = [density, genNorm, normal]
      let numbers = [x] + densities, relative = [(x - sample.mean.value) / deviation] + densities.map { $0 * deviation }
      return [network.rawValue, "\(capture.epoch)"] + numbers.map { SeriesTable.cell($0, digits: 5) }
        + [capture.kind.rawValue] + relative.map { SeriesTable.cell($0, digits: 5) }
        + [shape, sample.excessKurtosis.value].map { SeriesTable.cell($0, digits: 5) }
        + [dataset, sample.layer, "\(sample.count)"]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let networks = [context[CO3Study.resNet], context[CO3Study.nasNet]], epochs = CO3Study.shownEpochs(context)
    return try await context.mapInTurn(networks.prefix(Set(networks).count)) { network in
      let distributions = try await CO3Distributions(context, network)
      return CO3Result.Kind.allCases.flatMap { kind in
        let captures = distributions.result.captures(.upper, kind).filter { epochs.contains($0.epoch) }
        return captures.flatMap { self.rows(distributions, $0) }
      }
    }.flatMap { $0 }
  }

  private func rows(_ distributions: CO3Distributions, _ capture: CO3Result.Capture) -> [Row] {
    let sample = capture.sample, low = sample.histogramRange.lowerBound
    let width = (sample.histogramRange.upperBound - low) / Double(sample.densities.count)
    return sample.densities.enumerated().map { bin, density in
      let edges = (low + Double(bin) * width)...(low + Double(bin + 1) * width)
      return Row(
        network: distributions.model, dataset: distributions.dataset, capture: capture,
        x: (edges.lowerBound + edges.upperBound) / 2, density: density,
        genNorm: sample.density(.genNorm, in: edges), normal: sample.density(.normal, in: edges))
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let panels = rows.indices.filter { index in
      index == 0 || rows[index].capture.epoch != rows[index - 1].capture.epoch
        || rows[index].capture.kind != rows[index - 1].capture.kind || rows[index].network != rows[index - 1].network
    }
    return Plot(
      panels: panels.map { index in
        let row = rows[index], capture = row.capture
        let chosen: KeyValuePairs = [
          "network": row.network.rawValue, "epoch": "\(capture.epoch)", "kind": capture.kind.rawValue,
        ]
        let words = capture.kind == .epochMean ? "mean" : "iteration", shape = SeriesTable.cell(row.shape, digits: 3)
        return Plot.Panel(
          "\(row.network.rawValue), epoch \(capture.epoch), \(words): β = \(shape)",
          x: .init("(gradient − mean) / standard deviation", from: -5, to: 5),
          y: .init("density × standard deviation", .logarithmic, from: 1e-3, to: 3),
          series: [
            .init("gradients", x: "x_deviations", y: "density_per_deviation", rows: chosen, style: .points),
            .init("GenNorm", x: "x_deviations", y: "gennorm_per_deviation", rows: chosen),
            .init("Normal", x: "x_deviations", y: "normal_per_deviation", rows: chosen, dashed: true),
          ], key: index == 0 ? .topRight : .none)
      }, columns: Set(rows.map(\.capture.epoch)).count, panelHeight: 380)
  }
}
