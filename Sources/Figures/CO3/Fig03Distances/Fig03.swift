// CO3, Figure 3 — how far fitted laws are from the gradients of the upper layer of NASNetMobile, over the epochs.
//
// Look for: GenNorm closest, and whether Laplace falls behind Normal after the first epochs.
// On the left what the paper looks at, means over the rounds of an epoch; on the right the gradients that are sent.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig03: Figure {
  static let id = "co3-fig03-w2-nasnet"
  static let caption = "Distance of fitted laws from gradients, upper layer of NASNetMobile"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Distances.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    CO3Distances.rows(try await CO3Distributions(context, context[CO3Study.nasNet]))
  }

  func plot(_ rows: [Row]) -> Plot { CO3Distances.plot(rows) }

  /// Rule: GenNorm is closest to the mean of every epoch, and Laplace is farther than Normal in all after the first tenth; the
  /// shortfall is the share of epochs where it is otherwise.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    func shares(_ kind: CO3Result.Kind) -> (held: Double, shown: String) {
      let epochs = CO3Distances.distances(rows, kind), count = epochs.count, few = (count + 9) / 10
      let closest = epochs.map { $0.genNorm < min($0.laplace, $0.normal) }
      let behind = epochs.map { $0.laplace > $0.normal }
      let held = epochs.indices.count { closest[$0] && ($0 < few || behind[$0]) }
      return (
        Double(held) / Double(count),
        "GenNorm closest in \(closest.count { $0 }), Laplace behind Normal in \(behind.count { $0 }) of \(count) epochs"
      )
    }
    let (means, iterations) = (shares(.epochMean), shares(.iteration))
    return [
      ClaimResult(
        "co3-fig03-a", shortfall: 1 - means.held,
        "means over epochs: \(means.shown); single iterations: \(iterations.shown)")
    ]
  }
}
