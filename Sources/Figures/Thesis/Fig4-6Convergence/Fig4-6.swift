// THESIS, Figure 4.6 — accuracy over iterations with quantized compressive sampling, 4 workers, SGD.

import ArgumentParser
import Datasets
import Experiments
import FigureKit

@main
struct Fig4_6: Figure {
  static let id = "thesis-fig4-6-convergence"
  static let caption = "Accuracy with quantized compressive sampling, 4 workers"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let parameters: [any ParameterDeclaration] = SamplingStudy.digitParameters + [SamplingStudy.workers]
  typealias Row = ThesisCurve.Row

  @OptionGroup var options: FigureOptions

  static let schemes = SamplingStudy.schemes + [
    .sampled(.rotated(gain: 32)), .sampled(.weightedFeedback(gain: 32)), .sampled(.topSelection(gain: 32)),
  ]

  func compute(_ context: FigureContext) async throws -> [Row] {
    var rows: [Row] = []
    for (model, repetitions) in SamplingStudy.networks(context) {
      let curves = try await ThesisCurve.curves(context, Self.schemes.count, repetitions: repetitions) {
        SamplingStudy.trial(
          context, model, Self.schemes[$0], workers: context[SamplingStudy.workers], repetition: $1)
      }
      rows += curves.flatMap(\.rows)
    }
    return rows
  }

  func plot(_ rows: [Row]) -> Plot { ThesisCurve.plot(rows) }
}
