// THESIS, Figure 3.5 — accuracy over iterations by quantization of gradients, of signals, and by neither.
//
// Look for: dithered indirect quantization, which is unbiased, on the baseline, and one bit with error feedback a little slower, as
// the thesis says. Points of least error are slower under SGD: by Equation (3.7) they keep 1 less their normalised error of the
// gradient itself, a fifth with two points a signal and four fifths with three.
//
// "1-bit quantization" is that of Seide et al.: a sign for each number, two reconstruction points for each column, and error
// feedback. One bit a signal is drawn as two points and as -1, 0 and 1, which the thesis' dithered quantizer has for K = 1 and
// AlexNet's gains in Table 3.3 speak for. Convolutions travel by TernGrad where dense layers travel as signals.

import ArgumentParser
import Datasets
import Experiments
import IndirectQuantization
import FigureKit
import GradientStatistics

@main
struct Fig3_5: Figure {
  static let id = "thesis-fig3-5-convergence"
  static let caption = "Accuracy with direct and indirect one-bit quantization"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let workers = Parameter("workers", smoke: 2, standard: 8, paper: 8, in: 1...100, "workers")
  static let leNetRepetitions = Parameter(
    "lenet_repetitions", smoke: 1, standard: 1, paper: 3, in: 1...100, "trainings of LeNet by each scheme")
  static let parameters: [any ParameterDeclaration] =
    ThesisStudy.parameters + [workers, ThesisStudy.repetitions, leNetRepetitions]
  typealias Row = ThesisCurve.Row

  @OptionGroup var options: FigureOptions

  static let schemes: [ThesisScheme] = [
    .baseline, .oneBit, .oneBitIndirect, .ternaryIndirect, .indirect(.dithered(inputExtent: 1, deltaExtent: 1)),
  ]

  func compute(_ context: FigureContext) async throws -> [Row] {
    let networks = [(ModelName.fc1000, ThesisStudy.repetitions), (.leNet, Self.leNetRepetitions)]
    return try await context.mapInTurn(networks) { model, repetitions in
      try await ThesisCurve.curves(
        context, Self.schemes.count, repetitions: context[repetitions]
      ) { curve, repetition in
        ThesisStudy.trial(context, model, Self.schemes[curve], workers: context[Self.workers], repetition: repetition)
      }
    }.flatMap { $0.flatMap(\.rows) }
  }

  func plot(_ rows: [Row]) -> Plot { ThesisCurve.plot(rows) }

  /// Rule: a scheme is as fast as the mean accuracy over the points of its trainings says. The claim holds if for both networks the
  /// baseline is above 1-bit quantization, and the nearest to it of the indirect schemes is nearer to the baseline than that;
  /// it is wrong by what the mean accuracies lack.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let curves = ThesisCurve.curves(rows)
    var shortfall = 0.0, shown: [String] = []
    for model in [ModelName.fc1000, .leNet] {
      let own = curves.filter { $0.training.model == model }
      guard own.count == Self.schemes.count else { return [] }
      let deficits = own.dropFirst().map { own[0].advantage(over: $0) }
      let oneBit = deficits[0].mean, indirect = deficits.dropFirst().map { abs($0.mean) }.min() ?? .nan
      shortfall = max(shortfall, -oneBit, indirect - oneBit)
      shown.append(
        "\(model.rawValue): behind the baseline by "
          + zip(own.dropFirst(), deficits).map { curve, deficit in
            let error = deficit.count > 1 ? " ± \(SeriesTable.cell(deficit.standardError, digits: 2))" : ""
            return "\(SeriesTable.cell(deficit.mean, digits: 3))\(error) (\(curve.training.scheme.name))"
          }.joined(separator: ", "))
    }
    return [
      ClaimResult(
        "thesis-fig3-5-a", shortfall: shortfall, "mean accuracy over the points, " + shown.joined(separator: "; "))
    ]
  }
}
