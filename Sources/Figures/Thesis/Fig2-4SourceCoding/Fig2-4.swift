// THESIS, Figure 2.4 — accuracy over iterations with dithered quantization and distributed source coding, against
// training with whole gradients.
//
// Look for: curves that lie on each other. Every round of every repetition is coded: half of the four workers by a
// range coder, the other half by syndromes that the server decodes with the first half, and earlier models, as side
// information.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig2_4: Figure {
  static let id = "thesis-fig2-4-dsc-convergence"
  static let caption = "Accuracy with DQSG+DSC, 200 pictures a round divided among the workers"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let workers = Parameter("workers", smoke: 2, standard: 4, paper: 4, in: 2...100, "workers")
  static let parameters: [any ParameterDeclaration] = ThesisStudy.parameters + [workers, ThesisStudy.repetitions]
  typealias Row = ThesisCurve.Row

  @OptionGroup var options: FigureOptions

  static let schemes: [ThesisScheme] = [.baseline, .distributed(.parityChecks)]

  func compute(_ context: FigureContext) async throws -> [Row] {
    let curves = try await ThesisCurve.curves(
      context, Self.schemes.count, repetitions: context[ThesisStudy.repetitions]
    ) { curve, repetition in
      ThesisStudy.trial(
        context, .fc300, Self.schemes[curve], workers: context[Self.workers], batch: ThesisStudy.divided(context),
        repetition: repetition)
    }
    return curves.flatMap(\.rows)
  }

  func plot(_ rows: [Row]) -> Plot { ThesisCurve.plot(rows) }

  /// Rule: comparable is a mean final accuracy, over repetitions with the same streams, that lies within two standard
  /// errors of the difference or one point, whichever is more, of the baseline's; the claim is wrong by what lies
  /// beyond.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let curves = ThesisCurve.curves(rows)
    guard curves.count == 2 else { return [] }
    let difference = SampleSummary(
      zip(curves[1].results, curves[0].results).map { $0.finalAccuracy - $1.finalAccuracy })
    let error = difference.count > 1 ? difference.standardError : 0
    let accuracies = curves.map { SampleSummary($0.results.map(\.finalAccuracy)).mean }
    let bits = SampleSummary(curves[1].results.map { $0.bits.sent + $0.bits.downlink }).mean
    return [
      ClaimResult(
        "thesis-fig2-4-a", shortfall: max(0, abs(difference.mean) - max(0.01, 2 * error)),
        "final accuracy \(shown(accuracies[1])) with DQSG+DSC, \(shown(accuracies[0])) with whole gradients, "
          + "difference \(shown(difference.mean)) ± \(shown(error)) over \(difference.count) repetitions; "
          + "\(shown(bits / 1_000)) kbit a round and worker, up and down")
    ]
  }

  private func shown(_ value: Double) -> String { SeriesTable.cell(value, digits: 4) }
}
