import Randomness

/// A problem of assignment in whole numbers.
struct AssignmentProblem: CustomStringConvertible {
  var costs: [Int]
  var capacities: [Int]
  var itemCount: Int

  var description: String { "\(itemCount) items, capacities \(capacities), costs \(costs)" }

  /// Random costs of `span` values, negative ones too, with one pair in `forbidden` forbidden, and random capacities up to
  /// `greatestCapacity`.
  init(
    itemCount: Int, groupCount: Int, span: UInt64, forbidden: UInt64, greatestCapacity: UInt64,
    using rng: inout some RandomNumberGenerator
  ) {
    self.itemCount = itemCount
    capacities = (0..<groupCount).map { _ in Int(rng.next() % (greatestCapacity + 1)) }
    costs = (0..<groupCount * itemCount).map { _ in
      rng.next() % forbidden == 0 ? .max : Int(rng.next() % span) - Int(span / 2)
    }
  }

  /// The least total of all assignments, by trying every one; nil where there is none.
  func leastTotal() -> Int? {
    var room = capacities
    func least(from item: Int) -> Int? {
      guard item < itemCount else { return 0 }
      var best: Int?
      for group in room.indices where room[group] > 0 && costs[group * itemCount + item] != .max {
        room[group] -= 1
        if let rest = least(from: item + 1) {
          best = min(best ?? .max, costs[group * itemCount + item] + rest)
        }
        room[group] += 1
      }
      return best
    }
    return least(from: 0)
  }

  /// The most items that can be placed, by trying every choice.
  func mostPlaced() -> Int {
    var room = capacities
    func most(from item: Int) -> Int {
      guard item < itemCount else { return 0 }
      var best = most(from: item + 1)
      for group in room.indices where room[group] > 0 && costs[group * itemCount + item] != .max {
        room[group] -= 1
        best = max(best, 1 + most(from: item + 1))
        room[group] += 1
      }
      return best
    }
    return most(from: 0)
  }

  /// The costs with a row for each place, [place × itemCount + item].
  var expandedCosts: [Int] {
    capacities.indices.flatMap { group in
      (0..<capacities[group]).flatMap { _ in costs[group * itemCount..<(group + 1) * itemCount] }
    }
  }

  func total(_ groups: [Int]) -> Int { zip(groups, 0...).reduce(0) { $0 + costs[$1.0 * itemCount + $1.1] } }

  func isWithinCapacities(_ groups: [Int]) -> Bool {
    groups.count == itemCount
      && capacities.indices.allSatisfy { group in groups.count { $0 == group } <= capacities[group] }
  }

  /// Whether no items can move along a path or around a cycle of groups so that the total falls: then no assignment is
  /// cheaper, for the difference of two assignments is made of such paths and cycles.
  ///
  /// Distances by Bellman and Ford's method from everywhere at once; one more vertex stands for all free places.
  func isOptimal(_ groups: [Int]) -> Bool {
    let count = capacities.count, forbidden = Int.max / 4
    var lengths = [[Int]](repeating: [Int](repeating: forbidden, count: count + 1), count: count + 1)
    for (item, group) in groups.enumerated() {
      for other in 0..<count where other != group && costs[other * itemCount + item] != .max {
        let change = costs[other * itemCount + item] - costs[group * itemCount + item]
        lengths[group][other] = min(lengths[group][other], change)
      }
      lengths[count][group] = 0
    }
    for group in 0..<count where groups.count(where: { $0 == group }) < capacities[group] { lengths[group][count] = 0 }
    var distances = [Int](repeating: 0, count: count + 1)
    for _ in 0...count {
      var falls = false
      for from in 0...count {
        for to in 0...count where lengths[from][to] < forbidden && distances[from] + lengths[from][to] < distances[to] {
          (distances[to], falls) = (distances[from] + lengths[from][to], true)
        }
      }
      if !falls { return true }
    }
    return false
  }
}
