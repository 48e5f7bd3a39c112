// THESIS, Figure 4.7 — accuracy over iterations with quantized compressive sampling, CifarNet, 4 workers, Adam.
//
// Look for: curves that lie on each other within a standard error of the test. QCS-1 is above the baseline at most
// points, by half a percent in the mean: as the thesis says, it may be faster on occasion, but one training is no
// evidence. EDEN, with fewer bits, lies between them. QSG, with half as many bits again as QCS-1, is lowest in the end.
//
// The default profile has 40 iterations, the beginning of the thesis' training.

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
  typealias Row = SamplingStudy.Row

  @OptionGroup var options: FigureOptions

  static let schemes: [ThesisScheme] = [
    .baseline, .sampled(.first), .sampled(.threeLevels), .stochastic(extent: 1),
    .sampled(.rotated(gain: 32)), .sampled(.weightedFeedback(gain: 32)),
  ]

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await SamplingStudy.curves(context, .cifarNet, Self.schemes, repetitions: 1)
  }

  func plot(_ rows: [Row]) -> Plot { ThesisCurve.plot(rows.map(\.row)) }
}
