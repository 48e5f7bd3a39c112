// THESIS, Figure 6.8 — values that each node sends for one layer of N = 8K neurons and one input sample.
//
// Look for: with whole values pruned, the traffic is linear in what is kept and at most doubles from 2 nodes to many, as
// the text says; with single edges pruned, even 99 % sparsity saves almost nothing, since one of the N/P edges to a node
// is enough for the value to be sent. All five layers of the thesis's stack send five times as much.
// Default profile: 1 s.

import ArgumentParser
import FigureKit
import ModelPartition

@main
struct Fig6_8: Figure {
  static let id = "thesis-fig6-8-traffic"
  static let caption = "Values that each node sends for one layer of 8,192 neurons"

  // THESIS, Section 6.5.2.
  var neurons: Int { 8_192 }  // N
  var sparsities: [Double] { [0, 0.5, 0.75, 0.9, 0.99] }  // baseline, RP-50, RP-75, RP-90, RP-99
  static let doublings = Parameter("doublings", 5, in: 2...13, "nodes are 2, 4, ... up to this power of 2")
  static let parameters: [any ParameterDeclaration] = [doublings]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = ["nodes", "sparsity", "values_sent", "pruning"]
    let nodes: Int
    let sparsity: Double
    let sent: Double
    let pruning: LayerTraffic.Pruning
    var cells: [String] {
      ["\(nodes)", SeriesTable.cell(sparsity), SeriesTable.cell(sent, digits: 8), pruning.rawValue]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    try LayerTraffic.Pruning.allCases.flatMap { pruning in
      try sparsities.flatMap { sparsity in
        try (1...context[Self.doublings]).map { doublings in
          let nodes = 1 << doublings
          let traffic = try LayerTraffic(neuronCount: neurons, nodeCount: nodes, sparsity: sparsity)
          return Row(nodes: nodes, sparsity: sparsity, sent: traffic.valuesSent(pruning: pruning), pruning: pruning)
        }
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: LayerTraffic.Pruning.allCases.map { pruning in
        Plot.Panel(
          pruning == .values ? "whole values pruned" : "single edges pruned", x: .init("nodes", from: 0),
          y: .init("values sent by a node", from: 0, to: 9_000),
          series: sparsities.map { sparsity in
            .init(
              sparsity == 0 ? "baseline" : "sparsity \(sparsity)", x: "nodes", y: "values_sent",
              rows: ["sparsity": SeriesTable.cell(sparsity), "pruning": pruning.rawValue], style: .linesAndPoints)
          },
          key: .below)
      })
  }
}
