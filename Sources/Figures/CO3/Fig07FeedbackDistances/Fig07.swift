// CO3, Figure 7 — how far fitted laws are from g_t + γ m_(t−1), NASNetMobile, fp4, γ = 0.9.
//
// Look for: GenNorm closest in every layer, near the distance that a true GenNorm law would have; Laplace and Normal, each
// of which fixes the shape, apart. The table holds the trainings of Figures 8 and 9 too, for the claim speaks of all three.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig07: Figure {
  static let id = "co3-fig07-w2-feedback-09"
  static let caption = "Distance of laws fitted to corrected gradients, NASNetMobile, fp4, γ = 0.9"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Feedback.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CO3Feedback.rows(context, CO3Study.feedbackSchemes)
  }

  func plot(_ rows: [Row]) -> Plot { CO3Feedback.plot(rows, .fp4, decay: 0.9) }

  func claims(_ rows: [Row]) -> [ClaimResult] { CO3Feedback.claims(rows) }
}
