/// The search for owners of columns with which few rows are sent, by descents from several starts.
///
/// The cost Σ_{r, k ≠ o(r)} min(η₂, B_rk + G_rk) is no sum over columns. With a choice of the pairs (r, k) that are sent
/// it is: η₂ for each pair sent, and for each column at k its gains from the rows that are not. So two steps alternate,
/// neither of which raises the cost: a pair is sent where B_rk + G_rk > η₂, and the columns are assigned anew. Where
/// neither lowers it, pairs of columns change places (``ColumnExchange``).
struct SentValuesDescent {
  let layer: IncomingConnections
  let capacities: [Int]
  /// η₂.
  let penalty: Double

  /// The best owners found: of equal ones those of the first start.
  ///
  /// Three starts are the assignments of the least cost by edges, for η₂ and for two other penalties. The fourth loses the
  /// least energy if nothing is sent, and comes down to η₂ from larger penalties, each descent starting from the end of
  /// the one before.
  func best() throws(ModelPartitionError) -> [Int] {
    let edges = try leastEdges(penalty)
    guard penalty.isFinite else { return edges }
    var falling = try leastEdges(.infinity)
    for factor in [64.0, 16, 4] { falling = try assigned(from: falling, factor * penalty) }
    var best = try improved(from: edges)
    for start in [try leastEdges(0.3 * penalty), try leastEdges(3 * penalty), falling] {
      let found = try improved(from: start)
      if found.cost < best.cost { best = found }
    }
    return best.owners
  }

  private func leastEdges(_ penalty: Double) throws(ModelPartitionError) -> [Int] {
    try solve(layer.edgeCosts(crossPenalty: penalty), capacities, layer.columnCount)
  }

  /// The end of the descent from `start`, by assignments and exchanges.
  func improved(from start: [Int]) throws(ModelPartitionError) -> (owners: [Int], cost: Double) {
    var owners = start, cost = cost(start, penalty)
    while true {
      var next = try assigned(from: owners, penalty)
      var exchange = ColumnExchange(layer, next, capacities: capacities, penalty: penalty)
      next = exchange.run()
      let nextCost = self.cost(next, penalty)
      guard nextCost < cost else { return (owners, cost) }
      (owners, cost) = (next, nextCost)
    }
  }

  /// The end of the descent from `start` by assignments alone.
  ///
  /// - Complexity: O(rows × columns × workers) a step, beside the assignment.
  func assigned(from start: [Int], _ penalty: Double) throws(ModelPartitionError) -> [Int] {
    var owners = start, cost = cost(start, penalty)
    while true {
      let next = try reassigned(owners, penalty)
      let nextCost = self.cost(next, penalty)
      guard nextCost < cost else { return owners }
      (owners, cost) = (next, nextCost)
    }
  }

  /// The best owners if the rows that are sent now stay so.
  func reassigned(_ owners: [Int], _ penalty: Double) throws(ModelPartitionError) -> [Int] {
    try solve(costs(owners, penalty), capacities, layer.columnCount)
  }

  func cost(_ owners: [Int], _ penalty: Double) -> Double {
    layer.cost(owners, RePurpose(crossPenalty: penalty, objective: .values))
  }

  /// What each column loses at each worker if the rows that are sent now stay so, [worker × columns + column].
  private func costs(_ owners: [Int], _ penalty: Double) -> [Double] {
    let carried = layer.carried(owners), columns = layer.columnCount, workers = layer.workerCount
    var costs = layer.placementCosts
    for row in 0..<layer.rowCount {
      for worker in 0..<workers where worker != layer.rowOwners[row] {
        let pair = row * workers + worker
        guard carried[pair] + layer.settled[pair] <= penalty else { continue }
        for column in 0..<columns { costs[worker * columns + column] += layer.gains[row * columns + column] }
      }
    }
    return costs
  }
}
