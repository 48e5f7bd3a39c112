// THESIS, Figure 6.10 — how many times as fast pruned networks are as the baseline, against the neurons N of their
// five layers.
//
// A ratio is the time of the baseline averaged over 2 to 32 nodes, over that of pruned networks averaged over these
// and the sparsities 50, 75, 90 and 99 %. Look for: computation gains 2.06 at any N, to which the total of the data
// centre rises, as stated at 1M: that number counts multiplications. Fitted to Figure 6.9 alone, the network of the
// data centre gives 1.04 in total at 1K, stated 1.01. At the edge the two figures contradict each other: fitted to
// Figure 6.9 the total is 1.00 at 1K and 1.3 at 32K, stated 1.55 and 3.8; nearer come nodes that share the bandwidth,
// which then gains too much in Figure 6.9.
//
// Nothing here is simulated as in the thesis; see Figure 6.9 for the accounts. Points mark sizes at which all 25
// networks of an average fit the memory of their nodes (`baselines_fit` of 5 and `pruned_fit` of 20, weights of two
// bytes). Beyond 16K in the data centre and 8K at the edge some do not; at 1M, where a layer has 1.1e12 weights, none
// does.

import ArgumentParser
import FigureKit
import ModelPartition

@main
struct Fig6_10: Figure {
  static let id = "thesis-fig6-10-scaling"
  static let caption = "Speed-up of average times by pruning between nodes, against the size of five layers"

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "platform", "neurons", "compute_ratio", "communicate_ratio", "total_ratio", "account", "baselines_fit",
      "pruned_fit", "all_fit",
    ]
    let platform: String, neurons: Int, account: String
    let compute: Double, communicate: Double, total: Double
    /// How many networks fit their nodes, or nil for what the thesis states.
    let fit: (baselines: Int, pruned: Int)?
    let networks: Int
    var cells: [String] {
      [platform, "\(neurons)"] + [compute, communicate, total].map { SeriesTable.cell($0, digits: 6) }
        + [account, fit.map { "\($0.baselines)" } ?? "-", fit.map { "\($0.pruned)" } ?? "-"]
        + [fit.map { $0.baselines + $0.pruned == networks ? "yes" : "no" } ?? "-"]
    }
  }

  static let systems = [EvaluatedSystem.dataCentre, .edge]

  func compute(_ context: FigureContext) async throws -> [Row] {
    var rows: [Row] = []
    for system in Self.systems {
      let platform = system.platform.name
      for account in EvaluatedSystem.Account.allCases {
        let stack = try system.stack(account)
        for neurons in system.neuronCounts {
          let ratios = try stack.speedUpsOfMeanTimes(neurons: neurons)
          func fitting(_ sparsity: Double) throws -> Int {
            try stack.nodeCounts.count { try stack.fits(neurons: neurons, nodes: $0, sparsity: sparsity) }
          }
          rows.append(
            Row(
              platform: platform, neurons: neurons, account: account.rawValue, compute: ratios.compute,
              communicate: ratios.communicate, total: ratios.total,
              fit: (try fitting(0), try stack.sparsities.reduce(0) { $0 + (try fitting($1)) }),
              networks: stack.nodeCounts.count * (1 + stack.sparsities.count)))
        }
      }
      for (neurons, stated) in zip([system.neuronCounts.first, system.neuronCounts.last], system.total) {
        rows.append(
          Row(
            platform: platform, neurons: neurons ?? 0, account: "stated", compute: .nan, communicate: .nan,
            total: stated.value, fit: nil, networks: 0))
      }
    }
    return rows
  }

  func plot(_ rows: [Row]) -> Plot {
    func x(_ platform: String) -> Plot.Axis {
      .init("neurons of a layer", .logarithmic, from: 700, to: platform == Platform.edge.name ? 5e4 : 1.6e6)
    }
    let y = Plot.Axis("speed-up", from: 0, to: 6)
    let parts = [("compute_ratio", "computing"), ("communicate_ratio", "communicating"), ("total_ratio", "total")]
    func stated(_ platform: String) -> Plot.Series {
      .init(
        "total, stated", x: "neurons", y: "total_ratio", rows: ["platform": platform, "account": "stated"],
        style: .points, colour: 6)
    }
    func breakdown(_ platform: String, _ account: EvaluatedSystem.Account) -> Plot.Panel {
      .init(
        "\(platform), \(account.rawValue)", x: x(platform), y: y,
        series: parts.enumerated().flatMap { index, part in
          [
            Plot.Series(
              part.1, x: "neurons", y: part.0, rows: ["platform": platform, "account": account.rawValue],
              dashed: index != 2, colour: index),
            Plot.Series(
              index == 2 ? "where all fit memory" : "", x: "neurons", y: part.0,
              rows: ["platform": platform, "account": account.rawValue, "all_fit": "yes"], style: .points, colour: index
            ),
          ]
        } + [stated(platform)], key: .topLeft)
    }
    func totals(_ platform: String) -> Plot.Panel {
      .init(
        "\(platform), total", x: x(platform), y: y,
        series: EvaluatedSystem.Account.allCases.enumerated().map { index, account in
          .init(
            account.rawValue, x: "neurons", y: "total_ratio",
            rows: ["platform": platform, "account": account.rawValue], dashed: account.rawValue.hasPrefix("roofline"),
            colour: [2, 3, 4, 0][index])
        } + [stated(platform)], key: .topLeft)
    }
    return Plot(
      panels: Self.systems.map(\.platform.name).flatMap { platform in
        [breakdown(platform, .breakdown), breakdown(platform, .scaling), totals(platform)]
      }, columns: 3)
  }
}
