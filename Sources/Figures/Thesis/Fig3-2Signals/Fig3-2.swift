// THESIS, Figure 3.2 — zeros, error and entropy of the forward and backward signals and of the gradient of a layer.
//
// Look for: x and δ of the second hidden layer are half zeros, which their product is not, and no sparser at the end of the
// training; at K levels to either side of zero (2K + 1 points) their error is lower at 40 %, and their entropy from K = 2 on;
// one-bit messages that tell zeros apart are shorter, and no farther from the gradient.
// Default profile: 75 s, shared with Figures 3.3 and B.1.

import ArgumentParser
import Experiments
import FigureKit
import GradientStatistics
import IndirectQuantization

@main
struct Fig3_2: Figure {
  static let id = "thesis-fig3-2-signals"
  static let caption = "Signals and gradient of the second hidden layer: zeros, error, entropy"
  static let dataSets = SignalStudy.dataSets
  static let parameters = SignalStudy.parameters

  @OptionGroup var options: FigureOptions

  static let signals: [(name: String, quality: @Sendable (SignalStage.Batch) -> SignalQuality)] = [
    ("x", { $0.input }), ("δ", { $0.delta }), ("SG", { $0.gradient }),
  ]

  struct Row: FigureRow {
    static let header = [
      "stage", "signal", "levels", "nonzero_percent", "nmse", "entropy_bit", "nonzero_sd", "nmse_sd", "entropy_sd",
      "place", "round", "accuracy", "gain", "gain_sd",
    ]
    let stage: String, place: Int, round: Double, accuracy: Double
    /// A signal, or a way to tell zeros, which has a gain but no levels.
    let signal: String, levels: Int?
    var nonzero = SampleSummary([]), error = SampleSummary([]), entropy = SampleSummary([])
    var gain = SampleSummary([])
    var cells: [String] {
      func cells(_ values: [Double]) -> [String] { values.map { SeriesTable.cell($0, digits: 5) } }
      return [stage, signal, levels.map { "\($0)" } ?? "nan"]
        + cells([100 * nonzero.mean, error.mean, entropy.mean])
        + cells([100 * nonzero.deviation, error.deviation, entropy.deviation])
        + ["\(place)"] + cells([round, accuracy, gain.mean, gain.deviation])
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let trainings = try await SignalStudy.trainings(context)
    return SignalStudy.stageNames.enumerated().flatMap { place, name -> [Row] in
      let stages = SignalStudy.stages(name, of: trainings), batches = stages.flatMap(\.batches)
      if stages.isEmpty { return [] }
      func row(_ signal: String, _ levels: Int?) -> Row {
        Row(
          stage: name, place: place, round: SampleSummary(stages.map { Double($0.round) }).mean,
          accuracy: SampleSummary(stages.map(\.accuracy)).mean, signal: signal, levels: levels)
      }
      let signals = Self.signals.flatMap { signal, quality in
        (1...context[SignalStudy.levels]).map { levels in
          var row = row(signal, levels)
          row.nonzero = SampleSummary(batches.map { quality($0).nonzeroShare })
          row.error = SampleSummary(batches.map { quality($0).quantizations[2 * levels].normalizedError })
          row.entropy = SampleSummary(batches.map { quality($0).quantizations[2 * levels].entropy })
          return row
        }
      }
      let messages = ZeroCoding.allCases.enumerated().map { index, coding in
        var row = row(coding.rawValue, nil)
        row.error = SampleSummary(batches.map { $0.messages[index].normalizedError })
        row.gain = SampleSummary(batches.map { $0.messages[index].gain })
        return row
      }
      return signals + messages
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let shown = SignalStudy.shownStages(among: rows.map(\.stage)).first ?? ""
    let levels = Double(rows.compactMap(\.levels).max() ?? 1)
    let stages = Plot.Axis(
      "stage: accuracy on test pictures (%)", from: -0.3, to: Double(SignalStudy.stageNames.count) - 0.7,
      names: SignalStudy.stageNames.map { $0.split(separator: " ").first.map(String.init) ?? $0 })
    let counts = Plot.Axis("levels K to either side of zero (2K + 1 points)", from: 0.8, to: levels + 0.2)
    func curves(_ y: String, _ deviation: String, at stage: KeyValuePairs<String, String>, x: String) -> [Plot.Series] {
      Self.signals.map { signal, _ in
        let chosen = KeyValuePairs(dictionaryLiteral: ("signal", signal), stage[stage.startIndex])
        return .init(signal, x: x, y: y, rows: chosen, spread: .bars(deviation), style: .linesAndPoints)
      }
    }
    return Plot(panels: [
      Plot.Panel(
        "(a) non-zeros", x: stages, y: .init("elements that are not zero (%)", from: 0, to: 105),
        series: curves("nonzero_percent", "nonzero_sd", at: ["levels": "1"], x: "place"), key: .bottomLeft),
      Plot.Panel(
        "(b) error of the best quantizer, at \(shown)", x: counts,
        y: .init("‖v − ṽ‖² / ‖v‖²", .logarithmic),
        series: curves("nmse", "nmse_sd", at: ["stage": shown], x: "levels")),
      Plot.Panel(
        "(c) entropy of its points, at \(shown)", x: counts, y: .init("entropy (bits/element)", from: 0),
        series: curves("entropy_bit", "entropy_sd", at: ["stage": shown], x: "levels"), key: .topLeft),
      Plot.Panel(
        "(d) messages of all layers by MSE-ISGQ", x: stages, y: .init("32 bits a parameter / bits sent", from: 0),
        series: ZeroCoding.allCases.map {
          .init(
            $0.rawValue, x: "place", y: "gain", rows: ["signal": $0.rawValue], spread: .bars("gain_sd"),
            style: .linesAndPoints)
        }, key: .bottomRight),
    ])
  }
}
