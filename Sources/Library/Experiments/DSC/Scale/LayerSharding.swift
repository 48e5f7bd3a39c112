/// Layers shared out to machines, each layer whole, since a worker's signs of a layer are decoded with those of the workers
/// before it.
///
/// The largest layer goes first, each to the machine that has least (Graham 1969), of equal machines the first. The greatest load is
/// then at most 4/3 of the least that can be, which is at least ``leastLoad``.
public struct LayerSharding: Sendable, Equatable {
  /// The numbers of elements of the layers of each machine, [S].
  public let machines: [[Int]]

  /// Shares layers of `sizes` elements out.
  ///
  /// - Precondition: There are layers and a machine, and no size is negative.
  /// - Complexity: O(L log L + L S) for L layers.
  public init(sizes: [Int], machineCount: Int) {
    precondition(!sizes.isEmpty && machineCount > 0 && sizes.allSatisfy { $0 >= 0 }, "layers and machines")
    var machines = Array(repeating: [Int](), count: machineCount)
    var loads = Array(repeating: 0, count: machineCount)
    for size in sizes.sorted(by: >) {
      var least = 0
      for machine in loads.indices where loads[machine] < loads[least] { least = machine }
      machines[least].append(size)
      loads[least] += size
    }
    self.machines = machines
  }

  /// The elements of each machine, [S].
  public var loads: [Int] { machines.map { $0.reduce(0, +) } }

  /// What the greatest load cannot be below: an even share, and the largest layer.
  public var leastLoad: Double {
    let sizes = machines.joined()
    return max(Double(sizes.reduce(0, +)) / Double(machines.count), Double(sizes.max() ?? 0))
  }

  /// How links divide.
  public enum Links: String, Sendable, CaseIterable {
    /// Each machine has one.
    case own
    /// All share one, each in proportion to its load: the processors of one machine.
    case shared
  }

  /// The end of a round, s: that of the machine that is last.
  ///
  /// - Complexity: O(S K).
  public func delay(
    _ scale: ServerScale, _ scheme: ScaleScheme, workers: Int, downlink: ServerScale.Downlink, bitRate: Double,
    links: Links
  ) -> Double {
    let total = Double(loads.reduce(0, +))
    return machines.map { layers in
      let elements = Double(layers.reduce(0, +))
      guard elements > 0 else { return 0 }
      let work = scale.work(
        scheme, .init(elements: elements, layers: layers.count), workers: workers, downlink: downlink)
      return ServerRound(work, bitRate: links == .own ? bitRate : bitRate * elements / total).delay
    }.max() ?? 0
  }
}
