import Autodiff

/// A network whose groups of units get owners one after the other.
struct GroupAssignment {
  let matrices: [ConnectionMatrix]
  /// ‖h‖² of each connection, [layer][row × columns + column].
  let energies: [[Float]]
  let workerCount: Int
  let method: RePurpose
  /// The workers of the units of each group, nil where they are not assigned yet.
  var owners: [[Int]?]

  init(_ graph: LayerGraph, _ parameters: Tensor, workerCount: Int, method: RePurpose) {
    matrices = graph.connectionMatrices
    energies = matrices.map { $0.energies(parameters) }
    self.workerCount = workerCount
    self.method = method
    owners = Array(repeating: nil, count: graph.unitCounts.count)
  }

  /// The group to assign next: the first without owners whose layers all read what has owners, else the first of which
  /// one layer does.
  var next: Int? {
    let open = matrices.filter { owners[$0.destinationGroup] == nil }.map(\.destinationGroup)
    let ready = open.first { group in
      matrices.allSatisfy { $0.destinationGroup != group || owners[$0.sourceGroup] != nil }
    }
    return ready
      ?? matrices.first { owners[$0.destinationGroup] == nil && owners[$0.sourceGroup] != nil }?
      .destinationGroup
  }

  /// The connections into a group from groups that have owners.
  ///
  /// In terms of values, layers of the group that read the same signal share its rows.
  func incoming(_ group: Int) -> IncomingConnections {
    let layers = matrices.indices.filter {
      matrices[$0].destinationGroup == group && owners[matrices[$0].sourceGroup] != nil
    }
    var incoming = IncomingConnections(
      columnCount: layers.first.map { matrices[$0].columnCount } ?? 0, workerCount: workerCount)
    var firstRows: [Int: Int] = [:]
    for layer in layers {
      let matrix = matrices[layer], sourceOwners = owners[matrix.sourceGroup] ?? []
      let sharesValues = method.objective == .values
      let firstRow = sharesValues ? firstRows[matrix.source] : nil
      firstRows[matrix.source] = firstRow ?? incoming.rowCount
      incoming.append(
        energies: energies[layer], rowOwners: (0..<matrix.rowCount).map { sourceOwners[matrix.unit(ofRow: $0)] },
        penalty: method.edgePenalty,
        settled: sharesValues ? gains(source: matrix.source, rows: matrix.rowCount) : nil, firstRow: firstRow)
    }
    return incoming
  }

  /// The gains that the units of each worker have from each row of a signal, each at most `cap`, over all layers that read
  /// it into groups with owners, [row × workers + worker].
  func gains(source: Int, rows: Int, cap: Double = .infinity) -> [Double] {
    var gains = [Double](repeating: 0, count: rows * workerCount)
    for (matrix, energies) in zip(matrices, energies) where matrix.source == source {
      guard let owners = owners[matrix.destinationGroup] else { continue }
      for index in energies.indices {
        let (row, column) = index.quotientAndRemainder(dividingBy: matrix.columnCount)
        gains[row * workerCount + owners[column]] += min(cap, max(0, Double(energies[index]) - method.edgePenalty))
      }
    }
    return gains
  }

  /// Assigns a group anew with the owners of all others fixed, if that lowers the cost.
  ///
  /// - Returns: Whether it does.
  mutating func reassign(_ group: Int, capacities: [Int]) throws(ModelPartitionError) -> Bool {
    let old = owners[group], oldCost = cost
    owners[group] = nil
    var connections = incoming(group)
    connections.placementCosts = outgoingCosts(group, units: connections.columnCount)
    owners[group] = try method.owners(of: connections, capacities: capacities)
    guard cost < oldCost * (1 - 1e-9) else {
      owners[group] = old
      return false
    }
    return true
  }

  /// What each unit of a group costs at each worker in the layers that read it, [worker × units + unit].
  ///
  /// A unit's rows cost apart from those of others, so that these costs add up for both objectives.
  private func outgoingCosts(_ group: Int, units: Int) -> [Double] {
    var costs = [Double](repeating: 0, count: workerCount * units)
    for signal in readings where signal.group == group {
      for row in 0..<signal.rowCount {
        let loads = signal.costs[row * workerCount..<(row + 1) * workerCount], sum = loads.reduce(0, +)
        for worker in 0..<workerCount { costs[worker * units + row % units] += sum - loads[loads.startIndex + worker] }
      }
    }
    return costs
  }

  /// What cuts and connections between workers cost together, but for Σ min(e, η₁).
  private var cost: Double {
    var cost = 0.0
    for signal in readings {
      let owners = owners[signal.group] ?? []
      for pair in signal.costs.indices {
        let (row, worker) = pair.quotientAndRemainder(dividingBy: workerCount)
        if owners[row % owners.count] != worker { cost += signal.costs[pair] }
      }
    }
    return cost
  }

  /// What a signal's rows cost each worker that has to read them from another one.
  private struct Reading {
    let group: Int, rowCount: Int
    /// [row × workers + worker].
    let costs: [Double]
  }

  /// The signals that layers into groups with owners read.
  private var readings: [Reading] {
    let penalty = method.crossPenalty
    var seen: Set<Int> = []
    return matrices.filter { seen.insert($0.source).inserted }.map { matrix in
      let costs =
        switch method.objective {
        case .edges: gains(source: matrix.source, rows: matrix.rowCount, cap: penalty)
        case .values: gains(source: matrix.source, rows: matrix.rowCount).map { min(penalty, $0) }
        }
      return Reading(group: matrix.sourceGroup, rowCount: matrix.rowCount, costs: costs)
    }
  }
}
