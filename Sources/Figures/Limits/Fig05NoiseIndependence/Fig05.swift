// LIMITS, Figure 5 — Pearson coefficients of the gradient noises of K workers.
//
// Look for: an even field of values as large as independent noises of as many samples give, 0.062 at most for most of them,
// and the largest falling as 1/√n to the stated 0.02 beyond ten thousand samples.
// A sample is a round in which every worker draws a batch; the model is that of Figure 4.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig05: Figure {
  static let id = "limits-fig05-noise-independence"
  static let caption = "Correlation of the gradient noises of two workers"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let samples = Parameter("samples", smoke: 20, standard: 1_000, paper: 1_000, in: 10...1_000_000, "samples")
  static let parameters = LocalGradientSamples.parameters + [samples]

  /// What the paper states of every coefficient.
  static let bound = 0.02

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "worker_a", "worker_b", "abs_pearson", "null_95", "samples", "is_figure", "dimension", "element", "largest",
      "largest_null_median", "largest_null_low", "largest_null_high",
    ]
    let first: Int, second: Int
    /// nan for a worker and itself.
    let pearson: Double
    let samples: Int, isFigure: Bool
    let dimension: Int, element: String
    /// The largest of the coefficients of so many samples in this dimension, of how many pairs.
    let largest: Double, pairs: Int
    var null: CorrelationNull { CorrelationNull(sampleCount: samples) }
    var cells: [String] {
      let nulls = [0.5, 0.025, 0.975].map { null.largest(of: pairs, probability: $0) }
      return ["\(first)", "\(second)"] + [pearson, null.band].map { SeriesTable.cell($0, digits: 5) }
        + ["\(samples)", "\(isFigure)", "\(dimension)", element]
        + ([largest] + nulls).map { SeriesTable.cell($0, digits: 5) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let experiment = LocalGradientSamples(context)
    let local = try await experiment.result(on: context.data[.mnist], context)
    let figure = min(context[Self.samples], experiment.rounds)
    let counts = sequence(first: figure) { 2 * $0 <= experiment.rounds ? 2 * $0 : nil }
    return counts.flatMap { count in
      local.dimensions.indices.flatMap { dimension in
        rows(local, dimension, count, workers: experiment.workers, isFigure: count == figure)
      }
    }
  }

  private func rows(
    _ local: LocalGradientSamples.Result, _ dimension: Int, _ count: Int, workers: Int, isFigure: Bool
  ) -> [Row] {
    let noises = (0..<workers).map { worker in
      (0..<count).map { local.gradients[dimension][$0 * workers + worker] - local.signal[dimension] }
    }
    let moments = CrossMoments(noises)
    let pairs = (0..<workers).flatMap { a in (a + 1..<workers).map { b in abs(moments.pearson(a, b)) } }
    return (0..<workers).flatMap { a in
      (0..<workers).map { b in
        Row(
          first: a + 1, second: b + 1, pearson: a == b ? .nan : abs(moments.pearson(a, b)), samples: count,
          isFigure: isFigure, dimension: dimension + 1, element: local.dimensions[dimension],
          largest: pairs.max() ?? .nan, pairs: pairs.count)
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let figure = rows.filter(\.isFigure)
    return Plot(
      panels: [
        Plot.Panel(
          "\(figure.first?.samples ?? 0) samples of \(figure.first?.element ?? "")",
          x: .init("worker"), y: .init("worker"),
          series: [
            .heatMap(
              "|Pearson|", x: "worker_a", y: "worker_b", value: "abs_pearson",
              rows: ["dimension": "1", "is_figure": "true"])
          ], key: .none),
        Plot.Panel(
          "largest of \(figure.first?.pairs ?? 0) coefficients",
          x: .init("samples", from: 0), y: .init("|Pearson|", from: 0),
          series: (1...(rows.map(\.dimension).max() ?? 1)).map { dimension in
            .init(
              rows.first { $0.dimension == dimension }?.element ?? "", x: "samples", y: "largest",
              rows: ["dimension": "\(dimension)"], style: .linesAndPoints)
          } + [
            .init(
              "independent: median, 95 %", x: "samples", y: "largest_null_median", rows: ["dimension": "1"],
              spread: .bandBetween("largest_null_low", "largest_null_high"), dashed: true, colour: 6)
          ], key: .below, levels: [("stated", Self.bound)]),
      ], panelHeight: 720)
  }

  /// The first dimension as coloured squares, from 0 to 0.1.
  func pictures(_ rows: [Row]) -> [String: Picture] {
    let cells = rows.filter { $0.isFigure && $0.dimension == 1 }
    let matrix = Dictionary(grouping: cells, by: \.first).sorted { $0.key < $1.key }.map { $0.value.map(\.pearson) }
    return ["heatmap": .heatMap(matrix, range: 0...0.1, cell: 40)]
  }

  /// Rule: the largest coefficient of the first dimension.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    guard let row = rows.first(where: \.isFigure) else { return [] }
    let chance = SeriesTable.cell(row.null.probability(below: Self.bound, count: row.pairs), digits: 2)
    let needed = CorrelationNull.typicalSampleCount(largest: Self.bound, of: row.pairs)
    var result = ClaimResult("limits-fig05-a", value: row.largest)
    result.contradiction =
      "independent noises give \(row.pairs) coefficients of \(row.samples) samples below \(Self.bound) with probability "
      + "\(chance); they become typical at \(needed) samples"
    return [result]
  }
}
