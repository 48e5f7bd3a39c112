// THESIS, Figure 4.6 — accuracy over iterations with quantized compressive sampling, 4 workers, SGD.
//
// Look for: all unbiased schemes on the baseline, QCS-1 with a thirtieth of its bits among them. The thesis sees QCS
// learn faster than the baseline on some occasions; with FC, where three trainings have their batches in common, no
// unbiased scheme's mean accuracy over the points is above the baseline's by more than its standard error
// (mean_above_baseline). What is faster for the first thirty iterations are the two biased schemes with error feedback,
// one bit and Top-K. LeNet's one training of each scheme ends within 0.003 of the baseline's, 1.6 standard errors of
// the test; before the fortieth iteration its accuracy still falls now and then and tells no two unbiased
// schemes apart.
//
// EDEN, today's unbiased quantizer, sends a little less than QCS-1 (sent_bit_per_number: 1.06 and 1.12; words hold 13
// symbols of five levels, and blocks of 512 numbers have a float of their own) and learns as fast. Neither its lesser
// error (Figure 4.2) nor weighted feedback shows in so short a training.

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
  typealias Row = SamplingStudy.Row

  @OptionGroup var options: FigureOptions

  static let schemes =
    SamplingStudy.schemes + [
      .sampled(.rotated(gain: 32)), .sampled(.weightedFeedback(gain: 32)), .sampled(.topSelection(gain: 32)),
    ]

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await context.mapInTurn(SamplingStudy.networks(context)) { model, repetitions in
      try await SamplingStudy.curves(context, model, Self.schemes, repetitions: repetitions)
    }.flatMap { $0 }
  }

  func plot(_ rows: [Row]) -> Plot { ThesisCurve.plot(rows.map(\.row), key: .bottomRight, panelHeight: 700) }
}
