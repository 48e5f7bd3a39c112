// THESIS, Figure 2.3 — accuracy over iterations with nested quantization, against training with whole gradients.
//
// Look for: curves that lie on each other. Half of the workers send dithered gradients, from whose mean the server makes out what
// the other half's nested symbols mean; a third of the greatest number is the step of both.

import ArgumentParser
import Datasets
import Experiments
import FigureKit

@main
struct Fig2_3: Figure {
  static let id = "thesis-fig2-3-nested-convergence"
  static let caption = "Accuracy with nested quantization"
  static let dataSets: [[DatasetName]] = [[.mnist], [.cifar10]]
  static let workers = Parameter(
    "workers", smoke: 2, standard: 16, paper: 16, in: 2...100, "workers of the first two networks")
  static let cifarWorkers = Parameter(
    "cifar_workers", smoke: 2, standard: 4, paper: 4, in: 2...100, "workers of CifarNet")
  static let parameters: [any ParameterDeclaration] = ThesisStudy.parameters + [workers, cifarWorkers]
  typealias Row = ThesisCurve.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    let schemes: [ThesisScheme] = [.baseline, .nested]
    var cases: [(ModelName, ThesisTraining.Rule)] = [
      (.fc300, .sgd), (.fc300, .adam), (.leNet, .sgd), (.cifarNet, .sgd),
    ]
    if context.profile == .paper { cases += [(.leNet, .adam), (.cifarNet, .adam)] }
    let curves = try await ThesisCurve.curves(context, cases.count * schemes.count, repetitions: 1) { index, _ in
      let (model, rule) = cases[index / schemes.count]
      return ThesisStudy.trial(
        context, model, schemes[index % schemes.count],
        workers: context[model == .cifarNet ? Self.cifarWorkers : Self.workers],
        batch: ThesisStudy.divided(context), rule: rule)
    }
    return curves.flatMap(\.rows)
  }

  func plot(_ rows: [Row]) -> Plot { ThesisCurve.plot(rows) }
}
