// CO3, Figure 5 — excess kurtosis of the gradients of three layers of NASNetMobile over the epochs.
//
// Look for: whether it falls to a normal law's 0, and how much of it the mean over an epoch's rounds, which is what the paper
// looks at, takes away from the gradients that are sent.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig05: Figure {
  static let id = "co3-fig05-kurtosis-nasnet"
  static let caption = "Excess kurtosis of gradients, three layers of NASNetMobile"
  static let dataSets = CO3Study.dataSets
  static let parameters = CO3Study.parameters
  typealias Row = CO3Kurtosis.Row

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] {
    CO3Kurtosis.rows(try await CO3Distributions(context, context[CO3Study.nasNet]))
  }

  func plot(_ rows: [Row]) -> Plot { CO3Kurtosis.plot(rows) }

  /// Rule: in every layer the size of the excess kurtosis, in the mean over the last tenth of the epochs, is below that of the
  /// first tenth, and nearer to a normal law's 0 than to Laplace's 3.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let ends = CO3Result.Depth.allCases.map { depth in
      let sizes = CO3Kurtosis.means(rows, depth).map { abs($0.value) }, tenth = (sizes.count + 9) / 10
      func mean(_ part: ArraySlice<Double>) -> Double { part.reduce(0, +) / Double(part.count) }
      return (depth, first: mean(sizes.prefix(tenth)), last: mean(sizes.suffix(tenth)))
    }
    func shown(_ value: Double) -> String { SeriesTable.cell(value, digits: 3) }
    return [
      ClaimResult(
        "co3-fig05-a", holds: ends.allSatisfy { $0.last < min($0.first, 1.5) },
        "size in the mean over the first and the last tenth: "
          + ends.map { "\($0.rawValue) layer \(shown($1)) → \(shown($2))" }.joined(separator: ", "))
    ]
  }
}
