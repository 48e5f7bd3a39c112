// CO3, Figure 8 — how far fitted laws are from g_t + γ m_(t−1), NASNetMobile, fp4, γ = 0.7.
//
// Look for: the same order as in Figure 7, with less of the memory in what is quantized.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig08: Figure {
  static let id = "co3-fig08-w2-feedback-07"
  static let caption = "Distance of laws fitted to corrected gradients, NASNetMobile, fp4, γ = 0.7"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Feedback.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CO3Feedback.rows(context, [.converted(.fp4, decay: 0.7)])
  }

  func plot(_ rows: [Row]) -> Plot { CO3Feedback.plot(rows, .fp4, decay: 0.7) }
}
