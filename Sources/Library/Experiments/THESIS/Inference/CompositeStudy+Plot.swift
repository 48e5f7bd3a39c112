import FigureKit
import ModelPartition

extension CompositeStudy {
  /// Accuracy against η₂, connections of each layer against η₂, accuracy against the share of connections and against values
  /// sent. Bars are standard errors over repetitions.
  public func plot(_ rows: [CompositeRow]) -> Plot {
    let accuracy = Plot.Axis("test accuracy")
    let last = postEpochs.max() ?? 0
    let again = "dashed: post-trained for \(last) epoch\(last == 1 ? "" : "s")"
    let eta = Plot.Axis("η₂ (squared weights)", .logarithmic)
    func series(_ scheme: PartitionScheme, _ x: String, colour: Int) -> [Plot.Series] {
      [0, last].map { epochs in
        Plot.Series(
          epochs == 0 ? scheme.name : "", x: x, y: "accuracy",
          rows: ["scheme": scheme.name, "post_epochs": "\(epochs)", "layer": CompositeRow.all],
          spread: .bars("accuracy_standard_error"), style: .linesAndPoints, dashed: epochs > 0, colour: colour)
      }
    }
    func byEdges(_ x: String) -> [Plot.Series] {
      series(.baseline, x, colour: 0) + series(.rePurpose, x, colour: 1) + series(.sparsifiedEqually, x, colour: 2)
    }
    // The palette has eight colours.
    let layers = task.graph.connectionMatrices.enumerated().map { place, matrix in
      Plot.Series(
        matrix.layer, x: "eta2", y: "cross_edges",
        rows: ["scheme": PartitionScheme.rePurpose.name, "layer": matrix.layer],
        spread: .bars("cross_edges_standard_error"), style: .linesAndPoints, dashed: place >= 8)
    }
    let naive = Plot.Series(
      CompositeRow.naive, x: "values_sent", y: "accuracy", rows: ["scheme": CompositeRow.naive], style: .points,
      colour: 5)
    return Plot(
      panels: [
        Plot.Panel(
          again, x: eta, y: accuracy, series: byEdges("eta2") + series(.sparsified, "eta2", colour: 5).prefix(1),
          key: .below),
        Plot.Panel(
          "RePurpose, edges: by layer", x: eta, y: .init("cross edges", .logarithmic), series: layers, key: .below),
        Plot.Panel(
          again, x: .init("kept share of cross edges", .logarithmic), y: accuracy, series: byEdges("cross_edge_share"),
          key: .below),
        Plot.Panel(
          again, x: .init("values sent for one sample", .logarithmic), y: accuracy,
          series: series(.baseline, "values_sent", colour: 0) + series(.rePurpose, "values_sent", colour: 1)
            + series(.rePurposeValues, "values_sent", colour: 3)
            + series(.rePurposeWeighed, "values_sent", colour: 4) + [naive], key: .below),
      ], panelHeight: 640)
  }
}
