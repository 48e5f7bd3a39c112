// LIMITS, Table I — Pearson coefficients of a worker's gradient noise and the global gradient.
//
// Look for: coefficients within the band that independent variables of as many samples give, most of them outside the 0.03
// that the paper states, and the largest of them falling as 1/√n.
// A sample is a training from a new initial point. Default profile: those of Figure 3.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Tab1: Figure {
  static let id = "limits-tab1-noise-correlation"
  static let caption = "Correlation of gradient noise and global gradient"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let samples = Parameter("samples", smoke: 40, standard: 1_000, paper: 1_000, in: 10...1_000_000, "samples")
  static let dimensions = Parameter("dimensions", 4, in: 1...6, "elements of the gradient")
  static let parameters = GradientDescentSamples.parameters + [samples, dimensions]

  /// What the paper states of every coefficient, and the largest that it prints.
  static let bound = 0.03, largestPrinted = 0.0301

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "iteration", "dimension", "pearson", "null_95", "samples", "is_table", "element", "largest",
      "largest_null_median",
      "largest_null_low", "largest_null_high",
    ]
    let iteration: Int, dimension: Int, element: String
    let pearson: Double
    let samples: Int, isTable: Bool
    /// The largest size of a coefficient of so many samples, of how many.
    let largest: Double, count: Int
    var null: CorrelationNull { CorrelationNull(sampleCount: samples) }
    var cells: [String] {
      let nulls = [0.5, 0.025, 0.975].map { null.largest(of: count, probability: $0) }
      return ["\(iteration)", "\(dimension)"] + [pearson, null.band].map { SeriesTable.cell($0, digits: 5) }
        + ["\(samples)", "\(isTable)", element] + ([largest] + nulls).map { SeriesTable.cell($0, digits: 5) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let runs = try await GradientDescentSamples(context).result(on: context.data[.mnist], context)
    let all = runs.signal[0][0].count, table = min(context[Self.samples], all)
    let counts = [all / 10, all / 5, table, all].reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
    return counts.sorted().flatMap { count in
      let cases = runs.signal.indices.flatMap { t in (0..<context[Self.dimensions]).map { (t, $0) } }
      let coefficients = cases.map { t, d in
        pearson(Array(runs.noise[t][d].prefix(count)), Array(runs.signal[t][d].prefix(count)))
      }
      let largest = coefficients.map(abs).max() ?? .nan
      return zip(cases, coefficients).map { place, coefficient in
        Row(
          iteration: place.0 + 1, dimension: place.1 + 1, element: runs.dimensions[place.1], pearson: coefficient,
          samples: count, isTable: count == table, largest: largest, count: cases.count)
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let table = rows.filter(\.isTable)
    let band = table.first?.null.band ?? .nan
    return Plot(
      panels: [
        Plot.Panel(
          "\(table.first?.samples ?? 0) samples",
          x: .init("iteration", from: 0.5, to: Double(table.map(\.iteration).max() ?? 1) + 0.5),
          y: .init(
            "Pearson coefficient", from: -1.6 * max(band, table.first?.largest ?? 0),
            to: 1.6 * max(band, table.first?.largest ?? 0)),
          series: (1...(table.map(\.dimension).max() ?? 1)).map { dimension in
            .init(
              table.first { $0.dimension == dimension }?.element ?? "", x: "iteration", y: "pearson",
              rows: ["dimension": "\(dimension)", "is_table": "true"], style: .linesAndPoints,
              dashed: dimension.isMultiple(of: 2))
          },
          key: .below,
          levels: [
            ("95 % of independent samples", band), ("", -band), ("stated: ±\(Self.bound)", Self.bound),
            ("", -Self.bound),
          ]),
        Plot.Panel(
          "largest of \(table.count) coefficients", x: .init("samples", from: 0),
          y: .init("|Pearson|", from: 0),
          series: [
            .init("measured", x: "samples", y: "largest", style: .linesAndPoints),
            .init(
              "independent: median, 95 %", x: "samples", y: "largest_null_median",
              spread: .bandBetween("largest_null_low", "largest_null_high"), dashed: true),
          ], key: .below, levels: [("stated", Self.bound)]),
      ], panelHeight: 720)
  }

  /// Rule: the largest coefficient of the table.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    guard let row = rows.first(where: \.isTable) else { return [] }
    let chance = SeriesTable.cell(row.null.probability(below: Self.largestPrinted, count: row.count), digits: 2)
    let needed = CorrelationNull.typicalSampleCount(largest: Self.largestPrinted, of: row.count)
    var result = ClaimResult("limits-tab1", value: row.largest)
    result.contradiction =
      "independent variables give \(row.count) coefficients of \(row.samples) samples up to \(Self.largestPrinted) with "
      + "probability \(chance); they become typical at \(needed) samples"
    return [result]
  }
}
