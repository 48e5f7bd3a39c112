// THESIS, Figure 4.5 — accuracy after training with quantized compressive sampling, against the number of workers.
//
// Look for: all schemes on the baseline whatever the number of workers, with both networks: none that has no bias is
// more than 0.3 of a percent away from it. One bit with error feedback lies above, by up to half a percent with 8 workers.
//
// Every training has the same number of epochs and the same rate, and each worker 128 pictures a round, so that with
// twice the workers there are half as many steps: all curves fall together. The thesis, which does not say how long it
// trains, shows what is left of that after long trainings. Trainings with 4 workers are those of Figure 4.6. The models
// are tested on all test pictures.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig4_5: Figure {
  static let id = "thesis-fig4-5-workers"
  static let caption = "Final accuracy with quantized compressive sampling by the number of workers"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let parameters = SamplingStudy.digitParameters

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "workers", "model", "scheme", "accuracy", "accuracy_sd", "repetitions", "iterations", "loss_to_baseline",
      "loss_to_baseline_standard_error", "sent_bit_per_number", "dataset", "accuracy_standard_error",
    ]
    let curve: ThesisCurve
    /// What the accuracy lies below that of the baseline of the same repetition.
    let loss: SampleSummary
    var cells: [String] {
      let training = curve.training, accuracy = SampleSummary(curve.results.map(\.finalAccuracy))
      let numbers = [loss.mean, loss.standardError, curve.sentBitsPerNumber]
      return [
        "\(training.workers)", training.model.rawValue, training.scheme.name,
        SeriesTable.cell(accuracy.mean, digits: 5), SeriesTable.cell(accuracy.deviation, digits: 3),
        "\(accuracy.count)", "\(training.schedule.roundCount)",
      ] + numbers.map { SeriesTable.cell($0, digits: 4) } + [
        curve.dataset, SeriesTable.cell(curve.rows[curve.rows.count - 1].accuracyStandardError, digits: 2),
      ]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let workers = context.profile == .smoke ? [1, 2] : [1, 2, 4, 8], schemes = SamplingStudy.schemes
    return try await context.mapInTurn(SamplingStudy.networks(context)) { model, repetitions in
      let curves = try await ThesisCurve.curves(context, workers.count * schemes.count, repetitions: repetitions) {
        SamplingStudy.trial(
          context, model, schemes[$0 % schemes.count], workers: workers[$0 / schemes.count], repetition: $1)
      }
      return curves.enumerated().map { index, curve in
        let baseline = curves[index - index % schemes.count]
        return Row(
          curve: curve,
          loss: SampleSummary(zip(baseline.results, curve.results).map { $0.finalAccuracy - $1.finalAccuracy }))
      }
    }.flatMap { $0 }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: [ModelName.fc1000, .leNet].map { model in
        let isRepeated = rows.contains { $0.curve.training.model == model && $0.curve.results.count > 1 }
        return Plot.Panel(
          "\(model.rawValue) (\(isRepeated ? "mean ± sd" : "± standard error of the test"))",
          x: .init("workers", from: 0, to: 8.5), y: .init("test accuracy after training", to: 1),
          series: SamplingStudy.schemes.map { scheme in
            Plot.Series(
              scheme.name, x: "workers", y: "accuracy", rows: ["model": model.rawValue, "scheme": scheme.name],
              spread: .bars(isRepeated ? "accuracy_sd" : "accuracy_standard_error"), style: .linesAndPoints,
              dashed: scheme == .baseline)
          }, key: .below)
      })
  }
}
