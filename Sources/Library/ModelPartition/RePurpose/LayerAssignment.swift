/// The units of one layer assigned to workers: what Algorithm 3 of THESIS returns.
public struct LayerAssignment: Sendable, Equatable {
  /// The worker of each column.
  public let owners: [Int]
  /// Whether each connection is kept, [row × columns + column] (THESIS, (6.5), (C.2)).
  public let kept: [Bool]
  /// What the assignment and the cuts cost together, (6.6).
  public let cost: Double
}

extension RePurpose {
  /// Assigns the units of one layer to workers (THESIS, Algorithm 3).
  ///
  /// With the objective ``Objective/edges`` the result is the least of (6.6) over all assignments and all weights
  /// (Theorem 16); with ``Objective/values`` it is the best that a descent finds.
  ///
  /// - Parameters:
  ///   - energies: ‖h‖² of each connection, [row × columns + column], at least 0.
  ///   - rowOwners: The worker that has each row.
  ///   - capacities: The most columns that each worker takes, Σ at least the number of columns.
  /// - Complexity: Beside the assignment, O(rows × columns) for edges; O(workers × rows × columns) a step for values.
  /// - Throws: ``ModelPartitionError`` for penalties, counts, owners or energies that cannot be.
  public func assign(
    energies: [Float], rowOwners: [Int], capacities: [Int]
  ) throws(ModelPartitionError) -> LayerAssignment {
    try checkPenalties()
    let rows = rowOwners.count, columns = rows == 0 ? 0 : energies.count / rows
    guard columns * rows == energies.count else {
      throw .invalidCount(of: "energies", energies.count, expected: columns * rows)
    }
    try checkEnergies(energies)
    try checkOwners(rowOwners, count: rows, workerCount: capacities.count)
    try checkCapacities(capacities, units: columns, workerCount: capacities.count)

    var layer = IncomingConnections(columnCount: columns, workerCount: capacities.count)
    layer.append(energies: energies, rowOwners: rowOwners, penalty: edgePenalty)
    let owners = try owners(of: layer, capacities: capacities)
    let sent = layer.sent(owners, self)
    var kept = [Bool](repeating: false, count: energies.count)
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column, owner = owners[column]
        let crosses = owner != rowOwners[row]
        kept[index] = keeps(
          Double(energies[index]), crosses: crosses, isSent: crosses && sent[row * capacities.count + owner])
      }
    }
    return LayerAssignment(owners: owners, kept: kept, cost: layer.cost(owners, self))
  }

  /// Whether a connection is kept (THESIS, (6.5), (C.2)): above η₁ within a worker, above η₁ + η₂ between two.
  ///
  /// - Parameter isSent: Whether its row is sent to where it leads; only ``Objective/values`` asks for it.
  func keeps(_ energy: Double, crosses: Bool, isSent: Bool) -> Bool {
    switch objective {
    case _ where !crosses: energy > edgePenalty
    case .edges: energy - edgePenalty > crossPenalty
    case .values: isSent && energy > edgePenalty
    }
  }

  /// The owners of a layer's columns.
  func owners(of layer: IncomingConnections, capacities: [Int]) throws(ModelPartitionError) -> [Int] {
    let capacities = capacities.map { min($0, layer.columnCount) }
    switch objective {
    case .edges: return try solve(layer.edgeCosts(crossPenalty: crossPenalty), capacities, layer.columnCount)
    case .values: return try SentValuesDescent(layer: layer, capacities: capacities, penalty: crossPenalty).best()
    }
  }
}

/// The assignment of columns to workers of limited size at the least cost.
///
/// - Parameter costs: [worker × columns + column].
func solve(_ costs: [Double], _ capacities: [Int], _ columns: Int) throws(ModelPartitionError) -> [Int] {
  do {
    return try CapacitatedAssignment(costs: costs, capacities: capacities, itemCount: columns).groups
  } catch {
    throw .assignment(error)
  }
}

/// - Throws: ``ModelPartitionError`` unless there are `count` owners and each is a worker.
func checkOwners(_ owners: [Int], count: Int, workerCount: Int) throws(ModelPartitionError) {
  guard workerCount > 0 else { throw .invalidWorkerCount(workerCount) }
  guard owners.count == count else { throw .invalidCount(of: "owners", owners.count, expected: count) }
  for owner in owners where owner < 0 || owner >= workerCount {
    throw .invalidOwner(owner, workers: workerCount)
  }
}

/// - Throws: ``ModelPartitionError`` unless there is a capacity for each worker, and they hold all units.
func checkCapacities(_ capacities: [Int], units: Int, workerCount: Int) throws(ModelPartitionError) {
  guard capacities.count == workerCount else {
    throw .invalidCount(of: "capacities", capacities.count, expected: workerCount)
  }
  guard capacities.allSatisfy({ $0 >= 0 }), capacities.reduce(0, { $0 + min($1, units) }) >= units else {
    throw .invalidCapacities(capacities, units: units)
  }
}

/// - Throws: ``ModelPartitionError/invalidEnergy(_:)``.
func checkEnergies(_ energies: [Float]) throws(ModelPartitionError) {
  for energy in energies where !(energy >= 0 && energy.isFinite) { throw .invalidEnergy(energy) }
}
