// THESIS, Figure 3.4 — accuracy of the fully connected network after training, against the number of workers.
//
// Look for: how far one and two bits a signal stay below whole gradients, and that the distance does not grow with the workers.
//
// Each worker has 128 pictures a round, as in the rest of the chapter, and every training the same number of epochs with Adam, so
// that more workers take fewer steps: curves fall together. The thesis does not say by which rule and rate it trains here nor how
// long; at the default profile no training has come to its end.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig3_4: Figure {
  static let id = "thesis-fig3-4-final-accuracy"
  static let caption = "Final accuracy with indirect quantization by the number of workers"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let finalEpochs = Parameter(
    "final_epochs", smoke: 1, standard: 2, paper: 50, in: 1...10_000, "epochs of this figure's trainings")
  static let finalRate = Parameter("final_rate", 0.001, in: 1e-6...10, "Adam's rate in this figure's trainings")
  static let parameters: [any ParameterDeclaration] =
    ThesisStudy.parameters + [ThesisStudy.repetitions, finalEpochs, finalRate]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "workers", "scheme", "accuracy_mean", "accuracy_sd", "repetitions", "rounds", "loss_to_baseline",
      "loss_to_baseline_standard_error", "sent_bit", "dataset",
    ]
    let curve: ThesisCurve
    /// What the accuracy lies below that of the baseline of the same repetition.
    let loss: SampleSummary
    var cells: [String] {
      let accuracy = SampleSummary(curve.results.map(\.finalAccuracy))
      let numbers = [loss.mean, loss.standardError, SampleSummary(curve.results.map(\.bits.sent)).mean]
      return [
        "\(curve.training.workers)", curve.training.scheme.name, SeriesTable.cell(accuracy.mean, digits: 5),
        SeriesTable.cell(accuracy.deviation, digits: 3), "\(accuracy.count)",
        "\(curve.training.schedule.roundCount)",
      ] + numbers.map { SeriesTable.cell($0, digits: 4) } + [curve.dataset]
    }
  }

  static let schemes: [ThesisScheme] = [.baseline, .oneBitIndirect, .twoBitIndirect]

  func compute(_ context: FigureContext) async throws -> [Row] {
    let workers = context.profile == .smoke ? [1, 2] : [1, 2, 4, 8, 16], count = Self.schemes.count
    let curves = try await ThesisCurve.curves(
      context, workers.count * count, repetitions: context[ThesisStudy.repetitions]
    ) { index, repetition in
      ThesisStudy.trial(
        context, .fc1000, Self.schemes[index % count], workers: workers[index / count], rule: .adam,
        learningRate: context[Self.finalRate],
        epochs: context[Self.finalEpochs], finalTest: true, repetition: repetition)
    }
    return curves.enumerated().map { index, curve in
      let baseline = curves[index - index % count]
      return Row(
        curve: curve,
        loss: SampleSummary(zip(baseline.results, curve.results).map { $0.finalAccuracy - $1.finalAccuracy }))
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      x: .init("workers", .logarithmic, from: 0.8, to: 20), y: .init("test accuracy after training (mean ± sd)"),
      series: Self.schemes.map { scheme in
        Plot.Series(
          scheme.name, x: "workers", y: "accuracy_mean", rows: ["scheme": scheme.name], spread: .bars("accuracy_sd"),
          style: .linesAndPoints, dashed: scheme == .baseline)
      }, key: .bottomLeft)
  }
}
