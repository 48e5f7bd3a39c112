import Autodiff
import ModelPartition

/// A way to divide the network over sensors with pictures.
public enum CompositeScheme: String, Sendable, Codable, CaseIterable {
  /// Consecutive blocks of units, nothing cut: it computes what the original network does.
  case baseline
  /// RePurpose with η₂ for each connection between workers, as in THESIS.
  case rePurpose
  /// RePurpose with η₂ for each row that is sent.
  case rePurposeValues
  /// RePurpose with η₂ for each value that is sent, a channel counting as many as it has, in units that are the same for all
  /// layers: see ``CompositeTask/weighed(_:)``.
  case rePurposeWeighed
  /// The blocks of the baseline, cut by the same thresholds as RePurpose.
  case sparsified
  /// The blocks of the baseline, in each layer with as many connections between workers as `rePurpose` keeps at this η₂.
  case sparsifiedEqually

  /// The name in tables and legends.
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

  /// The divided network.
  ///
  /// - Parameters:
  ///   - penalty: η₂; η₁ is 0.
  ///   - parameters: Those of the trained network.
  /// - Throws: `ModelPartitionError`.
  func model(_ task: CompositeTask, penalty: Double, parameters: Tensor) throws -> PartitionedModel {
    let (graph, workers, inputs) = (task.graph, task.sensorCount, task.inputOwners)
    func rePurposed(_ objective: RePurpose.Objective, _ parameters: Tensor) throws -> PartitionedModel {
      try RePurpose(crossPenalty: penalty, objective: objective).partition(
        graph, parameters: parameters, workerCount: workers, inputOwners: inputs)
    }
    let whole = PartitionedModel.baseline(graph, parameters: parameters, workerCount: workers, inputOwners: inputs)
    switch self {
    case .baseline: return whole
    case .rePurpose: return try rePurposed(.edges, parameters)
    case .rePurposeValues: return try rePurposed(.values, parameters)
    case .rePurposeWeighed:
      let found = try rePurposed(.values, task.weighed(parameters))
      return PartitionedModel(
        graph, workerCount: workers, owners: found.owners, kept: found.kept, parameters: parameters)
    case .sparsified:
      return try RePurpose(crossPenalty: penalty).sparsify(
        graph, parameters: parameters, workerCount: workers, inputOwners: inputs)
    case .sparsifiedEqually:
      return try whole.sparsified(crossEdges: rePurposed(.edges, parameters).traffic.layers.map(\.kept))
    }
  }
}

extension CompositeTask {
  /// Parameters whose squares are energies for each value that is sent, in the units of the last layer.
  ///
  /// With ē_l the mean energy of a connection of layer l, v_l the values that a row of it stands for, and L the last layer,
  /// kernels are multiplied by √(ē_L / (ē_l v_l)).
  ///
  /// > Note: Not in THESIS, where one η₂ holds for all layers. As energies of filters are far greater than those of
  /// > weights, it cuts dense layers first and sends whole pictures to the last.
  func weighed(_ parameters: Tensor) -> Tensor {
    let matrices = graph.connectionMatrices
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
