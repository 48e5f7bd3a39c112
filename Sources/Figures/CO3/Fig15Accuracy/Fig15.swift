// CO3, Figure 15 — test accuracy over epochs by memory decay γ, NASNetMobile, fp8.
//
// Look for: less between the curves than in Figure 14, since fp8 leaves little to feed back.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig15: Figure {
  static let id = "co3-fig15-accuracy-nasnet-fp8"
  static let caption = "Test accuracy of NASNetMobile by memory decay, fp8"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Accuracy.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CO3Accuracy.rows(context, context[CO3Study.nasNet], .fp8)
  }

  func plot(_ rows: [Row]) -> Plot { CO3Accuracy.plot(rows) }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    CO3Accuracy.comparison("co3-fig15-a", rows, decay: 0.7)
      + CO3Accuracy.overhead("co3-fig15-r", rows, decay: 0.7, stated: 3.65e11)
  }
}
