import Autodiff
import ModelPartition

/// How the network of two sensors is divided over them.
public enum TwoSensorScheme: String, Sendable, CaseIterable {
  /// Nothing is cut or moved.
  case baseline
  /// RePurpose with η₂ for each connection between the sensors.
  case repurposedByEdges = "RePurpose (edges)"
  /// RePurpose with η₂ for each value that a sensor sends.
  case repurposedByValues = "RePurpose (values)"
  /// Connections between the sensors are cut where the same η₂ cuts them, units stay where they are.
  case sparsified = "sparsified (same penalty)"
  /// As many connections between the sensors are kept as RePurpose (edges) keeps, the largest; units stay.
  case sparsifiedEqually = "sparsified (equal edges)"

  /// The divided network.
  ///
  /// - Parameter penalty: η₂; the baseline takes none.
  /// - Throws: `ModelPartitionError.invalidPenalty` for one that is negative or not a number.
  func partition(
    _ graph: LayerGraph, _ parameters: Tensor, penalty: Double
  ) throws(ModelPartitionError) -> PartitionedModel {
    let sensors = [0, 1]
    func repurposed(_ objective: RePurpose.Objective) throws(ModelPartitionError) -> PartitionedModel {
      try RePurpose(crossPenalty: penalty, objective: objective).partition(
        graph, parameters: parameters, workerCount: 2, inputOwners: sensors)
    }
    let baseline = PartitionedModel.baseline(graph, parameters: parameters, workerCount: 2, inputOwners: sensors)
    switch self {
    case .baseline: return baseline
    case .repurposedByEdges: return try repurposed(.edges)
    case .repurposedByValues: return try repurposed(.values)
    case .sparsified:
      return try RePurpose(crossPenalty: penalty).sparsify(
        graph, parameters: parameters, workerCount: 2, inputOwners: sensors)
    case .sparsifiedEqually:
      return try baseline.sparsified(crossEdges: repurposed(.edges).traffic.layers.map(\.kept))
    }
  }
}
