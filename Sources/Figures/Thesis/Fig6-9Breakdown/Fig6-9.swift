// THESIS, Figure 6.9 — time to compute and to communicate on 2 to 32 nodes, five layers of N = 8K neurons, one input
// sample.
//
// Look for: computation speeds up by 1.71, 2.76, 4.76 and 10.3 on average whatever the platform; these are counts of
// multiplications. Communication gains less, since messages take their time however short they are. The last column
// has the averages beside the stated ones: in the data centre one latency comes within 6 % of all four. At the edge
// they need messages that wait for each other at the switch, and even so are missed by up to 15 %.
//
// Nothing here is simulated as in the thesis (ASTRA-sim): times are sums of a latency for each message, bytes over the
// bandwidth and operations over the rate. The network is fitted to the stated ratios, see
// data/reference/thesis-system.tsv, and its latency in the data centre, 26 ns, is 23 times less than NVLink's at best.
// `account` says what was fitted; under `roofline` latencies are published ones, and weights are read from memory: one
// sample uses each once, so that computing takes 93 times as long in the data centre and 26 times at the edge. `fits`
// tells whether a node's memory holds the weights, two bytes each; at this N always.

import ArgumentParser
import FigureKit
import ModelPartition

@main
struct Fig6_9: Figure {
  static let id = "thesis-fig6-9-breakdown"
  static let caption = "Time of five layers of 8,192 neurons on several nodes, and what pruning between nodes gains"

  static let neurons = 8_192  // N
  static let systems = [EvaluatedSystem.dataCentre, .edge]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "platform", "nodes", "sparsity", "kept", "compute_s", "communicate_s", "account", "compute_speed_up",
      "communicate_speed_up", "weights_byte", "fits",
    ]
    let platform: String, sparsity: Double, account: String
    /// Or "mean" for speed-ups averaged over nodes.
    let nodes: String
    var seconds: (compute: Double, communicate: Double) = (.nan, .nan)
    let speedUps: (compute: Double, communicate: Double)
    var weightBytes = Double.nan
    var fits = "-"
    var cells: [String] {
      let numbers = [speedUps.compute, speedUps.communicate, weightBytes].map { SeriesTable.cell($0, digits: 6) }
      let times = [1 - sparsity, seconds.compute, seconds.communicate].map { SeriesTable.cell($0, digits: 6) }
      return [platform, nodes, SeriesTable.cell(sparsity)] + times + [account] + numbers + [fits]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    var rows: [Row] = []
    for system in Self.systems {
      for account in EvaluatedSystem.Account.allCases {
        let stack = try system.stack(account)
        for sparsity in [0] + stack.sparsities {
          for nodes in stack.nodeCounts { rows.append(try row(account, stack, nodes: nodes, sparsity: sparsity)) }
        }
        for sparsity in stack.sparsities {
          let mean = try stack.meanSpeedUps(neurons: Self.neurons, sparsity: sparsity)
          rows.append(
            Row(
              platform: system.platform.name, sparsity: sparsity, account: account.rawValue, nodes: "mean",
              speedUps: (mean.compute, mean.communicate)))
        }
      }
      for (sparsity, stated) in zip([0.5, 0.75, 0.9, 0.99], zip(system.computation, system.communication)) {
        rows.append(
          Row(
            platform: system.platform.name, sparsity: sparsity, account: "stated", nodes: "mean",
            speedUps: (stated.0.value, stated.1.value)))
      }
    }
    return rows
  }

  private func row(
    _ account: EvaluatedSystem.Account, _ stack: InferenceStack, nodes: Int, sparsity: Double
  ) throws -> Row {
    let baseline = try stack.seconds(neurons: Self.neurons, nodes: nodes, sparsity: 0)
    let pruned = try stack.seconds(neurons: Self.neurons, nodes: nodes, sparsity: sparsity)
    return Row(
      platform: stack.platform.name, sparsity: sparsity, account: account.rawValue, nodes: "\(nodes)",
      seconds: (pruned.compute, pruned.communicate),
      speedUps: (baseline.compute / pruned.compute, baseline.communicate / pruned.communicate),
      weightBytes: try stack.weightBytes(neurons: Self.neurons, nodes: nodes, sparsity: sparsity),
      fits: try stack.fits(neurons: Self.neurons, nodes: nodes, sparsity: sparsity) ? "yes" : "no")
  }

  func plot(_ rows: [Row]) -> Plot {
    let names = [(0, "baseline"), (0.5, "RP-50"), (0.75, "RP-75"), (0.9, "RP-90"), (0.99, "RP-99")]
    let nodes = Plot.Axis("nodes", from: 0, to: 34)
    func times(_ column: String, _ platform: String, hasKey: Bool) -> Plot.Panel {
      .init(
        "\(platform), \(column == "compute_s" ? "computing" : "communicating")", x: nodes,
        y: .init("seconds", .logarithmic),
        series: names.map { sparsity, name in
          .init(
            name, x: "nodes", y: column,
            rows: [
              "platform": platform, "sparsity": SeriesTable.cell(sparsity),
              "account": EvaluatedSystem.Account.breakdown.rawValue,
            ], style: .linesAndPoints)
        }, key: hasKey ? .below : .none)
    }
    func means(_ platform: String) -> Plot.Panel {
      let accounts = EvaluatedSystem.Account.allCases.map(\.rawValue) + ["stated"]
      return .init(
        "\(platform), mean over nodes", x: .init("share of values kept", .logarithmic, from: 0.007, to: 0.7),
        y: .init("speed-up of communication", from: 0, to: platform == Platform.edge.name ? 8 : 3.2),
        series: accounts.map { account in
          .init(
            account, x: "kept", y: "communicate_speed_up",
            rows: ["platform": platform, "account": account, "nodes": "mean"],
            style: account == "stated" ? .points : .linesAndPoints, dashed: account.hasPrefix("roofline"),
            colour: account == "stated" ? 6 : nil)
        }, key: .topRight)
    }
    return Plot(
      panels: Self.systems.map(\.platform.name).flatMap { platform in
        [times("compute_s", platform, hasKey: false), times("communicate_s", platform, hasKey: true), means(platform)]
      }, columns: 3)
  }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    func means(_ system: EvaluatedSystem) -> [Row] {
      rows.filter {
        $0.platform == system.platform.name && $0.nodes == "mean" && $0.sparsity > 0
          && $0.account == EvaluatedSystem.Account.breakdown.rawValue
      }
    }
    let pairs = Self.systems.flatMap { system in
      zip(means(system), system.communication).map {
        ClaimResult.Pair(measured: $0.speedUps.communicate, paper: $1.value)
      }
    }
    let shown = pairs.map { SeriesTable.cell($0.measured, digits: 3) }.joined(separator: " ")
    var communication = ClaimResult("thesis-fig6-9-b", pairs: pairs, "\(shown), latency and congestion fitted")
    communication.isFitted = true
    return [
      ClaimResult("thesis-fig6-9-a", values: means(.dataCentre).map(\.speedUps.compute)), communication,
    ]
  }
}
