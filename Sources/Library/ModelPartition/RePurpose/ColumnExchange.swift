/// Columns of two workers that change places wherever that lowers Σ_{r, k ≠ o(r)} min(η₂, B_rk + G_rk).
///
/// A free place of a worker is a column without gains, so that moving a column there is an exchange too.
struct ColumnExchange {
  private typealias Lanes = SIMD8<Double>

  /// The worker of each column, then of each free place.
  private var owners: [Int]
  private let columnCount: Int
  private let penalty: Double
  /// The groups of eight rows.
  private let groupCount: Int
  /// min(η₂, g), [column × groupCount + group]: the cost is the same, and what is added and taken away stays of its size.
  private var gains: [Lanes]
  /// B + G in these terms, [worker × groupCount + group]; +∞ for a worker's own rows, so that they cost the same with any columns.
  private var carried: [Lanes]
  /// What each column and free place costs at each worker beside its rows, [worker][column].
  private let placementCosts: [[Double]]
  /// Σ min(η₂, B + G) over the rows of each worker.
  private var sums: [Double] = []

  /// - Precondition: The penalty is finite.
  init(_ layer: IncomingConnections, _ start: [Int], capacities: [Int], penalty: Double) {
    var free = capacities
    for owner in start { free[owner] -= 1 }
    owners = start + free.indices.flatMap { repeatElement($0, count: free[$0]) }
    columnCount = start.count
    let noCosts = [Double](repeating: 0, count: owners.count - start.count)
    placementCosts = (0..<layer.workerCount).map { worker -> [Double] in
      Array(layer.placementCosts[worker * start.count..<(worker + 1) * start.count]) + noCosts
    }
    self.penalty = penalty
    groupCount = (layer.rowCount + 7) / 8
    gains = Array(repeating: .zero, count: owners.count * groupCount)
    carried = Array(repeating: .zero, count: layer.workerCount * groupCount)
    for row in 0..<layer.rowCount {
      let (group, lane) = row.quotientAndRemainder(dividingBy: 8)
      for worker in 0..<layer.workerCount {
        carried[worker * groupCount + group][lane] =
          worker == layer.rowOwners[row] ? .infinity : min(penalty, layer.settled[row * layer.workerCount + worker])
      }
      for column in 0..<columnCount {
        let gain = min(penalty, layer.gains[row * columnCount + column])
        gains[column * groupCount + group][lane] = gain
        carried[start[column] * groupCount + group][lane] += gain
      }
    }
    sums = (0..<layer.workerCount).map { sum($0) }
  }

  /// The owners after exchanges, in the order of the columns, until there is none that lowers the cost by more than rounding.
  ///
  /// A pair of columns is looked at again only after another exchange at one of their workers.
  ///
  /// - Complexity: O(rows × columns²) a pass over all pairs.
  mutating func run() -> [Int] {
    // Numbers of exchanges: at the last one of each worker, and when each column was last compared with those after it.
    var (exchangeCount, changed) = (1, [Int](repeating: 1, count: sums.count))
    var compared = [Int](repeating: 0, count: columnCount)
    var improves = true
    while improves {
      improves = false
      for first in 0..<columnCount {
        let last = compared[first]
        compared[first] = exchangeCount
        for second in first + 1..<owners.count where owners[first] != owners[second] {
          guard max(changed[owners[first]], changed[owners[second]]) > last else { continue }
          guard change(first, second) < -1e-9 * penalty else { continue }
          exchange(first, second)
          improves = true
          exchangeCount += 1
          for column in [first, second] { changed[owners[column]] = exchangeCount }
        }
      }
    }
    return Array(owners.prefix(columnCount))
  }

  /// What the cost changes by if two columns change places.
  private func change(_ first: Int, _ second: Int) -> Double {
    let (from, to) = (owners[first], owners[second])
    var sum = Lanes.zero
    for group in 0..<groupCount {
      let gain = gains[second * groupCount + group] - gains[first * groupCount + group]
      sum += capped(carried[from * groupCount + group] + gain) + capped(carried[to * groupCount + group] - gain)
    }
    let (here, there) = (placementCosts[from], placementCosts[to])
    return sum.sum() - sums[from] - sums[to] + here[second] - here[first] + there[first] - there[second]
  }

  private mutating func exchange(_ first: Int, _ second: Int) {
    let (from, to) = (owners[first], owners[second])
    for group in 0..<groupCount {
      let gain = gains[second * groupCount + group] - gains[first * groupCount + group]
      carried[from * groupCount + group] += gain
      carried[to * groupCount + group] -= gain
    }
    owners.swapAt(first, second)
    for worker in [from, to] { sums[worker] = sum(worker) }
  }

  private func sum(_ worker: Int) -> Double {
    (0..<groupCount).reduce(Lanes.zero) { $0 + capped(carried[worker * groupCount + $1]) }.sum()
  }

  private func capped(_ values: Lanes) -> Lanes { values.replacing(with: penalty, where: values .> penalty) }
}
