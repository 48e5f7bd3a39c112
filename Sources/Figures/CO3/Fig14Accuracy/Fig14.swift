// CO3, Figure 14 — test accuracy over epochs by memory decay γ, NASNetMobile, fp4.
//
// Look for: what error feedback is worth: γ = 0 has none of it.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig14: Figure {
  static let id = "co3-fig14-accuracy-nasnet-fp4"
  static let caption = "Test accuracy of NASNetMobile by memory decay, fp4"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Accuracy.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CO3Accuracy.rows(context, context[CO3Study.nasNet], .fp4)
  }

  func plot(_ rows: [Row]) -> Plot { CO3Accuracy.plot(rows) }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    CO3Accuracy.comparison("co3-fig14-a", rows, decay: 0.9)
      + CO3Accuracy.overhead("co3-fig14-r", rows, decay: 0.9, stated: 3.43e11)
  }
}
