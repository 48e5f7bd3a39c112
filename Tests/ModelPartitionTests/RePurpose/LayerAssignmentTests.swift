import ModelPartition
import Randomness
import Testing

@Suite struct LayerAssignmentTests {
  /// (6.6) as it stands, for owners of the columns and a choice of the weights that are kept.
  private func cost(
    _ energies: [Float], _ rowOwners: [Int], owners: [Int], isKept: (Int) -> Bool, _ method: RePurpose
  ) -> Double {
    var cost = 0.0
    for index in energies.indices {
      let crosses = rowOwners[index / owners.count] != owners[index % owners.count]
      cost += isKept(index) ? method.edgePenalty + (crosses ? method.crossPenalty : 0) : Double(energies[index])
    }
    return cost
  }

  /// Theorem 16: no assignment with no choice of weights, of all of them, costs less. Both sums have 12 terms below 10, so
  /// that rounding stays below 1e-13.
  @Test(
    arguments: 1...6 as ClosedRange<UInt64>,
    [(0.0, 0.5, 2), (0.2, 0.3, 2), (0.3, 2, 3), (0, 0, 3), (0.4, .infinity, 2)])
  func noAssignmentOrWeightsCostLess(seed: UInt64, penalties: (Double, Double, Int)) throws {
    let (workers, method) = (penalties.2, RePurpose(edgePenalty: penalties.0, crossPenalty: penalties.1))
    let (energies, rowOwners) = randomLayer(seed, rows: 3, columns: 4, workers: workers)
    let capacities = workers == 2 ? [1, 3] : [2, 1, 1]
    var least = Double.infinity
    for owners in allOwners(4, capacities) {
      for choice in 0..<1 << 12 {
        least = min(least, cost(energies, rowOwners, owners: owners, isKept: { choice >> $0 & 1 == 1 }, method))
      }
    }
    let found = try method.assign(energies: energies, rowOwners: rowOwners, capacities: capacities)
    #expect(abs(found.cost - least) < 1e-12)
    // The result has the cost that it states, and Lemma 15's thresholds.
    let own = cost(energies, rowOwners, owners: found.owners, isKept: { found.kept[$0] }, method)
    #expect(abs(own - found.cost) < 1e-12)
    for index in energies.indices {
      let crosses = rowOwners[index / 4] != found.owners[index % 4]
      let threshold = method.edgePenalty + (crosses ? method.crossPenalty : 0)
      #expect(found.kept[index] == (Double(energies[index]) > threshold))
    }
  }

  /// A layer of two separate halves is assigned so that nothing crosses, and all of it is kept.
  @Test(arguments: RePurpose.Objective.allCases)
  func separateHalvesStayWhole(objective: RePurpose.Objective) throws {
    let columns = [0, 1, 1, 0, 1, 0], rowOwners = [0, 0, 1, 1]
    let energies = rowOwners.flatMap { row in columns.map { row == $0 ? Float(2) : 0 } }
    let method = RePurpose(crossPenalty: 0.5, objective: objective)
    let found = try method.assign(energies: energies, rowOwners: rowOwners, capacities: [3, 3])
    #expect(found.owners == columns && found.cost == 0)
    #expect(found.kept.count(where: \.self) == 12)
  }

  /// An energy equal to its threshold is cut (6.5).
  @Test func theThresholdItselfIsCut() throws {
    let method = RePurpose(edgePenalty: 0.25, crossPenalty: 0.5)
    let found = try method.assign(energies: [0.25, 0.75], rowOwners: [0, 1], capacities: [1, 0])
    #expect(found.kept == [false, false] && found.cost == 1)
    let above = try method.assign(energies: [0.3125, 0.8125], rowOwners: [0, 1], capacities: [1, 0])
    #expect(above.kept == [true, true] && above.cost == 1)
  }

  @Test func badInputIsRefused() {
    func error(
      _ edge: Double = 0, _ cross: Double = 1, _ energies: [Float] = [1, 2], _ rowOwners: [Int] = [0],
      _ capacities: [Int] = [1, 1]
    ) -> ModelPartitionError? {
      #expect(throws: ModelPartitionError.self) {
        try RePurpose(edgePenalty: edge, crossPenalty: cross)
          .assign(energies: energies, rowOwners: rowOwners, capacities: capacities)
      }
    }
    #expect(error(-1) == .invalidPenalty(-1))
    #expect(error(0, -0.5) == .invalidPenalty(-0.5))
    guard case .invalidPenalty(let penalty) = error(.nan) else { Issue.record("NaN as a penalty"); return }
    #expect(penalty.isNaN)
    #expect(error(0, 1, [1, 2, 3], [0, 1]) == .invalidCount(of: "energies", 3, expected: 2))
    #expect(error(0, 1, [1, -2]) == .invalidEnergy(-2))
    #expect(error(0, 1, [1, .infinity]) == .invalidEnergy(.infinity))
    #expect(error(0, 1, [1, 2], [2]) == .invalidOwner(2, workers: 2))
    #expect(error(0, 1, [1, 2], [0], []) == .invalidWorkerCount(0))
    #expect(error(0, 1, [1, 2], [0], [1, 0]) == .invalidCapacities([1, 0], units: 2))
    #expect(error(0, 1, [1, 2], [0], [3, -1]) == .invalidCapacities([3, -1], units: 2))
  }
}
