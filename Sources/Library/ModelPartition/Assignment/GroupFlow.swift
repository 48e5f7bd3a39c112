/// Successive shortest paths in the graph of groups, which ``CapacitatedAssignment`` describes.
struct GroupFlow<Number: FixedWidthInteger & SignedInteger & Sendable> {
  private let costs: [Number]
  private let capacities: [Int]
  private let itemCount: Int
  /// The group of each item, −1 where all are forbidden.
  private var groups: [Int]
  /// The items in each group.
  private var loads: [Int]
  /// p, at least 0; 0 for a group with room. One more place in the group would save no more.
  private var prices: [Number]
  /// The items that find no place.
  private var unplacedCount = 0
  /// Whether paths have come to a group, so that its heaps are kept.
  private var isReached: [Bool]
  /// What each item of j would cost more in k, [j × P + k]. Items that have left j stay until they are in the way.
  private var heaps: [ExchangeHeap<Number>]
  /// The cheapest of those in j now.
  private var edges: [Exchange<Number>]

  /// What is found.
  var solution: (groups: [Int], unplacedCount: Int) { (groups, unplacedCount) }

  /// Solves the problem.
  ///
  /// - Parameters:
  ///   - costs: [group × itemCount + item], `Number.max` where a pair is forbidden.
  init(costs: [Number], capacities: [Int], itemCount: Int) {
    (self.costs, self.capacities, self.itemCount) = (costs, capacities, itemCount)
    groups = [Int](repeating: -1, count: itemCount)
    (loads, prices) = (capacities.map { _ in 0 }, capacities.map { _ in 0 })
    isReached = capacities.map { _ in false }
    heaps = [ExchangeHeap](repeating: ExchangeHeap([]), count: capacities.count * capacities.count)
    edges = [Exchange<Number>](repeating: .none, count: heaps.count)
    for item in 0..<itemCount {
      var least = Number.max
      for group in capacities.indices where costs[group * itemCount + item] < least {
        (groups[item], least) = (group, costs[group * itemCount + item])
      }
      if groups[item] >= 0 { loads[groups[item]] += 1 } else { unplacedCount += 1 }
    }
    for group in capacities.indices {
      while loads[group] > capacities[group] {
        guard relieve(group) else {
          unplacedCount += loads[group] - capacities[group]
          break
        }
      }
    }
  }

  /// Takes one item from a group that is too full and gives one to a group with room, along a shortest path between them.
  ///
  /// - Returns: Whether there is a path.
  /// - Complexity: O(P²), and amortised O(P log N) for each item that moves.
  private mutating func relieve(_ source: Int) -> Bool {
    let count = capacities.count
    var distances = [Number](repeating: .max, count: count), previous = [Int](repeating: -1, count: count)
    var isOpen = [Bool](repeating: true, count: count)
    distances[source] = 0
    while true {
      var nearest = -1, distance = Number.max
      for group in 0..<count where isOpen[group] && distances[group] < distance {
        (nearest, distance) = (group, distances[group])
      }
      guard nearest >= 0 else { return false }
      guard loads[nearest] >= capacities[nearest] else {
        for group in 0..<count where !isOpen[group] { prices[group] += distance - distances[group] }
        moveItems(to: nearest, from: source, along: previous)
        return true
      }
      isOpen[nearest] = false
      reach(nearest)
      let start = distance - prices[nearest]
      for group in 0..<count where isOpen[group] {
        let change = edges[nearest * count + group].change
        if change < .max, start + change + prices[group] < distances[group] {
          (distances[group], previous[group]) = (start + change + prices[group], nearest)
        }
      }
    }
  }

  /// Moves the cheapest item of each edge on the path, all at once.
  private mutating func moveItems(to target: Int, from source: Int, along previous: [Int]) {
    let count = capacities.count
    var path = [target]
    while let group = path.last, group != source {
      let item = edges[previous[group] * count + group].item
      groups[item] = group
      insert(item, in: group)
      path.append(previous[group])
    }
    loads[source] -= 1
    loads[target] += 1
    for group in path where isReached[group] { updateEdges(of: group) }
  }

  /// Makes the heaps of a group that a path reaches for the first time.
  private mutating func reach(_ group: Int) {
    guard !isReached[group] else { return }
    isReached[group] = true
    let items = (0..<itemCount).filter { groups[$0] == group }
    for other in capacities.indices where other != group {
      heaps[group * capacities.count + other] = ExchangeHeap(
        items.compactMap { exchange($0, from: group, to: other) })
    }
    updateEdges(of: group)
  }

  private mutating func insert(_ item: Int, in group: Int) {
    guard isReached[group] else { return }
    for other in capacities.indices where other != group {
      if let exchange = exchange(item, from: group, to: other) {
        heaps[group * capacities.count + other].insert(exchange)
      }
    }
  }

  /// Removes from the heaps of a group what has left it, as far as it is in the way or most of the heap.
  private mutating func updateEdges(of group: Int) {
    for index in group * capacities.count..<(group + 1) * capacities.count {
      if heaps[index].exchanges.count > 2 * loads[group] + 16 {
        // A sorted array is a heap. An item that came back stands there twice.
        var kept: [Exchange<Number>] = []
        for exchange in heaps[index].exchanges.sorted()
        where groups[exchange.item] == group && kept.last?.item != exchange.item {
          kept.append(exchange)
        }
        heaps[index] = ExchangeHeap(kept)
      }
      while let cheapest = heaps[index].cheapest, groups[cheapest.item] != group { heaps[index].removeCheapest() }
      edges[index] = heaps[index].cheapest ?? .none
    }
  }

  /// What it costs to move an item, nil where that is forbidden.
  private func exchange(_ item: Int, from group: Int, to other: Int) -> Exchange<Number>? {
    let cost = costs[other * itemCount + item]
    return cost == .max ? nil : Exchange(change: cost - costs[group * itemCount + item], item: item)
  }
}
