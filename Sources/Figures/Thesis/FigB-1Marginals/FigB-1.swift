// THESIS, Figure B.1 — marginal densities of the first hidden layer's forward and backward signals at stages of a training.
//
// Look for: an atom at zero, which the titles state and the curves leave out; the folded normal law, which x keeps to but for its
// tail; the normal law, which δ keeps to until 40 % and is far from at the end. Distances are 2-Wasserstein, in deviations (roots
// of the mean square); in brackets those of independent samples of the law.
// Default profile: 75 s, shared with Figures 3.2 and 3.3.

import ArgumentParser
import Experiments
import FigureKit
import GradientStatistics
import IndirectQuantization

@main
struct FigB_1: Figure {
  static let id = "thesis-figb-1-marginals"
  static let caption = "Marginals of signals of the first hidden layer where they are not zero"
  static let dataSets = SignalStudy.dataSets
  static let parameters = SignalStudy.parameters

  /// Start, 40 % and end.
  static let shownPlaces = [0, 2, 4]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "stage", "signal", "x", "density", "density_sd", "fit", "law", "zero_percent", "zero_sd", "distance",
      "null_distance",
      "deviation", "round", "accuracy",
    ]
    let stage: String, signal: String, law: SignalMarginal.Law
    /// In deviations, and what follows times the deviation.
    let x: Double, density: SampleSummary, fit: Double
    let zeros: SampleSummary, distance: Double, nullDistance: Double, deviation: Double, round: Double, accuracy: Double
    var cells: [String] {
      let densities = [x, density.mean, density.deviation, fit]
      let all = [
        100 * zeros.mean, 100 * zeros.deviation, distance, nullDistance, deviation, round, accuracy,
      ]
      return [stage, signal] + densities.map { SeriesTable.cell($0, digits: 5) } + [law.rawValue]
        + all.map { SeriesTable.cell($0, digits: 5) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let trainings = try await SignalStudy.trainings(context)
    return Self.shownPlaces.flatMap { place -> [Row] in
      let name = SignalStudy.stageNames[place], stages = SignalStudy.stages(name, of: trainings)
      return stages.isEmpty ? [] : ["x", "δ"].enumerated().flatMap { rows(stages, name, $0, $1) }
    }
  }

  /// Means over trainings of one signal at one stage.
  private func rows(_ stages: [SignalStage], _ stage: String, _ index: Int, _ signal: String) -> [Row] {
    let marginals = stages.map { $0.marginals[index] }
    func mean(_ value: (SignalMarginal) -> Double) -> Double { SampleSummary(marginals.map(value)).mean }
    return marginals[0].centres.enumerated().map { bin, x in
      Row(
        stage: stage, signal: signal, law: marginals[0].law, x: x,
        density: SampleSummary(marginals.map { $0.densities[bin] }), fit: mean { $0.fittedDensity(at: x) },
        zeros: SampleSummary(marginals.map { Double($0.zeros) / Double($0.count) }), distance: mean(\.distance),
        nullDistance: mean(\.nullDistance), deviation: mean(\.deviation),
        round: SampleSummary(stages.map { Double($0.round) }).mean, accuracy: SampleSummary(stages.map(\.accuracy)).mean
      )
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let firsts = ["x", "δ"].flatMap { signal in
      SignalStudy.stageNames.compactMap { stage in rows.first { $0.signal == signal && $0.stage == stage } }
    }
    return Plot(
      panels: firsts.enumerated().map { index, row in
        let chosen: KeyValuePairs = ["stage": row.stage, "signal": row.signal]
        let zeros = Int((100 * row.zeros.mean).rounded())
        let distances = [row.distance, row.nullDistance].map { SeriesTable.cell($0, digits: 2) }
        let range = SignalMarginal.range(of: row.law)
        return Plot.Panel(
          "\(row.signal), \(row.stage): \(zeros) % zeros, W₂ \(distances[0]) (\(distances[1]))",
          x: .init(
            "\(row.signal) / deviation of non-zeros", from: range.lowerBound, to: range.upperBound),
          y: .init("density × deviation", .logarithmic, from: 1e-5, to: 3),
          series: [
            .init("non-zeros", x: "x", y: "density", rows: chosen, spread: .bars("density_sd"), style: .points),
            .init(row.law.rawValue, x: "x", y: "fit", rows: chosen, dashed: true),
          ], key: row.signal == "x" ? .topRight : .topLeft)
      }, columns: firsts.count / 2, panelHeight: 420)
  }
}
