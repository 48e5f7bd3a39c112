import Autodiff

extension RePurpose {
  /// Assigns the units of a network to workers and cuts connections between them (THESIS, Algorithm 4).
  ///
  /// The groups of units are assigned one after the other, each with the owners of what it reads fixed. Layers that write
  /// into one group, as the two branches of a residual block do, are one matrix of all their rows; those whose source has
  /// no owners yet, as where a group is read by a layer that adds to it, count only when connections are cut. A group
  /// whose layers can all be counted comes before others.
  ///
  /// - Parameters:
  ///   - parameters: Those of the trained network, [count].
  ///   - workerCount: P.
  ///   - inputOwners: The worker that observes each unit of the input.
  ///   - outputOwners: The worker of each unit of the output, unless they are those of the input; nil where they are
  ///     assigned too, as in Theorem 17.
  ///   - capacities: The most units of each group that each worker takes, [group][worker]; those of the input are not
  ///     read. By default those of ``defaultCapacities(units:workerCount:)``.
  ///   - sweeps: How often, at the most, all groups are assigned once more, each by what it costs in the layers into it and
  ///     in those that read it; a group changes only where that lowers the cost of the whole network. THESIS has none.
  /// - Throws: ``ModelPartitionError``.
  public func partition(
    _ graph: LayerGraph, parameters: Tensor, workerCount: Int, inputOwners: [Int], outputOwners: [Int]? = nil,
    capacities: [[Int]]? = nil, sweeps: Int = 0
  ) throws(ModelPartitionError) -> PartitionedModel {
    precondition(sweeps >= 0, "\(sweeps) sweeps")
    try check(graph, parameters, workerCount, inputOwners: inputOwners)
    let counts = graph.unitCounts
    if let capacities, capacities.count != counts.count {
      throw .invalidCount(of: "groups of capacities", capacities.count, expected: counts.count)
    }
    var layers = GroupAssignment(graph, parameters, workerCount: workerCount, method: self)
    let bounds = counts.indices.map { group in
      capacities?[group] ?? Self.defaultCapacities(units: counts[group], workerCount: workerCount)
    }
    let outputGroup = graph.signals[graph.output].group
    if let outputOwners {
      try checkOwners(outputOwners, count: counts[outputGroup], workerCount: workerCount)
      layers.owners[outputGroup] = outputOwners
    }
    layers.owners[0] = inputOwners
    let open = counts.indices.filter { layers.owners[$0] == nil }
    for group in open { try checkCapacities(bounds[group], units: counts[group], workerCount: workerCount) }
    while let group = layers.next {
      layers.owners[group] = try owners(of: layers.incoming(group), capacities: bounds[group])
    }
    for _ in 0..<sweeps {
      var changes = false
      for group in open where try layers.reassign(group, capacities: bounds[group]) { changes = true }
      guard changes else { break }
    }
    return thresholded(graph, parameters, workerCount: workerCount, owners: layers.owners.map { $0 ?? [] })
  }

  /// The network without rearrangement: consecutive blocks of units, and connections cut by the same thresholds.
  ///
  /// - Throws: ``ModelPartitionError``.
  public func sparsify(
    _ graph: LayerGraph, parameters: Tensor, workerCount: Int, inputOwners: [Int]
  ) throws(ModelPartitionError) -> PartitionedModel {
    try check(graph, parameters, workerCount, inputOwners: inputOwners)
    let blocks = graph.unitCounts.dropFirst().map { PartitionedModel.blocks($0, workerCount) }
    return thresholded(graph, parameters, workerCount: workerCount, owners: [inputOwners] + blocks)
  }

  /// The most units of a group that each worker takes: as many as in ``PartitionedModel/blocks(_:_:)``, or one where
  /// there are fewer units than workers.
  public static func defaultCapacities(units: Int, workerCount: Int) -> [Int] {
    guard units >= workerCount else { return Array(repeating: 1, count: workerCount) }
    var capacities = [Int](repeating: 0, count: workerCount)
    for owner in PartitionedModel.blocks(units, workerCount) { capacities[owner] += 1 }
    return capacities
  }

  private func check(
    _ graph: LayerGraph, _ parameters: Tensor, _ workerCount: Int, inputOwners: [Int]
  ) throws(ModelPartitionError) {
    try checkPenalties()
    try checkOwners(inputOwners, count: graph.unitCounts[0], workerCount: workerCount)
    let count = graph.network.layout.count
    guard parameters.count == count else {
      throw .invalidCount(of: "parameters", parameters.count, expected: count)
    }
    for matrix in graph.connectionMatrices { try checkEnergies(matrix.energies(parameters)) }
  }

  /// The model with the owners given and the connections that cost the least with them (THESIS, Lemma 15).
  private func thresholded(
    _ graph: LayerGraph, _ parameters: Tensor, workerCount: Int, owners: [[Int]]
  ) -> PartitionedModel {
    var layers = GroupAssignment(graph, parameters, workerCount: workerCount, method: self)
    layers.owners = owners
    let kept = layers.matrices.indices.map { layer in
      let matrix = layers.matrices[layer], energies = layers.energies[layer]
      let sent = objective == .values ? layers.gains(source: matrix.source, rows: matrix.rowCount) : []
      return (0..<energies.count).map { index in
        let row = index / matrix.columnCount
        let worker = owners[matrix.destinationGroup][index % matrix.columnCount]
        let crosses = owners[matrix.sourceGroup][matrix.unit(ofRow: row)] != worker
        let isSent = crosses && objective == .values && sent[row * workerCount + worker] > crossPenalty
        return keeps(Double(energies[index]), crosses: crosses, isSent: isSent)
      }
    }
    return PartitionedModel(graph, workerCount: workerCount, owners: owners, kept: kept, parameters: parameters)
  }
}
