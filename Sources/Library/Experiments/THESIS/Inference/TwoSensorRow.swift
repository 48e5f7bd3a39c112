import FigureKit
import GradientStatistics
import ModelPartition

/// What one scheme left of one layer, or of the whole network, and how well the sensors then do.
public struct TwoSensorRow: FigureRow {
  public static let header = [
    "region", "eta2", "scheme", "stage", "layer", "cross_edge_percent", "cross_edge_percent_standard_error", "accuracy",
    "accuracy_standard_error", "values_sent", "values_sent_standard_error", "multiplications_share",
  ]

  /// Before or after post-training.
  public enum Stage: String, Sendable, CaseIterable { case before, after }

  public let region: PlaneRegion
  public let division: TwoSensorTrial.Division
  public let stage: Stage
  /// The layer from 0; nil for all.
  public let layer: Int?
  /// The kept part of the connections between sensors, percent.
  public let crossEdges: SampleSummary
  /// The share of test points that are put in their region.
  public let accuracy: SampleSummary
  /// The values that both sensors send for one location.
  public let valuesSent: SampleSummary
  /// The multiplications of the busier sensor over those of the whole network, which the naive sensors both run.
  public let multiplications: SampleSummary
  /// The divided network of the first repetition, before post-training.
  public let model: PartitionedModel

  /// The rows of one scheme at one penalty: before and after post-training, of all layers and of each.
  ///
  /// - Parameter outcomes: One a repetition.
  static func rows(_ outcomes: [TwoSensorTrial.Outcome]) -> [TwoSensorRow] {
    let traffic = outcomes.map(\.model.traffic)
    let layers: [Int?] = [nil] + outcomes[0].model.matrices.indices.map { $0 }
    return Stage.allCases.flatMap { stage in
      layers.map { layer in
        TwoSensorRow(
          region: outcomes[0].region, division: outcomes[0].division, stage: stage, layer: layer,
          crossEdges: SampleSummary(
            traffic.map { traffic in
              100 * (layer.map { Double(traffic.layers[$0].kept) / Double(traffic.layers[$0].all) } ?? traffic.share)
            }),
          accuracy: SampleSummary(outcomes.map { stage == .before ? $0.accuracy : $0.trainedAccuracy }),
          valuesSent: SampleSummary(traffic.map { Double($0.valuesSent) }),
          multiplications: SampleSummary(outcomes.map(\.model.multiplicationsShare)), model: outcomes[0].model)
      }
    }
  }

  public var cells: [String] {
    let numbers = [
      crossEdges.mean, crossEdges.standardError, accuracy.mean, accuracy.standardError, valuesSent.mean,
      valuesSent.standardError, multiplications.mean,
    ]
    let names = [division.scheme.nameForTwoSensors, stage.rawValue, layer.map { "\($0 + 1)" } ?? "all"]
    return [region.rawValue, SeriesTable.cell(division.penalty)] + names
      + numbers.map { SeriesTable.cell($0, digits: 5) }
  }
}

extension PartitionedModel {
  /// The multiplications of the busiest worker over those of the whole network.
  var multiplicationsShare: Double {
    let load = computeLoad
    let counts = (0..<workerCount).map { worker in load.reduce(0) { $0 + $1.kept[worker] } }
    return Double(counts.max() ?? 0) / Double(graph.multiplications)
  }
}
