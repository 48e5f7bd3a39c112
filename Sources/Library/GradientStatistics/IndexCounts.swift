/// How often each combination of quantization indices occurs among K workers, the workers' order aside.
///
/// Workers are alike, so that the numbers c_0, …, c_{G−1} of workers whose value lies in each of G groups, c_0 + … = K, are
/// all that an element tells of the model. There are C(K + G − 1, G − 1) combinations: K + 1 for one-bit quantization, where
/// a combination is a count of positive signs, and 286 for two bits at K = 10. A likelihood then costs this many terms,
/// whatever the number of elements.
public struct IndexCounts: Sendable, Equatable {
  /// The number of workers, K.
  public let workerCount: Int
  /// The number of groups, G.
  public let groupCount: Int
  /// The number of elements with each combination, in the order of ``combinations``.
  public private(set) var elementCounts: [Int]

  /// No elements.
  ///
  /// - Precondition: There are 2 to 8 groups, and fewer than 2²⁰ combinations.
  public init(workerCount: Int, groupCount: Int) {
    precondition(workerCount >= 1 && (2...8).contains(groupCount), "\(groupCount) groups of \(workerCount) workers")
    self.workerCount = workerCount
    self.groupCount = groupCount
    let count = Self.combinationCount(workers: workerCount, groups: groupCount)
    precondition(count < 1 << 20, "\(count) combinations")
    elementCounts = Array(repeating: 0, count: count)
  }

  /// The counts of positive signs, 0...K, of this many elements each.
  public init(positiveSigns elementCounts: [Int]) {
    self.init(workerCount: elementCounts.count - 1, groupCount: 2)
    // The combination of rank r has r workers in group 1, that of the positive signs.
    self.elementCounts = elementCounts
  }

  /// The number of elements.
  public var total: Int { elementCounts.reduce(0, +) }

  /// The combinations (c_0, …, c_{G−1}), ordered by c_{G−1}, then by c_{G−2} and so on.
  public var combinations: [[Int]] { Self.combinations(workers: workerCount, groups: groupCount) }

  /// Counts the elements in `range` of gradients quantized to groups: `group[k][p]` is that of worker k.
  ///
  /// - Precondition: There are K gradients, and groups lie in `0..<groupCount`.
  /// - Complexity: O(KP).
  public mutating func add(_ groups: [[UInt8]], in range: Range<Int>) {
    precondition(groups.count == workerCount, "\(groups.count) gradients of \(workerCount) workers")
    add(range) { element, counts in
      for gradient in groups { counts[Int(gradient[element])] += 1 }
    }
  }

  /// Counts the elements in `range` of gradients by the signs of their numbers; zero, of either sign, is positive.
  ///
  /// - Precondition: There are two groups and K gradients.
  /// - Complexity: O(KP).
  public mutating func add(signsOf gradients: [[Float]], in range: Range<Int>) {
    precondition(gradients.count == workerCount && groupCount == 2, "signs of \(workerCount) workers")
    var positives = [UInt16](repeating: 0, count: range.count)
    for gradient in gradients {
      precondition(range.upperBound <= gradient.count && range.lowerBound >= 0, "gradients have the same count")
      let values = gradient.span
      for index in positives.indices {
        positives[index] &+= values[unchecked: range.lowerBound &+ index] >= 0 ? 1 : 0
      }
    }
    for count in positives { elementCounts[Int(count)] += 1 }
  }

  /// Counts the elements in `range` of gradients by the groups between ascending boundaries: group g holds
  /// b_{g−1} ≤ y < b_g.
  ///
  /// - Precondition: There is one boundary fewer than groups, and K gradients.
  /// - Complexity: O(GKP).
  public mutating func add(_ gradients: [[Float]], in range: Range<Int>, boundaries: [Double]) {
    precondition(gradients.count == workerCount && boundaries.count == groupCount - 1, "boundaries between groups")
    let bounds = boundaries.map(Float.init)
    add(range) { element, counts in
      for gradient in gradients {
        let value = gradient[element]
        counts[bounds.reduce(0) { $0 + (value >= $1 ? 1 : 0) }] += 1
      }
    }
  }

  private mutating func add(_ range: Range<Int>, _ count: (_ element: Int, _ counts: inout [Int]) -> Void) {
    let ranks = Ranks(workers: workerCount, groups: groupCount)
    var counts = [Int](repeating: 0, count: groupCount)
    for element in range {
      for group in counts.indices { counts[group] = 0 }
      count(element, &counts)
      elementCounts[ranks.rank(of: counts)] += 1
    }
  }

  /// C(n + g − 1, g − 1).
  private static func combinationCount(workers n: Int, groups g: Int) -> Int {
    (1..<max(1, g)).reduce(1) { $0 * (n + $1) / $1 }
  }

  private static func combinations(workers: Int, groups: Int) -> [[Int]] {
    if groups == 1 { return [[workers]] }
    return (0...workers).flatMap { last in
      combinations(workers: workers - last, groups: groups - 1).map { $0 + [last] }
    }
  }

  /// Places of combinations in their order.
  private struct Ranks {
    /// The number of combinations before those that put c of n workers into group g, [g][n][c].
    let before: [[[Int]]]

    init(workers: Int, groups: Int) {
      before = (0..<groups).map { group in
        (0...workers).map { n in
          (0...n).map { c in
            group == 0 ? 0 : (0..<c).reduce(0) { $0 + combinationCount(workers: n - $1, groups: group) }
          }
        }
      }
    }

    func rank(of counts: [Int]) -> Int {
      var (rank, left) = (0, counts.reduce(0, +))
      for group in counts.indices.reversed() {
        rank += before[group][left][counts[group]]
        left -= counts[group]
      }
      return rank
    }
  }
}
