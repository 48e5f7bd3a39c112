// THESIS, Figure 3.3 and Lemma 3 — error of a gradient quantized through its signals, against quantizing it directly.
//
// Look for: at equal levels MSE-ISGQ against the best direct quantizer, and the same at equal bits, where a batch of 128 makes
// signals half as long as the gradient; naive one-bit ISGQ, whose gap to the best direct quantizer grows to 20.6 %, not 4 %.

import ArgumentParser
import Experiments
import FigureKit
import GradientStatistics
import IndirectQuantization
import Quantization

@main
struct Fig3x3: Figure {
  static let id = "thesis-fig3-3-isgq-vs-direct"
  static let caption = "Gradients quantized through their signals against direct quantization"
  static let dataSets = SignalStudy.dataSets
  static let samples = Parameter(
    "samples", smoke: 1 << 14, standard: 1 << 20, paper: 1 << 24, in: 1 << 10...1 << 28, "simulated samples of a signal"
  )
  static let runs = Parameter("runs", smoke: 4, standard: 8, paper: 20, in: 2...1_000, "repetitions of a simulation")
  static let parameters: [any ParameterDeclaration] = SignalStudy.parameters + [samples, runs]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "levels", "scheme", "nmse", "panel", "stage", "nmse_sd", "bits_per_element", "batch_size", "correlation", "value",
      "value_error", "is_shown",
    ]
    let panel: String, scheme: String
    var levels = Double.nan, stage = "-", error = SampleSummary([]), bits = Double.nan, isShown = false
    var batchSize = Double.nan, correlation = Double.nan
    /// The gap in percent, or the bias, and its standard error.
    var value = Double.nan, valueError = 0.0
    var cells: [String] {
      func cell(_ value: Double) -> String { SeriesTable.cell(value, digits: 5) }
      return [cell(levels), scheme, cell(error.mean), panel, stage]
        + [error.standardDeviation, bits, batchSize, correlation, value, valueError].map(cell) + [isShown ? "1" : "0"]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let trainings = try await SignalStudy.trainings(context), shown = SignalStudy.shownStage(of: trainings)
    let products = SignalStudy.stageNames.flatMap { name -> [Row] in
      let batches = SignalStudy.stages(name, of: trainings).flatMap(\.batches)
      if batches.isEmpty { return [] }
      return SignalScheme.allCases.enumerated().flatMap { index, scheme in
        (1...context[SignalStudy.levels]).map { levels in
          let qualities = batches.map { $0.products[index][levels - 1] }
          return Row(
            panel: "isgq", scheme: scheme.rawValue, levels: Double(levels), stage: name,
            error: SampleSummary(qualities.map(\.normalizedError)),
            bits: SampleSummary(qualities.map(\.bitsPerElement)).mean, isShown: name == shown)
        }
      }
    }
    let study = LemmaStudy(samples: context[Self.samples], runs: context[Self.runs], streams: context.streams)
    let gaps = try await context.parallelMap(LemmaStudy.batchSizes.count, "batch size") { try study.gaps(at: $0) }
    let biases = try await context.parallelMap(LemmaStudy.correlations.count, "correlation") { study.bias(at: $0) }
    return products
      + gaps.flatMap { gap in
        [
          ("formula", gap.formula, 0), ("simulation", gap.simulated.mean, gap.simulated.standardError),
          ("best two points", gap.best.mean, gap.best.standardError),
        ].map { name, value, error in
          Row(panel: "gap", scheme: name, batchSize: Double(gap.batchSize), value: value, valueError: error)
        }
      }
      + biases.flatMap { bias in
        [("formula", bias.formula, 0), ("simulation", bias.simulated.mean, bias.simulated.standardError)].map {
          Row(panel: "bias", scheme: $0, correlation: bias.correlation, value: $1, valueError: $2)
        }
      }
  }

  func plot(_ rows: [Row]) -> Plot {
    let shown = rows.first(where: \.isShown)?.stage ?? "",
      levels = rows.compactMap { $0.levels.isNaN ? nil : $0.levels }
    func products(_ x: String) -> [Plot.Series] {
      SignalScheme.allCases.map {
        .init(
          $0.rawValue, x: x, y: "nmse", rows: ["scheme": $0.rawValue, "is_shown": "1"], spread: .bars("nmse_sd"),
          style: .linesAndPoints, dashed: $0 == .ditheredApart)
      }
    }
    func lemma(_ panel: String, _ x: String, _ names: [(String, String)]) -> [Plot.Series] {
      names.map { scheme, title in
        .init(
          title, x: x, y: "value", rows: ["panel": panel, "scheme": scheme],
          spread: scheme == "formula" ? nil : .bars("value_error"), style: scheme == "formula" ? .lines : .points)
      }
    }
    let error = Plot.Axis("‖G − G̃‖² / ‖G‖²", .logarithmic)
    return Plot(panels: [
      Plot.Panel(
        "(a) second hidden layer, stage \(shown)",
        x: .init("levels K to either side of zero (2K + 1 points)", from: 0.8, to: (levels.max() ?? 1) + 0.2), y: error,
        series: products("levels"), key: .below),
      Plot.Panel(
        "(b) the same against bits", x: .init("entropy (bits/element of G)", from: 0), y: error,
        series: products("bits_per_element"), key: .none),
      Plot.Panel(
        "(c) Lemma 3: one-bit naive ISGQ", x: .init("samples in a batch, L", .logarithmic),
        y: .init("error above the best direct quantizer's (%)"),
        series: lemma(
          "gap", "batch_size",
          [("formula", "±E|g|, formula"), ("simulation", "±E|g|, simulated"), ("best two points", "best two points")]),
        key: .bottomRight, levels: [("thesis: 4 %", 4)]),
      Plot.Panel(
        "(d) Appendix D.2: its bias", x: .init("correlation ρ of x and δ", from: -1, to: 1),
        y: .init("E[x̃ δ̃] − E[x δ]"),
        series: lemma("bias", "correlation", [("formula", "(4/π²) arcsin ρ − ρ"), ("simulation", "simulated")])),
    ])
  }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    guard let limit = try? LemmaStudy.limit else { return [] }
    let last = rows.last { $0.panel == "gap" && $0.scheme == "simulation" }
    let shown = [last?.value ?? .nan, last?.valueError ?? .nan, last?.batchSize ?? .nan].map {
      SeriesTable.cell($0, digits: 3)
    }
    var gap = ClaimResult(
      "thesis-lem3-a", value: limit, "by the formula; \(shown[0]) ± \(shown[1]) simulated at L = \(shown[2])")
    gap.contradiction =
      "the best one-bit quantizer of a folded normal keeps 0.8825 of its energy, not 0.98"
    let bias = rows.filter { $0.panel == "bias" && $0.scheme == "simulation" }
    let formula = rows.filter { $0.panel == "bias" && $0.scheme == "formula" }
    let worst = zip(bias, formula).map { abs($0.value - $1.value) / $0.valueError }.max() ?? .nan
    return [
      gap,
      ClaimResult(
        "thesis-lem3-b", pairs: zip(bias, formula).map { .init(measured: $0.value, paper: $1.value) },
        "within \(SeriesTable.cell(worst, digits: 2)) standard errors at \(bias.count) correlations"),
    ]
  }
}
