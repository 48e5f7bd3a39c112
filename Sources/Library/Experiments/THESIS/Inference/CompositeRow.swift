import FigureKit
import GradientStatistics
import ModelPartition

/// One way to divide a network over sensors with pictures, at one stage, over all repetitions: of all layers, or the connections
/// of one.
public struct CompositeRow: FigureRow {
  public static let header = [
    "eta2", "scheme", "accuracy", "cross_edge_share", "post_epochs", "layer", "accuracy_standard_error",
    "cross_edge_share_standard_error", "cross_edges", "cross_edges_standard_error", "values_sent",
    "values_sent_standard_error", "repetitions", "dataset",
  ]

  /// The name of the naive way: all pictures are sent to all sensors, each of which runs the whole network.
  public static let naive = "naive"
  /// What stands for all layers in the column `layer`.
  public static let all = "all"

  public let scheme: String
  /// η₂, nan where there is none.
  public let penalty: Double
  /// Epochs of training after cutting.
  public let postEpochs: Int
  /// A layer's name or ``all``.
  public let layer: String
  /// The share of test samples whose class is found; nan for a single layer.
  public let accuracy: SampleSummary
  /// The kept share of the connections between workers, and their number.
  public let share: SampleSummary, kept: SampleSummary
  /// The values that the workers send each other for one sample; nan for a single layer.
  public let valuesSent: SampleSummary
  let dataset: String

  public var cells: [String] {
    func cell(_ value: Double) -> String { SeriesTable.cell(value, digits: 4) }
    return [
      SeriesTable.cell(penalty), scheme, cell(accuracy.mean), cell(share.mean), "\(postEpochs)", layer,
      cell(accuracy.standardError), cell(share.standardError), cell(kept.mean), cell(kept.standardError),
      cell(valuesSent.mean), cell(valuesSent.standardError), "\(kept.count)", dataset,
    ]
  }
}

extension CompositeRow {
  /// All rows: naive inference, then at each penalty the baseline, which does not depend on it, and the other schemes; of those of
  /// RePurpose the layers too.
  static func rows(
    _ results: [CompositeResult], task: CompositeTask, penalties: [Double], postPenalties: [Double], dataset: String
  ) -> [CompositeRow] {
    var rows: [CompositeRow] = []
    for index in results[0].points.indices {
      let points = results.map { $0.points[index] }, first = points[0]
      if first.scheme == .baseline {
        if first.postEpochs == 0 { rows.append(naive(points, task, dataset)) }
        let places = first.postEpochs == 0 ? penalties : postPenalties
        rows += places.map { CompositeRow(points, penalty: $0, dataset) }
      } else {
        rows.append(CompositeRow(points, penalty: first.penalty ?? .nan, dataset))
      }
      if [.rePurpose, .rePurposeValues, .rePurposeWeighed].contains(first.scheme), first.postEpochs == 0 {
        rows += first.layers.indices.map { layer($0, of: points, dataset) }
      }
    }
    return rows
  }

  private init(_ points: [CompositeResult.Point], penalty: Double, _ dataset: String) {
    self.init(
      scheme: points[0].scheme.name, penalty: penalty, postEpochs: points[0].postEpochs, layer: Self.all,
      accuracy: SampleSummary(points.map(\.accuracy)), share: SampleSummary(points.map(\.share)),
      kept: SampleSummary(points.map { Double($0.kept) }),
      valuesSent: SampleSummary(points.map { Double($0.valuesSent) }), dataset: dataset)
  }

  private static func naive(
    _ points: [CompositeResult.Point], _ task: CompositeTask, _ dataset: String
  ) -> CompositeRow {
    let values = Double(task.graph.naiveValuesSent(workerCount: task.sensorCount))
    let undefined = SampleSummary(points.map { _ in .nan })
    return CompositeRow(
      scheme: naive, penalty: .nan, postEpochs: 0, layer: all, accuracy: SampleSummary(points.map(\.accuracy)),
      share: undefined, kept: undefined, valuesSent: SampleSummary(points.map { _ in values }), dataset: dataset)
  }

  private static func layer(
    _ index: Int, of points: [CompositeResult.Point], _ dataset: String
  ) -> CompositeRow {
    let layers = points.map { $0.layers[index] }, undefined = SampleSummary(points.map { _ in .nan })
    return CompositeRow(
      scheme: points[0].scheme.name, penalty: points[0].penalty ?? .nan, postEpochs: 0, layer: layers[0].name,
      accuracy: undefined, share: SampleSummary(layers.map { Double($0.kept) / Double(max(1, $0.all)) }),
      kept: SampleSummary(layers.map { Double($0.kept) }), valuesSent: undefined, dataset: dataset)
  }

  /// The least share of the connections between workers at which RePurpose by edges is, after one epoch of post-training,
  /// within half a percentage point of the mean accuracy of a network; 1 where it never is.
  ///
  /// - Parameter postEpochs: Of the network to compare with: 0 for the original, 1 for one trained on as long.
  public static func leastShare(_ rows: [CompositeRow], asGoodAsBaselineAfter postEpochs: Int) -> Double {
    guard
      let baseline = rows.first(where: {
        $0.scheme == PartitionScheme.baseline.name && $0.postEpochs == postEpochs && $0.layer == all
      })
    else { return .nan }
    return rows.filter {
      $0.scheme == PartitionScheme.rePurpose.name && $0.postEpochs == 1 && $0.layer == all
        && $0.accuracy.mean >= baseline.accuracy.mean - 0.005
    }.map(\.share.mean).min() ?? 1
  }
}
