import RealModule

/// Samples in groups that agree in all bits seen so far.
struct SampleGroups {
  /// The group of each sample.
  private var groups: [Int32]
  private var groupCount = 1

  /// All samples in one group.
  init(count: Int) {
    groups = Array(repeating: 0, count: count)
  }

  /// Splits every group by a bit of its samples, and gives the entropy of that bit given the group, bits.
  ///
  /// - Complexity: O(*samples*).
  mutating func entropyAfterSplit(by bit: (Int) -> Int) -> Double {
    var counts = [Int32](repeating: 0, count: 2 * groupCount)
    for sample in groups.indices {
      groups[sample] = 2 * groups[sample] + Int32(bit(sample))
      counts[Int(groups[sample])] += 1
    }
    var entropy = 0.0
    var names = [Int32](repeating: 0, count: counts.count)
    groupCount = 0
    for half in counts.indices where counts[half] > 0 {
      let (count, other) = (Double(counts[half]), Double(counts[half ^ 1]))
      if other > 0 { entropy += count * .log2((count + other) / count) }
      names[half] = Int32(groupCount)
      groupCount += 1
    }
    for sample in groups.indices { groups[sample] = names[Int(groups[sample])] }
    return entropy / Double(groups.count)
  }
}
