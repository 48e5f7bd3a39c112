// THESIS, Figure 6.4 — six sensors that see a digit each and find the rounded mean of the digits together: accuracy and
// connections between the sensors against the penalty of a connection, by RePurpose and by sparsification without
// rearrangement, before and after one epoch of post-training.
//
// Look for: RePurpose and sparsification with as many connections, which hardly differ. The network was trained without
// regard to the sensors and mixes their pictures in its first filters, so that no division of these helps much.
// Post-training wins back what cutting cost down to a fifth of the connections, nearly all of it down to 3 %. Filters are
// stronger than weights and are cut last, so that pictures are sent whole: as long as its accuracy lasts, RePurpose sends
// no fewer values than naive inference, and the baseline sends half as many again. Weighed by values and layers it sends
// a quarter; it is right in 45 % of the samples then, and with post_samples=60000, one whole epoch, as often as the
// original network (53 %, one repetition).
//
// In the default profile the network finds the mean in 53 % of the samples, where the likeliest class has 31 %; THESIS
// reckons with (1 + 8 ρ⁶) / 9 = 90 % where each digit is recognised with ρ = 98 %. The epoch of post-training is a fifth
// of one of training.

import ArgumentParser
import Datasets
import Experiments
import FigureKit

@main
struct Fig6_4: Figure {
  static let id = "thesis-fig6-4-digits"
  static let caption = "Rounded mean of six digits, each seen by one of six sensors"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let study = CompositeStudy.digits
  static let parameters = study.parameters
  typealias Row = CompositeRow

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] { try await Self.study.rows(context) }

  func plot(_ rows: [Row]) -> Plot { Self.study.plot(rows) }

  /// The least share of connections at which the accuracy after one epoch is that of the original within half a point.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let other = CompositeRow.leastShare(rows, asGoodAsBaselineAfter: 1)
    return [
      ClaimResult(
        "thesis-fig6-4-a", value: CompositeRow.leastShare(rows, asGoodAsBaselineAfter: 0),
        "as good as the original; \(SeriesTable.cell(other, digits: 2)) as good as it with the same epoch more")
    ]
  }
}
