import Autodiff

/// A network whose units are assigned to workers, with the connections that were kept.
///
/// Parameters stay in the order of the whole network, so that its forward pass gives what the workers compute together.
public struct PartitionedModel: Sendable {
  public let graph: LayerGraph
  /// The number of workers P.
  public let workerCount: Int
  /// The worker of each unit, [group][unit], in 0..<P.
  public let owners: [[Int]]
  /// The layers as matrices, in the order of the graph.
  public let matrices: [ConnectionMatrix]
  /// Whether each connection is kept, [layer][row × columns + column].
  public let kept: [[Bool]]
  /// The parameters of the whole network, [count]; those of cut connections are zero.
  public private(set) var parameters: Tensor

  /// Creates a model and sets to zero what is not kept.
  ///
  /// - Precondition: There is an owner in 0..<P for each unit and a flag for each connection.
  public init(_ graph: LayerGraph, workerCount: Int, owners: [[Int]], kept: [[Bool]], parameters: Tensor) {
    matrices = graph.connectionMatrices
    precondition(owners.map(\.count) == graph.unitCounts, "an owner for each unit")
    precondition(owners.joined().allSatisfy { (0..<workerCount).contains($0) }, "owners lie in 0..<\(workerCount)")
    precondition(kept.map(\.count) == matrices.map { $0.rowCount * $0.columnCount }, "a flag for each connection")
    self.graph = graph
    self.workerCount = workerCount
    self.owners = owners
    self.kept = zip(matrices, kept).map { matrix, kept in
      kept.indices.map {
        kept[$0] && matrix.connects(row: $0 / matrix.columnCount, column: $0 % matrix.columnCount)
      }
    }
    self.parameters = parameters
    self.parameters = masked(parameters)
  }

  /// 1 for each parameter that is kept and for the biases, 0 for those of cut connections, [count].
  public var mask: Tensor { masked(Tensor(repeating: 1, [parameters.count])) }

  /// The same structure with other parameters, those of cut connections taken as zero: what post-training gives.
  public func with(parameters: Tensor) -> PartitionedModel {
    precondition(parameters.count == self.parameters.count, "parameters of the same network")
    var result = self
    result.parameters = masked(parameters)
    return result
  }

  /// Whether there is a connection that runs between workers.
  public func crosses(_ matrix: ConnectionMatrix, row: Int, column: Int) -> Bool {
    matrix.connects(row: row, column: column)
      && owners[matrix.sourceGroup][matrix.unit(ofRow: row)] != owners[matrix.destinationGroup][column]
  }

  private func masked(_ values: Tensor) -> Tensor {
    var values = values
    values.withMutableSpan { span in
      for (matrix, kept) in zip(matrices, kept) {
        matrix.forEachWeight { if !kept[$0] { span[$1] = 0 } }
      }
    }
    return values
  }
}

extension PartitionedModel {
  /// The parallel network without any change: consecutive blocks of units, as equal as they can be, and all connections.
  ///
  /// - Parameter inputOwners: The worker that observes each unit of the input.
  public static func baseline(
    _ graph: LayerGraph, parameters: Tensor, workerCount: Int, inputOwners: [Int]
  ) -> PartitionedModel {
    PartitionedModel(
      graph, workerCount: workerCount,
      owners: [inputOwners] + graph.unitCounts.dropFirst().map { blocks($0, workerCount) },
      kept: graph.connectionMatrices.map { Array(repeating: true, count: $0.rowCount * $0.columnCount) },
      parameters: parameters)
  }

  /// The owners of `count` units in consecutive blocks, which differ in size by at most one.
  public static func blocks(_ count: Int, _ workerCount: Int) -> [Int] { (0..<count).map { $0 * workerCount / count } }
}
