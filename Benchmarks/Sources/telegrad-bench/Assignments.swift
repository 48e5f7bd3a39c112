import ArgumentParser
import Foundation
import ModelPartition
import Randomness

/// Times of exact assignments of items to groups of equal size, one thread.
struct Assignments: ParsableCommand {
  /// Where costs come from.
  enum Costs: String, ExpressibleByArgument {
    /// Uniform in [0, 1).
    case uniform
    /// Uniform in [k, k + 1) for group k: all items want the first.
    case crowded
    /// What RePurpose pays for a unit of a dense layer at each worker: the squares of the weights that it prunes, and a
    /// penalty for those that it keeps between workers. A unit leans to one worker, and weights have seven bits, so
    /// that units tie.
    case connections
  }

  static let configuration = CommandConfiguration(
    commandName: "assignment", abstract: "Milliseconds of exact assignments, one thread, and their peak memory.")

  @Option(help: "Items, a multiple of the groups.") var items = 2_048
  @Option(help: "Groups.") var groups = 8
  @Option(help: "uniform, crowded or connections.") var costs = Costs.uniform
  @Option(help: "Seed of the costs.") var seed: UInt64 = 1
  @Option(help: "Runs, after one that does not count.") var runs = 5
  @Option(help: "Write the costs, [group, item] in double precision, to this file.") var write: String?
  @Flag(help: "Print median time and total as a line of JSON.") var json = false

  func validate() throws {
    guard groups > 0, items > 0, items.isMultiple(of: groups), runs > 0 else {
      throw ValidationError("--items must be a positive multiple of --groups, and --runs positive")
    }
  }

  func run() throws {
    let matrix = matrix(), capacities = [Int](repeating: items / groups, count: groups)
    if let write { try matrix.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: write)) } }
    var total = 0.0, times: [Double] = []
    for _ in 0...runs {
      let start = seconds(CLOCK_THREAD_CPUTIME_ID)
      total = try CapacitatedAssignment(costs: matrix, capacities: capacities, itemCount: items).cost
      times.append(1e3 * (seconds(CLOCK_THREAD_CPUTIME_ID) - start))
    }
    let time = Spread(Array(times.dropFirst())), memory = try ResidentMemory().peak
    print(
      json
        ? #"{"ms": \#(time.median), "total": \#(total), "peak_mib": \#(memory)}"#
        : "\(items) items, \(groups) groups, \(costs): \(time) ms, total \(total), peak of memory \(memory) MiB")
  }

  /// The cost of each item in each group.
  private func matrix() -> [Double] {
    var rng = Streams(seed: seed).generator("assignment")
    switch costs {
    case .uniform, .crowded:
      return (0..<groups * items).map { index in
        Double(rng.next() >> 11) * 0x1p-53 + (costs == .crowded ? Double(index / items) : 0)
      }
    case .connections:
      let penalty = 0.25, width = items / groups
      var matrix = [Double](repeating: 0, count: groups * items)
      for item in 0..<items {
        // The lower half of the workers is liked by three units in four.
        let draw = Int(rng.next() % UInt64(4 * groups))
        let liked = draw % (draw < 3 * groups ? max(1, groups / 2) : groups)
        let crossCosts = (0..<groups).map { worker in
          (0..<width).reduce(0.0) { sum, _ in
            let weight = Double(rng.next() % 128) / (worker == liked ? 128 : 256)
            return sum + min(weight * weight, penalty)
          }
        }
        let all = crossCosts.reduce(0, +)
        for worker in 0..<groups { matrix[worker * items + item] = all - crossCosts[worker] }
      }
      return matrix
    }
  }
}
