// THESIS, Figure 6.3 — two sensors that see one coordinate of a target each tell together in which region it lies.
//
// Look for: the weights of a network that was trained without a thought of sensors are many and of one size, so that η₂ = 0.01
// leaves many connections and η₂ = 0.1 hardly one (curves of what is left end where nothing is). With the clover the
// sensors then fail, and no post-training can help, for without a connection in the first two layers the difference of
// the outputs is a sum of functions of single coordinates; with the wave, where such a sum suffices, it helps. RePurpose is
// above sparsification at equally many edges. At equally many values the objective of values is far above all of them.
//
// The naive sensors send 2 values, and each multiplies for the whole network. The values sent do not hold the outputs,
// which the sensors must compare in the end.

import ArgumentParser
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig6_3: Figure {
  static let id = "thesis-fig6-3-two-sensors"
  static let caption = "A network divided over two sensors that see one coordinate each"
  static let parameters = TwoSensorStudy.parameters
  typealias Row = TwoSensorRow

  @OptionGroup var options: FigureOptions

  func compute(_ context: FigureContext) async throws -> [Row] { try await TwoSensorStudy.rows(context) }

  func plot(_ rows: [Row]) -> Plot {
    let penalty = Plot.Axis("η₂", .logarithmic), accuracy = Plot.Axis("accuracy (mean ± standard error)")
    func levels(_ stage: Row.Stage) -> [(title: String, y: Double)] {
      rows.first { $0.region == .clover && $0.division.scheme == .baseline && $0.stage == stage }
        .map { [("undivided", $0.accuracy.mean)] } ?? []
    }
    func series(_ stage: Row.Stage, x: String) -> [Plot.Series] {
      func series(_ title: String, _ region: PlaneRegion, _ scheme: PartitionScheme, _ index: Int) -> Plot.Series {
        .init(
          title, x: x, y: "accuracy",
          rows: [
            "region": region.rawValue, "scheme": scheme.nameForTwoSensors, "stage": stage.rawValue, "layer": "all",
          ],
          spread: .bars("accuracy_standard_error"), style: .linesAndPoints, dashed: index % 2 == 1, colour: index)
      }
      return PartitionScheme.ofTwoSensors.dropFirst().enumerated().map { series($1.nameForTwoSensors, .clover, $1, $0) }
        + [series("wave: RePurpose (edges)", .wave, .rePurpose, 4)]
    }
    let edges = [PartitionScheme.rePurpose, .rePurposeValues].enumerated().flatMap { index, scheme in
      (1...3).map { layer in
        Plot.Series(
          "layer \(layer), \(index == 0 ? "edges" : "values")", x: "eta2", y: "cross_edge_percent",
          rows: ["region": "clover", "scheme": scheme.nameForTwoSensors, "stage": "before", "layer": "\(layer)"],
          spread: .bars("cross_edge_percent_standard_error"), style: .linesAndPoints, dashed: index == 1,
          colour: layer - 1)
      }
    }
    return Plot(
      panels: [
        .init(
          "before post-training", x: penalty, y: accuracy, series: series(.before, x: "eta2"), key: .below,
          levels: levels(.before)),
        .init(
          "after post-training", x: penalty, y: accuracy, series: series(.after, x: "eta2"), key: .below,
          levels: levels(.after)),
        .init(
          "RePurpose: cross edges left", x: penalty, y: .init("cross edges (%)", .logarithmic), series: edges,
          key: .below),
        .init(
          "after post-training", x: .init("values sent", .logarithmic), y: accuracy,
          series: series(.after, x: "values_sent"), key: .below, levels: levels(.after)),
      ], panelHeight: 620)
  }

  /// The weights of the clover's first repetition: as trained, and by RePurpose at the penalties of the thesis.
  func pictures(_ rows: [Row]) -> [String: Picture] {
    var pictures: [String: Picture] = [:]
    for row in rows where row.region == .clover && row.stage == .before && row.layer == nil {
      switch row.division.scheme {
      case .baseline: pictures["original"] = Picture(weightsOf: row.model)
      case .rePurpose where TwoSensorStudy.thesisPenalties.contains(row.division.penalty):
        pictures["eta2-\(SeriesTable.cell(row.division.penalty))"] = Picture(weightsOf: row.model)
      default: break
      }
    }
    return pictures
  }

  /// Rules, for the clover: (a) is the accuracy of the undivided network and, by RePurpose (edges) at η₂ = 0.1, before and
  /// after post-training: the thesis names the loss right after "only 6 communicated values", which are those of the
  /// sparser network. (b) is the kept part of each layer's cross edges by RePurpose (edges).
  func claims(_ rows: [Row]) -> [ClaimResult] {
    func row(_ scheme: PartitionScheme, _ penalty: Double, _ stage: Row.Stage, layer: Int? = nil) -> Row? {
      rows.first {
        $0.region == .clover && $0.division.scheme == scheme && $0.division.penalty == penalty && $0.stage == stage
          && $0.layer == layer
      }
    }
    let accuracies = [
      row(.baseline, 0, .before), row(.rePurpose, 0.1, .before), row(.rePurpose, 0.1, .after),
    ].compactMap { $0.map { 100 * $0.accuracy.mean } }
    let stated = [1.7, 1.5, 1.6, 0.7, 0.1, 0.3]
    let measured = TwoSensorStudy.thesisPenalties.flatMap { penalty -> [Double] in
      (0..<3).compactMap { row(.rePurpose, penalty, .before, layer: $0)?.crossEdges.mean }
    }
    guard accuracies.count == 3, measured.count == stated.count else { return [] }
    return [
      ClaimResult("thesis-fig6-3-a", values: accuracies),
      ClaimResult(
        "thesis-fig6-3-b", pairs: zip(measured, stated).map { .init(measured: $0, paper: $1) },
        measured.map { SeriesTable.cell($0, digits: 3) }.joined(separator: " ") + " percent"),
    ]
  }
}
