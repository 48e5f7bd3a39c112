/// Why there is no assignment.
public enum AssignmentError: Error, Equatable, Sendable {
  /// A number of items, groups, rows or columns below zero, or one whose product does not fit a whole number.
  case invalidCount(Int)
  /// There are not as many costs as pairs.
  case invalidCostCount(Int, expected: Int)
  /// A group takes fewer than no items.
  case invalidCapacity(Int, group: Int)
  /// The cost at `index` is NaN or −∞.
  case invalidCost(index: Int)
  /// However the others are placed, `itemCount` items find no group that may take them and has room.
  case noPlace(itemCount: Int)
  /// The least total lies outside the numbers that the costs are.
  case totalOverflows
}

extension AssignmentError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .invalidCount(let count): "an assignment cannot be between \(count) things"
    case .invalidCostCount(let count, let expected): "\(count) costs for \(expected) pairs"
    case .invalidCapacity(let capacity, let group): "the capacity \(capacity) of group \(group) is negative"
    case .invalidCost(let index): "the cost at \(index) is neither a number nor +∞"
    case .noPlace(let itemCount): "\(itemCount) items have no place"
    case .totalOverflows: "the total cost is no number of the type of the costs"
    }
  }
}
