// CO3, Figure 10 — L1 norms of gradient and memory over the epochs, ResNet50V2, fp4, γ = 0.9.
//
// Look for: how far the memory outgrows the gradient where nearly all of it is kept.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig10: Figure {
  static let id = "co3-fig10-error-norm-09"
  static let caption = "L₁ norms of gradient and memory, ResNet50V2, fp4, γ = 0.9"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Norms.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CO3Norms.rows(context, decays: [0.9])
  }

  func plot(_ rows: [Row]) -> Plot { CO3Norms.plot(rows, decay: 0.9) }
}
