// CO3, Figure 4 — excess kurtosis of the gradients of three layers of DenseNet121 over the epochs.
//
// Look for: whether it stays above a normal law's 0, and how much of it the mean over an epoch's rounds, which is what the
// paper looks at, takes away from the gradients that are sent.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig04: Figure {
  static let id = "co3-fig04-kurtosis-densenet"
  static let caption = "Excess kurtosis of gradients, three layers of DenseNet121"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Kurtosis.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    CO3Kurtosis.rows(try await CO3Distributions(context, context[CO3Study.denseNet]))
  }

  func plot(_ rows: [Row]) -> Plot { CO3Kurtosis.plot(rows) }

  /// Rule: the least over layers and epochs is above 0; the shortfall is how far it is not.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let least = CO3Result.Depth.allCases.map { depth in
      (depth, CO3Kurtosis.means(rows, depth).map(\.value).min() ?? .nan)
    }
    let all = least.map(\.1).min() ?? .nan
    return [
      ClaimResult(
        "co3-fig04-a", shortfall: all > 0 ? 0 : (-all).nextUp,
        "least over epochs: "
          + least.map { "\($0.rawValue) layer \(SeriesTable.cell($1, digits: 3))" }.joined(separator: ", "))
    ]
  }
}
