import Autodiff
import ModelPartition

/// A way to divide a network over sensors.
public enum PartitionScheme: String, Sendable, Codable, CaseIterable {
  /// Consecutive blocks of units, nothing cut: it computes what the original network does.
  case baseline
  /// RePurpose with η₂ for each connection between workers, as in THESIS.
  case rePurpose
  /// RePurpose with η₂ for each row that is sent; without channels, for each value.
  case rePurposeValues
  /// RePurpose with η₂ for each value that is sent, a channel counting as many as it has, in units that are the same for all
  /// layers: see ``ModelPartition/LayerGraph/weighed(_:)``.
  case rePurposeWeighed
  /// The blocks of the baseline, cut by the same thresholds as RePurpose.
  case sparsified
  /// The blocks of the baseline, in each layer with as many connections between workers as `rePurpose` keeps at this η₂.
  case sparsifiedEqually

  /// Those of the network of two sensors, in the order of the legend.
  public static let ofTwoSensors: [PartitionScheme] = [
    .baseline, .rePurpose, .rePurposeValues, .sparsified, .sparsifiedEqually,
  ]

  /// The name in the tables and legends of sensors with pictures.
  public var name: String {
    switch self {
    case .baseline: "baseline"
    case .rePurpose: "RePurpose, edges"
    case .rePurposeValues: "RePurpose, values"
    case .rePurposeWeighed: "RePurpose, values weighed"
    case .sparsified: "sparse, same eta2"
    case .sparsifiedEqually: "sparse, same edges"
    }
  }

  /// The name in the table and legend of two sensors.
  public var nameForTwoSensors: String {
    switch self {
    case .baseline: "baseline"
    case .rePurpose: "RePurpose (edges)"
    case .rePurposeValues: "RePurpose (values)"
    case .rePurposeWeighed: "RePurpose (values weighed)"
    case .sparsified: "sparsified (same penalty)"
    case .sparsifiedEqually: "sparsified (equal edges)"
    }
  }

  /// The divided network.
  ///
  /// - Parameters:
  ///   - parameters: Those of the trained network.
  ///   - workerCount: The number of sensors.
  ///   - inputOwners: The sensor that has each input.
  ///   - penalty: η₂; η₁ is 0. The baseline takes none.
  /// - Throws: `ModelPartitionError`.
  func partition(
    _ graph: LayerGraph, parameters: Tensor, workerCount: Int, inputOwners: [Int], penalty: Double
  ) throws(ModelPartitionError) -> PartitionedModel {
    func rePurposed(
      _ objective: RePurpose.Objective, _ parameters: Tensor
    ) throws(ModelPartitionError) -> PartitionedModel {
      try RePurpose(crossPenalty: penalty, objective: objective).partition(
        graph, parameters: parameters, workerCount: workerCount, inputOwners: inputOwners)
    }
    let whole = PartitionedModel.baseline(
      graph, parameters: parameters, workerCount: workerCount, inputOwners: inputOwners)
    switch self {
    case .baseline: return whole
    case .rePurpose: return try rePurposed(.edges, parameters)
    case .rePurposeValues: return try rePurposed(.values, parameters)
    case .rePurposeWeighed:
      let found = try rePurposed(.values, graph.weighed(parameters))
      return PartitionedModel(
        graph, workerCount: workerCount, owners: found.owners, kept: found.kept, parameters: parameters)
    case .sparsified:
      return try RePurpose(crossPenalty: penalty).sparsify(
        graph, parameters: parameters, workerCount: workerCount, inputOwners: inputOwners)
    case .sparsifiedEqually:
      return try whole.sparsified(crossEdges: rePurposed(.edges, parameters).traffic.layers.map(\.kept))
    }
  }
}

extension LayerGraph {
  /// Parameters whose squares are energies for each value that is sent, in the units of the last layer.
  ///
  /// With ē_l the mean energy of a connection of layer l, v_l the values that a row of it stands for, and L the last layer,
  /// kernels are multiplied by √(ē_L / (ē_l v_l)).
  ///
  /// > Note: Not in THESIS, where one η₂ holds for all layers. As energies of filters are far greater than those of
  /// > weights, it cuts dense layers first and sends whole pictures to the last.
  func weighed(_ parameters: Tensor) -> Tensor {
    let matrices = connectionMatrices
    let means = matrices.map { matrix in
      let energies = matrix.energies(parameters)
      return energies.reduce(0) { $0 + Double($1) } / Double(energies.count)
    }
    var values = parameters.scalars
    for (matrix, mean) in zip(matrices, means) where mean > 0 {
      let factor = Float((means[means.count - 1] / (mean * Double(matrix.valuesPerRow))).squareRoot())
      for index in matrix.kernel { values[index] *= factor }
    }
    return Tensor(parameters.shape, values)
  }
}
