// CO3, Figure 11 — L1 norms of gradient and memory over the epochs, ResNet50V2, fp4, γ = 0.7.
//
// Look for: memory and gradient closer to each other than in Figure 10, and their distance steadier. The table holds γ = 0.9
// too, for the claim compares both.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig11: Figure {
  static let id = "co3-fig11-error-norm-07"
  static let caption = "L₁ norms of gradient and memory, ResNet50V2, fp4, γ = 0.7"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Norms.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    try await CO3Norms.rows(context, decays: [0.7, 0.9])
  }

  func plot(_ rows: [Row]) -> Plot { CO3Norms.plot(rows, decay: 0.7) }

  func claims(_ rows: [Row]) -> [ClaimResult] { CO3Norms.claims(rows) }
}
