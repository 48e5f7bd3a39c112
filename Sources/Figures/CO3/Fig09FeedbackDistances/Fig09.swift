// CO3, Figure 9 — how far fitted laws are from g_t + γ m_(t−1), NASNetMobile, fp8, γ = 0.7.
//
// Look for: the same order as in Figure 8: the memory of fp8 is small, so that these are nearly the gradients themselves.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig09: Figure {
  static let id = "co3-fig09-w2-feedback-fp8"
  static let caption = "Distance of laws fitted to corrected gradients, NASNetMobile, fp8, γ = 0.7"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Feedback.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CO3Feedback.rows(context, [.converted(.fp8, decay: 0.7)])
  }

  func plot(_ rows: [Row]) -> Plot { CO3Feedback.plot(rows, .fp8, decay: 0.7) }
}
