// CO3, Figure 2 — how far fitted laws are from the gradients of the upper layer of DenseNet121, over the epochs.
//
// Look for: GenNorm closest, and how much of its distance a sample of its law would have too; Normal farthest from the
// gradients that are sent (right), but not from their means over an epoch (left), which are what the paper looks at.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig02: Figure {
  static let id = "co3-fig02-w2-densenet"
  static let caption = "Distance of fitted laws from gradients, upper layer of DenseNet121"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Distances.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    CO3Distances.rows(try await CO3Distributions(context, context[CO3Study.denseNet]))
  }

  func plot(_ rows: [Row]) -> Plot { CO3Distances.plot(rows) }

  /// Rule: GenNorm is closest and Normal farthest from the mean of every epoch; the shortfall is the share of others.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    func shares(_ kind: CO3Result.Kind) -> (held: Double, shown: String) {
      let epochs = CO3Distances.distances(rows, kind), count = epochs.count
      let closest = epochs.count { $0.genNorm < min($0.laplace, $0.normal) }
      let farthest = epochs.count { $0.normal > max($0.laplace, $0.genNorm) }
      let held = epochs.count { $0.genNorm < $0.laplace && $0.laplace < $0.normal }
      return (
        Double(held) / Double(count), "GenNorm closest in \(closest), Normal farthest in \(farthest) of \(count) epochs"
      )
    }
    let (means, iterations) = (shares(.epochMean), shares(.iteration))
    return [
      ClaimResult(
        "co3-fig02-a", shortfall: 1 - means.held,
        "means over epochs: \(means.shown); single iterations: \(iterations.shown)")
    ]
  }
}
