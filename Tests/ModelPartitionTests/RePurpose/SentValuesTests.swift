import Randomness
import Testing

@testable import ModelPartition

@Suite struct SentValuesTests {
  private func connections(
    _ seed: UInt64, rows: Int, columns: Int, workers: Int, penalty: Double = 0, settled: [Double]? = nil
  ) -> IncomingConnections {
    let (energies, rowOwners) = randomLayer(seed, rows: rows, columns: columns, workers: workers)
    var layer = IncomingConnections(columnCount: columns, workerCount: workers)
    layer.append(energies: energies, rowOwners: rowOwners, penalty: penalty, settled: settled)
    return layer
  }

  /// The cost of owners is the least over all choices of rows to send and connections to keep: for 3 rows and 4 columns,
  /// all 2¹² choices of connections, where each row with one that crosses to a worker costs η₂ once. Twelve terms below
  /// 10 keep rounding below 1e-13.
  @Test(arguments: 1...5 as ClosedRange<UInt64>, [(0.0, 1.0), (0.2, 0.5), (0.1, 4)])
  func theCostIsTheLeastOverAllConnections(seed: UInt64, penalties: (Double, Double)) {
    let (energies, rowOwners) = randomLayer(seed, rows: 3, columns: 4, workers: 2)
    let method = RePurpose(edgePenalty: penalties.0, crossPenalty: penalties.1, objective: .values)
    let layer = connections(seed, rows: 3, columns: 4, workers: 2, penalty: penalties.0)
    for owners in allOwners(4, [2, 2]) {
      let least =
        (0..<1 << 12).map { choice in
          var (cost, sent) = (0.0, Set<Int>())
          for index in energies.indices {
            let (row, column) = index.quotientAndRemainder(dividingBy: 4)
            let isKept = choice >> index & 1 == 1
            cost += isKept ? penalties.0 : Double(energies[index])
            if isKept, rowOwners[row] != owners[column] { sent.insert(row * 2 + owners[column]) }
          }
          return cost + penalties.1 * Double(sent.count)
        }.min() ?? .nan
      #expect(abs(layer.cost(owners, method) - least) < 1e-12)
    }
  }

  /// No assignment given the rows that are sent, and no exchange of columns, raises the cost: by more than the rounding of
  /// sums of 300 terms and of the costs as whole numbers, 1e-9 of it.
  @Test(arguments: 1...6 as ClosedRange<UInt64>, [0.5, 3, 12])
  func noStepRaisesTheCost(seed: UInt64, penalty: Double) throws {
    var rng = Streams(seed: seed).generator("settled")
    let settled = Uniform(low: 0, high: 2).values(count: 20 * 3, using: &rng).map(Double.init)
    let layer = connections(seed, rows: 20, columns: 15, workers: 3, settled: settled)
    let capacities = [4, 6, 7]
    let descent = SentValuesDescent(layer: layer, capacities: capacities, penalty: penalty)
    var owners = (0..<15).map { $0 / 5 }
    owners[14] = 1
    owners = permutation(of: 15, using: &rng).map { [0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2][$0] }
    for _ in 0..<5 {
      let before = descent.cost(owners, penalty)
      let next = try descent.reassigned(owners, penalty)
      let middle = descent.cost(next, penalty)
      #expect(middle <= before * (1 + 1e-9))
      var exchange = ColumnExchange(layer, next, capacities: capacities, penalty: penalty)
      owners = exchange.run()
      #expect(descent.cost(owners, penalty) <= middle * (1 + 1e-9))
      for worker in 0..<3 { #expect(owners.count { $0 == worker } <= capacities[worker]) }
    }
    // At the end, no other place for any one or two columns is better.
    let end = descent.cost(owners, penalty)
    for first in 0..<15 {
      for second in 0..<first {
        var other = owners
        other.swapAt(first, second)
        #expect(descent.cost(other, penalty) > end * (1 - 1e-9) - 1e-9 * penalty)
      }
    }
  }

  /// Against all assignments of layers of 6 to 8 columns. Over these 240 layers the descent finds the optimum of 94 %, with
  /// a cost that is 0.12 % above it in the mean; the assignment of the least edges costs 5.6 % more than the optimum. The
  /// bounds leave three standard errors of the share, 5 %, and a factor of three.
  @Test func theDescentIsCloseToTheOptimum() throws {
    var (found, total, excess, edgeExcess) = (0, 0, 0.0, 0.0)
    for seed in 1...20 as ClosedRange<UInt64> {
      for (columns, workers) in [(6, 2), (6, 3), (8, 2)] {
        let (energies, rowOwners) = randomLayer(seed, rows: 6, columns: columns, workers: workers)
        let layer = connections(seed, rows: 6, columns: columns, workers: workers)
        let capacities = Array(repeating: columns / workers, count: workers)
        for penalty in [0.5, 1, 2, 4] {
          let method = RePurpose(crossPenalty: penalty, objective: .values)
          let least = allOwners(columns, capacities).map { layer.cost($0, method) }.min() ?? .nan
          let result = try method.assign(energies: energies, rowOwners: rowOwners, capacities: capacities)
          let edges = try RePurpose(crossPenalty: penalty)
            .assign(energies: energies, rowOwners: rowOwners, capacities: capacities)
          #expect(result.cost > least * (1 - 1e-12))
          found += result.cost < least * (1 + 1e-9) ? 1 : 0
          total += 1
          excess += result.cost / least - 1
          edgeExcess += layer.cost(edges.owners, method) / least - 1
        }
      }
    }
    #expect(Double(found) > 0.89 * Double(total))
    #expect(excess < 0.004 * Double(total))
    #expect(edgeExcess > 0.02 * Double(total))
  }

  /// A free place is used: with room for all columns at each worker, nothing crosses if one worker has all rows.
  @Test func freePlacesAreUsed() throws {
    let (energies, _) = randomLayer(7, rows: 4, columns: 5, workers: 2)
    let found = try RePurpose(crossPenalty: 0.5, objective: .values)
      .assign(energies: energies, rowOwners: [1, 1, 1, 1], capacities: [.max, .max])
    #expect(found.owners == [1, 1, 1, 1, 1] && found.cost == 0)
  }

  /// With the owners that a model has, each row that it sends is worth η₂: to cut it, for all layers that read it, costs
  /// more.
  @Test(arguments: Example.all, [0.3, 1.5])
  func whatIsSentIsWorthItsPrice(example: Example, penalty: Double) throws {
    let parameters = example.parameters(seed: 5)
    func cost(_ model: PartitionedModel) -> Double {
      var cost = 0.0
      for (layer, matrix) in model.matrices.enumerated() {
        for (energy, isKept) in zip(matrix.energies(parameters), model.kept[layer]) where !isKept {
          cost += Double(energy)
        }
      }
      return cost + penalty * Double(model.rowsSent.values.joined().joined().count(where: \.self))
    }
    let owners = example.inputOwners, workers = example.workerCount
    let values = try RePurpose(crossPenalty: penalty, objective: .values)
      .partition(example.graph, parameters: parameters, workerCount: workers, inputOwners: owners)
    let sparse = try RePurpose(crossPenalty: penalty, objective: .values)
      .sparsify(example.graph, parameters: parameters, workerCount: workers, inputOwners: owners)
    for model in [values, sparse] {
      let least = cost(model)
      for (source, needs) in model.rowsSent {
        for worker in 0..<workers {
          for row in needs[worker].indices where needs[worker][row] {
            var kept = model.kept
            for (layer, matrix) in model.matrices.enumerated() where matrix.source == source {
              for column in 0..<matrix.columnCount where model.owners[matrix.destinationGroup][column] == worker {
                kept[layer][row * matrix.columnCount + column] = false
              }
            }
            let other = PartitionedModel(
              model.graph, workerCount: workers, owners: model.owners, kept: kept, parameters: parameters)
            #expect(cost(other) > least)
          }
        }
      }
    }
  }
}
