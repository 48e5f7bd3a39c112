// THESIS, Figure 3.3 and Lemma 3 — error of a gradient quantized through its signals, against quantizing it directly.
//
// Look for: at equal levels, MSE-ISGQ below the best direct quantizer at 40 % but above it at the end of the training, and
// dithered ISGQ above both; at equal bits MSE-ISGQ below it, for the signals of 128 samples are half as many as the gradient's
// elements; and naive one-bit ISGQ, whose gap to the best direct quantizer grows to 20.6 %, not 4 %.
// Default profile: 80 s, of which 75 are shared with Figures 3.2 and B.1.

import ArgumentParser
import Experiments
import FigureKit
import GradientStatistics
import IndirectQuantization

@main
struct Fig3_3: Figure {
  static let id = "thesis-fig3-3-isgq-vs-direct"
  static let caption = "Gradients quantized through their signals against direct quantization"
  static let dataSets = SignalStudy.dataSets
  static let samples = Parameter(
    "samples", smoke: 1 << 15, standard: 1 << 20, paper: 1 << 24, in: 1 << 10...1 << 28, "simulated samples of a signal"
  )
  static let runs = Parameter("runs", smoke: 4, standard: 8, paper: 20, in: 2...1_000, "repetitions of a simulation")
  static let parameters: [any ParameterDeclaration] = SignalStudy.parameters + [samples, runs]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "levels", "scheme", "nmse", "panel", "stage", "nmse_sd", "bits_per_element", "x", "value", "value_error",
    ]
    let scheme: String
    var levels: Int?, stage = "-", error = SampleSummary([]), bits = Double.nan
    var point: LemmaStudy.Point?
    var cells: [String] {
      func cell(_ value: Double?) -> String { SeriesTable.cell(value ?? .nan, digits: 5) }
      return [levels.map { "\($0)" } ?? "nan", scheme, cell(error.mean), point?.panel.rawValue ?? "error", stage]
        + [error.deviation, bits, point?.x, point?.value, point?.error].map(cell)
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let trainings = try await SignalStudy.trainings(context)
    let products = SignalStudy.stageNames.flatMap { name -> [Row] in
      let batches = SignalStudy.stages(name, of: trainings).flatMap(\.batches)
      if batches.isEmpty { return [] }
      return SignalScheme.allCases.enumerated().flatMap { index, scheme in
        (1...context[SignalStudy.levels]).map { levels in
          let qualities = batches.map { $0.products[index][levels - 1] }
          return Row(
            scheme: scheme.rawValue, levels: levels, stage: name,
            error: SampleSummary(qualities.map(\.normalizedError)),
            bits: SampleSummary(qualities.map(\.bitsPerElement)).mean)
        }
      }
    }
    let study = LemmaStudy(samples: context[Self.samples], runs: context[Self.runs], streams: context.streams)
    let gaps = try await context.parallelMap(LemmaStudy.batchSizes.count, "batch size") { try study.gaps(at: $0) }
    let biases = try await context.parallelMap(LemmaStudy.correlations.count, "correlation") { study.biases(at: $0) }
    return products + (gaps + biases).flatMap { $0.map { Row(scheme: $0.source.rawValue, point: $0) } }
  }

  func plot(_ rows: [Row]) -> Plot {
    let levels = Double(rows.compactMap(\.levels).max() ?? 1)
    let error = Plot.Axis("‖G − G̃‖² / ‖G‖²", .logarithmic)
    let shown = SignalStudy.shownStages(among: rows.map(\.stage)), first = shown.first
    let stages = shown.flatMap { stage in
      [
        Plot.Panel(
          "second hidden layer, \(stage): equal levels",
          x: .init("levels K to either side of zero (2K + 1 points)", from: 0.8, to: levels + 0.2), y: error,
          series: products("levels", stage), key: .none),
        Plot.Panel(
          "second hidden layer, \(stage): bits", x: .init("entropy (bits/element of G)", from: 0), y: error,
          series: products("bits_per_element", stage), key: stage == first ? .topRight : .none),
      ]
    }
    let lemma = [
      Plot.Panel(
        "Lemma 3: one-bit naive ISGQ", x: .init("samples in a batch, L", .logarithmic, from: 0.8, to: 320),
        y: .init("error above the best direct one's (%)", from: -40, to: 40),
        series: curves(
          .gap, [(.formula, "±E|g|, formula"), (.simulation, "±E|g|, simulated"), (.bestPoints, "best two points")]),
        key: .bottomRight, levels: [("thesis: 4 %", 4)]),
      Plot.Panel(
        "Appendix D.2: bias of naive ISGQ", x: .init("correlation ρ of x and δ", from: -1, to: 1),
        y: .init("E[x̃ δ̃] − E[x δ]"),
        series: curves(.bias, [(.formula, "(4/π²) arcsin ρ − ρ"), (.simulation, "simulated")])),
    ]
    return Plot(panels: stages + lemma, panelHeight: 460)
  }

  private func products(_ x: String, _ stage: String) -> [Plot.Series] {
    SignalScheme.allCases.map {
      .init(
        $0.rawValue, x: x, y: "nmse", rows: ["scheme": $0.rawValue, "stage": stage], spread: .bars("nmse_sd"),
        style: .linesAndPoints, dashed: $0 == .naive || $0 == .ditheredApart)
    }
  }

  private func curves(_ panel: LemmaStudy.Panel, _ sources: [(LemmaStudy.Source, title: String)]) -> [Plot.Series] {
    sources.map { source, title in
      .init(
        title, x: "x", y: "value", rows: ["panel": panel.rawValue, "scheme": source.rawValue],
        spread: source == .formula ? nil : .bars("value_error"), style: source == .formula ? .lines : .points)
    }
  }

  func claims(_ rows: [Row]) -> [ClaimResult] { LemmaStudy.claims(rows.compactMap(\.point)) }
}
