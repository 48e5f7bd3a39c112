/// The assignment of items to groups of limited size at the least total cost.
///
/// This is line 4 of Algorithm 3 (THESIS, Section 6.3), which repeats row k of the P x N costs nₖ times and gives the N x N matrix to
/// the Munkres algorithm at O(N³). Copies of a row are alike, so that paths among the P groups do instead of paths among
/// the copies.
///
/// Each item starts in its cheapest group. While a group j holds more items than its capacity, one item moves out of it, one
/// out of the group that it moves to, and so on, until one comes to a group with room: along a shortest path
/// in the graph of groups, whose edge from j to k is as long as the least c[k][i] − c[j][i] of the items i now in j. A heap for each pair
/// of groups knows that item.
///
/// **Exactness.** Every group has a price pₖ ≥ 0, at first 0, with which the edge from j to k has the length
/// c[k][i] − c[j][i] + pₖ − pⱼ. These lengths are never negative: at first since the items are where they cost least; then
/// since after each path, which Dijkstra's algorithm finds by them, every group nearer than its end becomes dearer by the
/// difference, which shortens no edge below 0 and leaves those on the path at 0, so that the edges back, which the moved
/// items make, are 0 too. Only groups without room become dearer, and they remain full. At the end each item i is where
/// c[k][i] + pₖ is least. Any assignment within the capacities therefore costs at least
///
///     Σᵢ minₖ (c[k][i] + pₖ) − Σₖ pₖ nₖ,
///
/// and this one just that, for pₖ = 0 where a group is not full. If a group that is too full has no path, then the items in
/// the groups that it reaches are forbidden everywhere else and do not fit: no assignment places more items.
///
/// **Rounding.** All of this happens in whole numbers (see ``AssignmentCost``). For `Int` nothing is rounded. Floating-point costs
/// are multiples of one unit; below 2¹⁷ items and groups that changes no `Double` of at least 2⁻⁵² and no `Float` of at least 2⁻⁸¹ of the
/// greatest magnitude, and the assignment is optimal for the very numbers given. What is smaller is rounded by at most 2⁻¹⁰⁵ of the greatest,
/// and the total is then above the least by at most N times twice that. So forbid a pair by +∞, not by a large number.
/// ``cost`` is the sum, rounded once.
///
/// **Ties.** Of several assignments of least cost the one found is a function of costs and capacities alone: an item starts in the
/// first of its cheapest groups, the first group that is too full sheds items first, of groups equally near the first is
/// nearer, and of items that are equally cheap to move the first moves.
///
/// - Complexity: O(NP) and, for each of at most N items that start in a group without room for them, O(P² + L P log N) for a path of
///   L < P edges; O(NP + P²) memory.
public struct CapacitatedAssignment<Cost: AssignmentCost>: Sendable {
  /// The group of each item.
  public let groups: [Int]
  /// The sum of the costs.
  public let cost: Cost

  /// Solves the problem.
  ///
  /// - Parameters:
  ///   - costs: The cost of each item in each group, [group × itemCount + item]; +∞, or `Int.max`, forbids the pair.
  ///   - capacities: The most items that each group takes, nₖ, Σ at least `itemCount`.
  ///   - itemCount: N.
  /// - Throws: ``AssignmentError``, with ``AssignmentError/noPlace(itemCount:)`` for N less the most items that can be placed at once.
  public init(costs: [Cost], capacities: [Int], itemCount: Int) throws(AssignmentError) {
    try WholeCosts.checkCount(of: costs, rows: capacities.count, columns: itemCount)
    for (group, capacity) in capacities.enumerated() where capacity < 0 {
      throw .invalidCapacity(capacity, group: group)
    }
    let termCount = 8 * (itemCount + capacities.count + 1), whole = try Cost.wholeCosts(costs, termCount: termCount)
    let solution =
      whole.narrowed(termCount: termCount)
      .map { GroupFlow(costs: $0, capacities: capacities, itemCount: itemCount).solution }
      ?? GroupFlow(costs: whole.values, capacities: capacities, itemCount: itemCount).solution
    guard solution.unplacedCount == 0 else { throw .noPlace(itemCount: solution.unplacedCount) }
    groups = solution.groups
    let indices = zip(groups, 0...).lazy.map { $0 * itemCount + $1 }
    cost = try Cost(whole: whole.sum(at: indices), exponent: whole.exponent)
  }
}
