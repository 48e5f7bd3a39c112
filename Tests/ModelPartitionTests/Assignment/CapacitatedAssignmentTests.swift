import ModelPartition
import Randomness
import Testing

@Suite struct CapacitatedAssignmentTests {
  /// Up to six items and four groups, with ties, negative costs, forbidden pairs, room to spare and too little room.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func noAssignmentIsCheaper(seed: UInt64) {
    var rng = Philox(key: seed), feasibleCount = 0
    for _ in 0..<1_500 {
      let problem = AssignmentProblem(
        itemCount: Int(rng.next() % 7), groupCount: 1 + Int(rng.next() % 4), span: 1 + rng.next() % 20,
        forbidden: 3 + rng.next() % 10, greatestCapacity: 1 + rng.next() % 6, using: &rng)
      let (costs, capacities, itemCount) = (problem.costs, problem.capacities, problem.itemCount)
      do throws(AssignmentError) {
        let found = try CapacitatedAssignment(costs: costs, capacities: capacities, itemCount: itemCount)
        #expect(found.cost == problem.leastTotal(), "\(problem)")
        #expect(problem.isWithinCapacities(found.groups) && problem.total(found.groups) == found.cost, "\(problem)")
        #expect(problem.isOptimal(found.groups), "\(problem)")
        feasibleCount += 1
      } catch {
        #expect(error == .noPlace(itemCount: itemCount - problem.mostPlaced()), "\(problem)")
        #expect(problem.leastTotal() == nil, "\(problem)")
      }
    }
    #expect(feasibleCount > 300 && feasibleCount < 1_200)
  }

  /// The certificate of optimality can fail: of all other assignments of a problem, it refuses all that cost more.
  @Test func theCertificateTellsCostlierAssignments() {
    var rng = Philox(key: 5)
    for _ in 0..<50 {
      let problem = AssignmentProblem(
        itemCount: 4, groupCount: 3, span: 6, forbidden: 20, greatestCapacity: 3, using: &rng)
      for code in 0..<81 {
        let groups = [code % 3, code / 3 % 3, code / 9 % 3, code / 27]
        guard problem.isWithinCapacities(groups),
          zip(groups, 0...).allSatisfy({ problem.costs[$0 * 4 + $1] != .max })
        else { continue }
        #expect(problem.isOptimal(groups) == (problem.total(groups) == problem.leastTotal()), "\(problem) \(groups)")
      }
    }
  }

  /// Sizes at which heaps are compacted and paths are long, among them groups that all items want.
  @Test(arguments: [(100, 3, 5), (600, 8, 4), (1_500, 12, 1 << 50), (1_500, 30, 100), (3_000, 6, 1 << 20)])
  func largeAssignmentsHaveNoCheaperNeighbour(itemCount: Int, groupCount: Int, span: Int) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var rng = Philox(key: seed)
      var problem = AssignmentProblem(
        itemCount: itemCount, groupCount: groupCount, span: UInt64(span),
        forbidden: seed == 3 && groupCount > 6 ? 4 : .max,
        greatestCapacity: 1, using: &rng)
      let least = itemCount / groupCount - 1
      problem.capacities = (0..<groupCount).map { _ in least + Int(rng.next() % 6) }
      problem.capacities[0] += max(0, itemCount - problem.capacities.reduce(0, +)) + (seed == 2 ? 0 : 10)
      if seed == 2 {
        for index in problem.costs.indices { problem.costs[index] += index / itemCount * span / 2 }
      }
      let found = try CapacitatedAssignment(
        costs: problem.costs, capacities: problem.capacities, itemCount: itemCount)
      #expect(problem.isWithinCapacities(found.groups))
      #expect(problem.total(found.groups) == found.cost)
      #expect(problem.isOptimal(found.groups))
    }
  }

  /// A row for each place and one item a row is the same problem.
  @Test(arguments: [(40, 3, 4), (60, 5, 1_000), (90, 9, 30)])
  func placesAsRowsCostTheSame(itemCount: Int, groupCount: Int, span: UInt64) throws {
    for seed in 10...13 as ClosedRange<UInt64> {
      var rng = Philox(key: seed)
      var problem = AssignmentProblem(
        itemCount: itemCount, groupCount: groupCount, span: span, forbidden: 5, greatestCapacity: 6, using: &rng)
      problem.capacities[1] += max(itemCount - problem.capacities.reduce(0, +), 0) + itemCount / 8
      // Some can have no place, in both.
      let rows = problem.capacities.reduce(0, +)
      let expanded = Result { () throws(AssignmentError) in
        try LinearAssignment(costs: problem.expandedCosts, rowCount: rows, columnCount: itemCount).cost
      }
      let found = Result { () throws(AssignmentError) in
        try CapacitatedAssignment(
          costs: problem.costs, capacities: problem.capacities, itemCount: itemCount
        ).cost
      }
      #expect(found == expanded, "seed \(seed)")
    }
  }

  /// What an item costs everywhere more changes no choice, not even among ties.
  @Test(arguments: 20...25 as ClosedRange<UInt64>)
  func constantsOfItemsChangeNothing(seed: UInt64) throws {
    var rng = Philox(key: seed)
    var problem = AssignmentProblem(
      itemCount: 60, groupCount: 5, span: 4, forbidden: .max, greatestCapacity: 4, using: &rng)
    problem.capacities = [12, 14, 20, 9, 8]
    let found = try CapacitatedAssignment(costs: problem.costs, capacities: problem.capacities, itemCount: 60)
    let constants = (0..<60).map { _ in Int(rng.next() % 1_000) - 500 }
    let moved = problem.costs.enumerated().map { $1 + constants[$0 % 60] }
    let again = try CapacitatedAssignment(costs: moved, capacities: problem.capacities, itemCount: 60)
    #expect(again.groups == found.groups)
    #expect(again.cost == found.cost + constants.reduce(0, +))
  }

  /// By the rule of ties: both items want group 0, and of the two that move equally cheaply the first does.
  @Test func tiesFollowTheRule() throws {
    let found = try CapacitatedAssignment(costs: [0, 0, 0, 1, 1, 1, 1, 1, 1], capacities: [1, 1, 1], itemCount: 3)
    #expect(found.groups == [1, 2, 0])
    let equal = try CapacitatedAssignment(costs: [Double](repeating: 0.5, count: 8), capacities: [2, 2], itemCount: 4)
    #expect(equal.groups == [1, 1, 0, 0])
    #expect(equal.cost == 2)
  }

  @Test func degenerateProblemsAreSolved() throws {
    #expect(try CapacitatedAssignment<Double>(costs: [], capacities: [], itemCount: 0).groups.isEmpty)
    #expect(try CapacitatedAssignment<Int>(costs: [], capacities: [3, 0], itemCount: 0).cost == 0)
    #expect(try CapacitatedAssignment(costs: [5, 7], capacities: [2], itemCount: 2).groups == [0, 0])
    #expect(try CapacitatedAssignment(costs: [1, 2, 3], capacities: [0, .max, 0], itemCount: 1).groups == [1])
    #expect(try CapacitatedAssignment(costs: [0, 0, 9, 9], capacities: [0, 2], itemCount: 2).groups == [1, 1])
  }
}
