// THESIS, Table 2.1 — bits that a worker sends in a round: symbols in words of 32 bits, and by the adaptive range coder.
//
// Look for: raw rates on the paper's, for they follow from the networks' shapes alone, and one-bit signs, about as often positive
// as not, that take their bit. Coded rates of nested quantization and QSG follow from what the step is a share of, which the
// paper does not say: with a step for a layer most numbers are far below its greatest and become zeros, fewer bits than the
// paper's; with a step for each column ("qsg-columns") they take more. The paper's lie between.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Tab2_1: Figure {
  static let id = "thesis-tab2-1-bits"
  static let caption = "Bits of a worker in a round, 200 pictures divided among 16 workers"
  static let dataSets: [[DatasetName]] = [[.mnist], [.cifar10]]
  static let workers = Parameter("workers", smoke: 2, standard: 16, paper: 16, in: 2...100, "workers")
  static let rounds = Parameter(
    "sampled_rounds", smoke: 2, standard: 6, paper: 50, in: 2...10_000, "rounds that are coded, evenly from a training"
  )
  static let parameters: [any ParameterDeclaration] = ThesisStudy.parameters + [workers, rounds]
  static let paperPath = "data/reference/thesis-tab2-1-paper.tsv"
  static let inputFiles = [paperPath]

  /// The paper's methods, QSG with as many levels as the dithered half of the nested workers; and QSG with a step for each column,
  /// as the one-bit method has its points.
  static let methods: [(name: String, scheme: ThesisScheme)] = [
    ("baseline", .baseline), ("nested", .nested), ("qsg", .stochastic(extent: 3)), ("one-bit", .oneBit),
    ("qsg-columns", .stochasticColumns(extent: 3)),
  ]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header =
      [
        "model", "scheme", "raw_mbit", "coded_mbit", "paper_raw_mbit", "paper_coded_mbit", "raw_ratio", "coded_ratio",
        "entropy_mbit", "coded_mbit_sd", "rounds", "workers", "dataset",
      ] + places
    /// Where the points of a method stand in the picture, side by side.
    static let places = ["raw_place", "paper_raw_place", "coded_place", "paper_coded_place"]
    let model: ModelName, method: Int, workers: Int, dataset: String
    /// Means over workers, in the sampled rounds.
    let bits: [ThesisResult.Bits]
    var paper = (raw: Double.nan, coded: Double.nan)

    var raw: Double { SampleSummary(bits.map(\.raw)).mean / 1e6 }
    var coded: SampleSummary { SampleSummary(bits.map { $0.sent / 1e6 }) }
    /// That of symbols, and parameters as they are; nan for numbers that are no symbols.
    var entropy: Double { SampleSummary(bits.map { $0.entropy ?? .nan }).mean / 1e6 }

    var cells: [String] {
      let numbers = [
        raw, coded.mean, paper.raw, paper.coded, raw / paper.raw, coded.mean / paper.coded, entropy,
        coded.deviation,
      ]
      return [model.rawValue, Tab2_1.methods[method].name] + numbers.map { SeriesTable.cell($0, digits: 5) } + [
        "\(bits.count)", "\(workers)", dataset,
      ] + Self.places.indices.map { SeriesTable.cell(Double(method) + 0.15 * (Double($0) - 1.5), digits: 4) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let paper = try SeriesTable(text: context.inputs[Self.paperPath] ?? "").rows
    let cases = [ModelName.leNet, .cifarNet, .fc300].map { model in
      func trial(_ probe: ThesisProbe) -> ThesisStudy.Case {
        ThesisStudy.trial(
          context, model, .baseline, workers: context[Self.workers], batch: ThesisStudy.divided(context), probe: probe)
      }
      let roundCount = trial(.none).training.schedule.roundCount, sampled = min(context[Self.rounds], roundCount)
      return trial(
        ThesisProbe(
          schemes: Self.methods.map(\.scheme),
          sampledRounds: (0..<sampled).map { (2 * $0 + 1) * roundCount / (2 * sampled) }))
    }
    let results = try await ThesisStudy.results(context, cases)
    return [2, 0, 1].flatMap { index in
      let (training, result) = (cases[index].training, results[index])
      return Self.methods.indices.map { method in
        var row = Row(
          model: training.model, method: method, workers: training.workers, dataset: cases[index].data.title,
          bits: result.samples.filter { $0.scheme == Self.methods[method].scheme }.map(\.bits))
        if let cells = paper.first(where: { $0[0] == row.model.rawValue && $0[1] == Self.methods[method].name }) {
          row.paper = (Double(cells[2]) ?? .nan, Double(cells[3]) ?? .nan)
        }
        return row
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: rows.filter { $0.method == 0 }.map { row in
        let model: KeyValuePairs = ["model": row.model.rawValue]
        func points(_ title: String, _ column: String, spread: Plot.Series.Spread? = nil) -> Plot.Series {
          let place = column.replacing("_mbit", with: "_place")
          return Plot.Series(title, x: place, y: column, rows: model, spread: spread, style: .points)
        }
        return Plot.Panel(
          row.model.rawValue,
          x: .init("from the left: words, paper, coded, paper", from: -0.5, to: 4.5, names: Self.methods.map(\.name)),
          y: .init("Mbit a round and worker", .logarithmic, from: 0.1, to: 100),
          series: [
            points("words", "raw_mbit"), points("words, paper", "paper_raw_mbit"),
            points("range coder", "coded_mbit", spread: .bars("coded_mbit_sd")),
            points("coded, paper", "paper_coded_mbit"),
          ], key: row.model == .fc300 ? .topRight : .none)
      }, columns: 1, panelHeight: 420)
  }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    var pairs: [ClaimResult.Pair] = [], far: [String] = []
    for row in rows {
      for (kind, measured, paper) in [("raw", row.raw, row.paper.raw), ("coded", row.coded.mean, row.paper.coded)]
      where !paper.isNaN {
        pairs.append(.init(measured: measured, paper: paper))
        if abs(measured / paper - 1) > 0.1 {
          far.append("\(row.model.rawValue) \(Self.methods[row.method].name) \(kind) \(shown(measured / paper))")
        }
      }
    }
    // The paper's cells lie between a step for a layer and one for each column.
    let columns = rows.filter { Self.methods[$0.method].name == "qsg-columns" }.map { row in
      let paper = rows.first { $0.model == row.model && Self.methods[$0.method].name == "qsg" }?.paper.coded ?? .nan
      return "\(row.model.rawValue) \(shown(row.coded.mean / paper))"
    }
    let words =
      "times the paper's: \(far.isEmpty ? "none off by more than 10 %" : far.joined(separator: ", ")); QSG with a step for "
      + "each column, coded, times the paper's QSG: \(columns.joined(separator: ", "))"
    return [ClaimResult("thesis-tab2-1", pairs: pairs, "\(pairs.count) cells, \(words)")]
  }

  private func shown(_ value: Double) -> String { SeriesTable.cell(value, digits: 3) }
}
