// THESIS, Figure 3.1 — training with each signal quantized for itself, against training with whole gradients.
//
// Look for: naive quantization falls behind, the more so with two levels, since forward and backward signals depend on each
// other and their product is then biased. Points that are chosen for the product (least error, same bits) are slower still under
// SGD with two levels, where the thesis expects them to do better: by Equation (3.7) they keep 1 less their normalised error of the
// gradient itself, a shorter step.

import ArgumentParser
import Datasets
import Experiments
import IndirectQuantization
import FigureKit

@main
struct Fig3_1: Figure {
  static let id = "thesis-fig3-1-naive-isgq"
  static let caption = "Accuracy with naive indirect quantization"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let workers = Parameter("workers", smoke: 2, standard: 8, paper: 8, in: 1...100, "workers")
  static let parameters: [any ParameterDeclaration] = ThesisStudy.parameters + [workers, ThesisStudy.repetitions]
  typealias Row = ThesisCurve.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    let schemes: [ThesisScheme] = [
      .baseline, .indirect(.naive(inputLevels: 2, deltaLevels: 2)), .indirect(.naive(inputLevels: 3, deltaLevels: 3)),
      .oneBitIndirect, .ternaryIndirect,
    ]
    let curves = try await ThesisCurve.curves(
      context, schemes.count, repetitions: context[ThesisStudy.repetitions]
    ) { curve, repetition in
      ThesisStudy.trial(context, .fc1000, schemes[curve], workers: context[Self.workers], repetition: repetition)
    }
    return curves.flatMap(\.rows)
  }

  func plot(_ rows: [Row]) -> Plot { ThesisCurve.plot(rows) }
}
