extension LloydMaxQuantizer {
  /// The quantizers of 1, 2, ..., `levelCount` levels that have the least squared error of all for a sample.
  ///
  /// Lloyd's steps end in a quantizer that only its neighbours do not better. From a sample of which many numbers are
  /// zero, as behind a rectifier, they also lose levels. Here the ends are chosen by dynamic programming (Bruce, "Optimum
  /// quantization", 1965): with gᵢⱼ the square of the sum of the sorted numbers i..<j over their count,
  ///
  ///     R_L(j) = max over i of R_(L−1)(i) + gᵢⱼ
  ///
  /// Its last maximizer grows with j, so that halves of the range of j halve that of i. Equal numbers, and neighbours that
  /// together have less than a 4,000th of the count and of the energy, stay in one cell; up to 2,000 numbers that differ
  /// are never joined.
  ///
  /// - Returns: One for each number of levels; those with more levels than there are different numbers have as many as these.
  /// - Throws: ``QuantizationError/invalidLevelCount(_:expected:)`` unless `levelCount` lies in `1...256` and the sample has
  ///   a number, ``QuantizationError/notANumber`` if one is not finite.
  /// - Complexity: O(n log n + L m log m) for m ≤ 8,000 groups.
  public static func best(upTo levelCount: Int, sample: Span<Float>) throws(QuantizationError) -> [LloydMaxQuantizer] {
    guard 1...256 ~= levelCount, sample.count > 0 else {
      throw .invalidLevelCount(levelCount, expected: "1 to 256, and a sample")
    }
    let groups = try SampleGroups(sample)
    let count = groups.sums.count - 1
    var gains = (0...count).map { $0 == 0 ? 0 : groups.gain(0, $0) }
    var starts: [[Int]] = [[Int](repeating: 0, count: count + 1)]
    var quantizers = [LloydMaxQuantizer(groups, ends: [])]
    for level in 1..<max(1, levelCount) {
      guard level < count else {
        quantizers.append(quantizers[level - 1])
        continue
      }
      var step = BestSplit(groups: groups, previous: gains)
      step.solve(level + 1...count, from: level...count - 1)
      gains = step.gains
      starts.append(step.starts)
      var ends: [Int] = [], place = count
      for table in starts.dropFirst().reversed() {
        place = table[place]
        ends.insert(place, at: 0)
      }
      quantizers.append(LloydMaxQuantizer(groups, ends: ends))
    }
    return quantizers
  }

  /// The quantizer whose cells end before these groups.
  private init(_ groups: SampleGroups, ends: [Int]) {
    let last = groups.sums.count - 1
    points = zip([0] + ends, ends + [last]).map {
      (groups.sums[$1] - groups.sums[$0]) / (groups.counts[$1] - groups.counts[$0])
    }
    self.ends = zip(points, points.dropFirst()).map { ($0 + $1) / 2 }
  }
}

/// A sorted sample in groups of neighbours: what its first i groups hold.
private struct SampleGroups {
  /// The numbers of values, and their sums.
  var counts = [0.0], sums = [0.0]

  init(_ sample: Span<Float>) throws(QuantizationError) {
    var sorted: [Float] = [], energy = 0.0
    sorted.reserveCapacity(sample.count)
    for index in sample.indices {
      let value = sample[index]
      guard value.isFinite else { throw .notANumber }
      sorted.append(value)
      energy += Double(value) * Double(value)
    }
    sorted.sort()
    let unit = sorted.count <= 2_000 ? 0 : 1.0 / 4_000
    let share = 1 / Double(sorted.count), energyShare = energy > 0 ? 1 / energy : 0
    var (size, weight, sum) = (0.0, 0.0, 0.0)
    for (index, value) in sorted.enumerated() {
      size += share
      weight += Double(value) * Double(value) * energyShare
      sum += Double(value)
      let next = index + 1 < sorted.count ? sorted[index + 1] : .infinity
      guard next > value else { continue }
      let nextWeight = Double(next) * Double(next) * energyShare
      if next == .infinity || size + share >= unit || weight + nextWeight >= unit {
        counts.append(Double(index + 1))
        sums.append(sum)
        (size, weight) = (0, 0)
      }
    }
  }

  /// What a cell of the groups i..<j takes from the squared error.
  func gain(_ i: Int, _ j: Int) -> Double {
    let sum = sums[j] - sums[i]
    return sum * sum / (counts[j] - counts[i])
  }
}

/// One more cell for every number of groups.
private struct BestSplit {
  let groups: SampleGroups
  /// The greatest gains with one cell fewer.
  let previous: [Double]
  /// The greatest gains, and where the last cell begins.
  var gains: [Double], starts: [Int]

  init(groups: SampleGroups, previous: [Double]) {
    self.groups = groups
    self.previous = previous
    gains = [Double](repeating: 0, count: previous.count)
    starts = [Int](repeating: 0, count: previous.count)
  }

  /// Finds those of `ends`, whose last cells begin in `choices`.
  mutating func solve(_ ends: ClosedRange<Int>, from choices: ClosedRange<Int>) {
    let end = (ends.lowerBound + ends.upperBound) / 2
    var best = choices.lowerBound, gain = -Double.infinity
    for start in choices.lowerBound...min(choices.upperBound, end - 1) {
      let value = previous[start] + groups.gain(start, end)
      if value >= gain { (best, gain) = (start, value) }
    }
    gains[end] = gain
    starts[end] = best
    if ends.lowerBound < end { solve(ends.lowerBound...end - 1, from: choices.lowerBound...best) }
    if end < ends.upperBound { solve(end + 1...ends.upperBound, from: best...choices.upperBound) }
  }
}
