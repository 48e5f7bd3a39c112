import Autodiff
import ModelPartition
import Testing

@Suite struct PartitionTests {
  /// Π x through the network of Ŵ and b̂ gives Π y (Remark 9). Sums run in another order over at most 108 products of size
  /// one: the rounding of a few layers stays below 1e-4.
  @Test(arguments: Example.all, [0.02, 0.2])
  func permutedNetworksMakeThePermutedOutput(example: Example, penalty: Double) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let model = try RePurpose(crossPenalty: penalty).partition(
        example.graph, parameters: example.parameters(seed: seed), workerCount: example.workerCount,
        inputOwners: example.inputOwners)
      let permuted = PermutedModel(model), input = example.input(seed: seed)
      let found = example.output(permuted.parameters, permuted.permuted(input, group: 0))
      let outputGroup = example.graph.signals[example.graph.output].group
      let expected = permuted.permuted(example.output(model.parameters, input), group: outputGroup)
      #expect(zip(found.scalars, expected.scalars).allSatisfy { abs($0 - $1) < 1e-4 })
      #expect(
        permuted.permutations[0]
          == example.inputOwners.indices.sorted {
            (example.inputOwners[$0], $0) < (example.inputOwners[$1], $1)
          })
    }
  }

  /// The layers of a chain are assigned one by one as Algorithm 3 assigns them, and capacities are those of equal blocks.
  @Test(arguments: [Example.dense, .convolutional], RePurpose.Objective.allCases)
  func chainsAreAssignedLayerByLayer(example: Example, objective: RePurpose.Objective) throws {
    let parameters = example.parameters(seed: 4)
    let method = RePurpose(edgePenalty: 0.01, crossPenalty: 0.1, objective: objective)
    let model = try method.partition(
      example.graph, parameters: parameters, workerCount: example.workerCount, inputOwners: example.inputOwners)
    for (layer, matrix) in model.matrices.enumerated() {
      let rowOwners = (0..<matrix.rowCount).map { model.owners[matrix.sourceGroup][matrix.unit(ofRow: $0)] }
      var capacities = [Int](repeating: 0, count: example.workerCount)
      for owner in PartitionedModel.blocks(matrix.columnCount, example.workerCount) { capacities[owner] += 1 }
      let single = try method.assign(
        energies: matrix.energies(parameters), rowOwners: rowOwners, capacities: capacities)
      #expect(model.owners[matrix.destinationGroup] == single.owners)
      #expect(model.kept[layer] == single.kept)
    }
  }

  /// A group that two layers make is assigned by the rows of both together. The projection stands before the body's last
  /// layer, and still both count.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func layersIntoOneGroupCountTogether(seed: UInt64) throws {
    let example = Example.residual, parameters = example.parameters(seed: seed), method = RePurpose(crossPenalty: 0.3)
    let model = try method.partition(
      example.graph, parameters: parameters, workerCount: 2, inputOwners: example.inputOwners)
    let both = model.matrices.filter { ["b2", "shortcut"].contains($0.layer) }
    #expect(both.count == 2 && both[0].destinationGroup == both[1].destinationGroup)
    let stacked = try method.assign(
      energies: both.flatMap { $0.energies(parameters) },
      rowOwners: both.flatMap { matrix in (0..<matrix.rowCount).map { model.owners[matrix.sourceGroup][$0] } },
      capacities: [4, 4])
    #expect(model.owners[both[0].destinationGroup] == stacked.owners)
    // The stem alone decides for the group that the block adds to.
    let stem = model.matrices[0]
    let alone = try method.assign(
      energies: stem.energies(parameters), rowOwners: example.inputOwners, capacities: [3, 3])
    #expect(model.owners[stem.destinationGroup] == alone.owners)
  }

  /// Fewer units than workers leave some workers without any, and each has at most one.
  @Test func groupsMayBeSmallerThanTheWorkers() throws {
    let graph = LayerGraph("small", input: [5]) { graph, x in
      graph.dense(graph.dense(x, "a", units: 3), "b", units: 1, activation: .identity)
    }
    let example = Example(graph: graph, workerCount: 5, inputOwners: [0, 1, 2, 3, 4])
    let model = try RePurpose(crossPenalty: 0.1).partition(
      graph, parameters: example.parameters(seed: 1), workerCount: 5, inputOwners: example.inputOwners)
    #expect(model.owners.map(\.count) == [5, 3, 1])
    #expect(Set(model.owners[1]).count == 3)
  }

  /// Outputs that are wanted at one worker stay there, as do capacities that are given.
  @Test func outputOwnersAndCapacitiesAreKept() throws {
    let example = Example.dense
    let model = try RePurpose(crossPenalty: 0.1).partition(
      example.graph, parameters: example.parameters(seed: 2), workerCount: 3, inputOwners: example.inputOwners,
      outputOwners: [1, 1, 1, 1], capacities: [[], [7, 1, 1], [0, 0, 8], []])
    #expect(model.owners[3] == [1, 1, 1, 1] && model.owners[2] == Array(repeating: 2, count: 8))
    #expect((0..<3).map { worker in model.owners[1].count { $0 == worker } } == [7, 1, 1])
  }

  /// Thresholds alone, with consecutive blocks: no connection is cut that the thresholds spare.
  @Test(arguments: Example.all)
  func sparsificationIsTheThresholdsAlone(example: Example) throws {
    let parameters = example.parameters(seed: 3), method = RePurpose(edgePenalty: 0.01, crossPenalty: 0.2)
    let model = try method.sparsify(
      example.graph, parameters: parameters, workerCount: example.workerCount, inputOwners: example.inputOwners)
    let baseline = PartitionedModel.baseline(
      example.graph, parameters: parameters, workerCount: example.workerCount, inputOwners: example.inputOwners)
    #expect(model.owners == baseline.owners)
    for (layer, matrix) in model.matrices.enumerated() {
      let energies = matrix.energies(parameters)
      let isRight = energies.indices.allSatisfy { index in
        let crosses = model.crosses(matrix, row: index / matrix.columnCount, column: index % matrix.columnCount)
        return model.kept[layer][index] == (Double(energies[index]) - 0.01 > (crosses ? 0.2 : 0))
      }
      #expect(isRight)
    }
  }

  /// What a model costs, from its own counts: the energy that was cut, η₁ for each connection, and η₂ for each that crosses
  /// or for each row that a worker reads from another one.
  private func cost(_ model: PartitionedModel, _ parameters: Tensor, _ method: RePurpose) -> Double {
    var cost = 0.0
    for (layer, matrix) in model.matrices.enumerated() {
      for (energy, isKept) in zip(matrix.energies(parameters), model.kept[layer]) {
        cost += isKept ? method.edgePenalty : Double(energy)
      }
    }
    let sent = model.rowsSent.values.joined().joined().count(where: \.self)
    return cost + method.crossPenalty * Double(method.objective == .edges ? model.traffic.kept : sent)
  }

  /// Further sweeps never raise the cost of the whole network, 1e-9 of it being left for rounding, and lower it for some
  /// of these.
  @Test(arguments: Example.all, RePurpose.Objective.allCases)
  func sweepsLowerTheCostOfTheNetwork(example: Example, objective: RePurpose.Objective) throws {
    var lower = 0
    for seed in 1...4 as ClosedRange<UInt64> {
      for penalty in [0.05, 0.2, 1] {
        let parameters = example.parameters(seed: seed)
        let method = RePurpose(edgePenalty: 0.01, crossPenalty: penalty, objective: objective)
        let costs = try [0, 1, 2, 10].map { sweeps in
          let model = try method.partition(
            example.graph, parameters: parameters, workerCount: example.workerCount, inputOwners: example.inputOwners,
            sweeps: sweeps)
          #expect(model.owners[0] == example.inputOwners)
          return cost(model, parameters, method)
        }
        #expect(zip(costs, costs.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-9) })
        lower += costs[3] < costs[0] ? 1 : 0
      }
    }
    #expect(lower >= 3)
  }

  @Test func badInputIsRefused() {
    let example = Example.dense, parameters = example.parameters(seed: 1)
    func error(
      _ parameters: Tensor, workers: Int = 3, owners: [Int] = [0, 0, 1, 1, 2, 2], outputs: [Int]? = nil,
      capacities: [[Int]]? = nil
    ) -> ModelPartitionError? {
      #expect(throws: ModelPartitionError.self) {
        try RePurpose(crossPenalty: 0.1).partition(
          example.graph, parameters: parameters, workerCount: workers, inputOwners: owners, outputOwners: outputs,
          capacities: capacities)
      }
    }
    let count = example.graph.network.layout.count
    #expect(error(Tensor(zeros: [3])) == .invalidCount(of: "parameters", 3, expected: count))
    #expect(error(Tensor(repeating: .infinity, [count])) == .invalidEnergy(.infinity))
    #expect(error(parameters, workers: 0) == .invalidWorkerCount(0))
    #expect(error(parameters, owners: [0]) == .invalidCount(of: "owners", 1, expected: 6))
    #expect(error(parameters, owners: [0, 0, 1, 1, 3, 2]) == .invalidOwner(3, workers: 3))
    #expect(error(parameters, outputs: [0, 0, 0, -1]) == .invalidOwner(-1, workers: 3))
    #expect(error(parameters, capacities: [[]]) == .invalidCount(of: "groups of capacities", 1, expected: 4))
    #expect(error(parameters, capacities: [[], [9], [], []]) == .invalidCount(of: "capacities", 1, expected: 3))
    #expect(
      error(parameters, capacities: [[], [4, 4, 0], [], []]) == .invalidCapacities([4, 4, 0], units: 9))
  }
}
