// THESIS, Figure 4.7 — accuracy over iterations with quantized compressive sampling, CifarNet, 4 workers, Adam.

import ArgumentParser
import Datasets
import Experiments
import FigureKit

@main
struct Fig4_7: Figure {
  static let id = "thesis-fig4-7-cifarnet"
  static let caption = "Accuracy of CifarNet with quantized compressive sampling"
  static let dataSets: [[DatasetName]] = [[.cifar10]]
  static let parameters = SamplingStudy.cifarParameters
  typealias Row = ThesisCurve.Row

  @OptionGroup var options: FigureOptions

  static let schemes: [ThesisScheme] = [
    .baseline, .sampled(.first), .sampled(.threeLevels), .stochastic(extent: 1),
    .sampled(.rotated(gain: 32)), .sampled(.weightedFeedback(gain: 32)),
  ]

  func compute(_ context: FigureContext) async throws -> [Row] {
    let curves = try await ThesisCurve.curves(context, Self.schemes.count, repetitions: 1) { curve, _ in
      SamplingStudy.trial(context, .cifarNet, Self.schemes[curve], workers: context[SamplingStudy.workers])
    }
    return curves.flatMap(\.rows)
  }

  func plot(_ rows: [Row]) -> Plot { ThesisCurve.plot(rows) }
}
