extension PartitionedModel {
  /// The same model with only so many connections between workers in each layer: those of the largest energy, of equal
  /// ones those of the lower index. Connections within workers stay.
  ///
  /// Called on ``baseline(_:parameters:workerCount:inputOwners:)`` this is direct sparsification, which THESIS
  /// (Section 6.5) compares with RePurpose at an equal number of cross edges.
  ///
  /// - Parameter crossEdges: How many are kept in each layer at most, in the order of the layers.
  /// - Complexity: O(connections · log connections).
  /// - Throws: ``ModelPartitionError/invalidCount(of:_:expected:)`` for numbers of another count of layers, or below zero.
  public func sparsified(crossEdges: [Int]) throws(ModelPartitionError) -> PartitionedModel {
    guard crossEdges.count == matrices.count else {
      throw .invalidCount(of: "numbers of cross edges", crossEdges.count, expected: matrices.count)
    }
    for count in crossEdges where count < 0 { throw .invalidCount(of: "cross edges", count, expected: 0) }
    var kept = kept
    for (layer, matrix) in matrices.enumerated() {
      let energies = matrix.energies(parameters), rowOwners = rowOwners(matrix)
      let crossing = kept[layer].indices.filter { index in
        let (row, column) = index.quotientAndRemainder(dividingBy: matrix.columnCount)
        return kept[layer][index] && rowOwners[row] != owners[matrix.destinationGroup][column]
      }
      let order = crossing.sorted { energies[$0] != energies[$1] ? energies[$0] > energies[$1] : $0 < $1 }
      for index in order.dropFirst(crossEdges[layer]) { kept[layer][index] = false }
    }
    return PartitionedModel(graph, workerCount: workerCount, owners: owners, kept: kept, parameters: parameters)
  }
}
