/// All connections into one group of units, as one matrix: the rows of the layers that make it, one layer below the other.
///
/// A connection of energy e costs min(e, η₁) at the least; the *gain* g = max(0, e − η₁) is what cutting it costs more. In
/// these terms the cost of owners o is, but for Σ min(e, η₁), with G_rk = Σ g over the columns c of worker k in row r:
///
///     edges:   Σ_{r, c: o(r) ≠ o(c)} min(η₂, g_rc)
///     values:  Σ_{r, k ≠ o(r)} min(η₂, B_rk + G_rk) − min(η₂, B_rk)
///
/// B are the gains of connections that other groups have from the same rows, whose owners are settled already.
struct IncomingConnections {
  /// The units of the group.
  let columnCount: Int
  let workerCount: Int
  /// g, [row × columnCount + column].
  private(set) var gains: [Double] = []
  /// The worker of each row.
  private(set) var rowOwners: [Int] = []
  /// B, [row × workerCount + worker].
  private(set) var settled: [Double] = []
  /// Σ min(e, η₁).
  private(set) var leastCost = 0.0
  /// What each column costs at each worker beside these connections, [worker × columnCount + column].
  var placementCosts: [Double]

  init(columnCount: Int, workerCount: Int) {
    self.columnCount = columnCount
    self.workerCount = workerCount
    placementCosts = Array(repeating: 0, count: workerCount * columnCount)
  }

  var rowCount: Int { rowOwners.count }

  /// Adds a layer's rows below, or its gains to those of the rows from `firstRow` on where they are the same values.
  ///
  /// - Parameters:
  ///   - energies: [row × columnCount + column].
  ///   - penalty: η₁.
  ///   - settled: B of the new rows, zero where nil.
  mutating func append(
    energies: [Float], rowOwners: [Int], penalty: Double, settled: [Double]? = nil, firstRow: Int? = nil
  ) {
    let start = (firstRow ?? rowCount) * columnCount
    if firstRow == nil {
      self.rowOwners += rowOwners
      gains += repeatElement(0, count: energies.count)
      self.settled += settled ?? Array(repeating: 0, count: rowOwners.count * workerCount)
    }
    for index in energies.indices {
      let energy = Double(energies[index])
      leastCost += min(energy, penalty)
      gains[start + index] += max(0, energy - penalty)
    }
  }

  /// What each column costs at each worker in terms of edges, [worker × columnCount + column] (THESIS, (6.4)).
  ///
  /// The sum of min(η₂, g) over the rows of each worker is built once; a column at a worker costs those of the others. They
  /// are added rather than taken from a total, so that a cost is exactly zero where nothing crosses.
  ///
  /// - Complexity: O((rows + workers²) × columns).
  func edgeCosts(crossPenalty: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: workerCount * columnCount), costs = placementCosts
    for row in 0..<rowCount {
      let start = rowOwners[row] * columnCount
      for column in 0..<columnCount { sums[start + column] += min(crossPenalty, gains[row * columnCount + column]) }
    }
    for worker in 0..<workerCount {
      for other in 0..<workerCount where other != worker {
        for column in 0..<columnCount { costs[worker * columnCount + column] += sums[other * columnCount + column] }
      }
    }
    return costs
  }

  /// G, the gains that the columns of each worker have from each row, [row × workerCount + worker].
  ///
  /// - Complexity: O(rows × columns).
  func carried(_ owners: [Int]) -> [Double] {
    var carried = [Double](repeating: 0, count: rowCount * workerCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        carried[row * workerCount + owners[column]] += gains[row * columnCount + column]
      }
    }
    return carried
  }

  /// Whether it pays to send a row to a worker that does not have it, [row × workerCount + worker].
  func sent(_ owners: [Int], _ method: RePurpose) -> [Bool] {
    zip(carried(owners), settled).map { $0 + $1 > method.crossPenalty }
  }

  /// What owners of the columns cost with the best choice of connections, (6.6).
  func cost(_ owners: [Int], _ method: RePurpose) -> Double {
    let penalty = method.crossPenalty
    var cost = owners.indices.reduce(leastCost) { $0 + placementCosts[owners[$1] * columnCount + $1] }
    switch method.objective {
    case .edges:
      for row in 0..<rowCount {
        for column in 0..<columnCount where owners[column] != rowOwners[row] {
          cost += min(penalty, gains[row * columnCount + column])
        }
      }
    case .values:
      let carried = carried(owners)
      for row in 0..<rowCount {
        for worker in 0..<workerCount where worker != rowOwners[row] {
          let index = row * workerCount + worker
          cost += min(penalty, settled[index] + carried[index]) - min(penalty, settled[index])
        }
      }
    }
    return cost
  }
}
