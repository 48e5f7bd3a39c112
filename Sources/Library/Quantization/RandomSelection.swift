/// Elements of a layer that are drawn, the larger ones more often, and scaled up so that their mean is the layer: unbiased
/// sparsification (Wangni et al., "Gradient sparsification for communication-efficient distributed optimization", 2018).
///
/// Element i is kept with probability pᵢ = min(1, c|xᵢ|) and is then read as xᵢ/pᵢ, with c such that k elements are kept. No
/// other probabilities with this sum have less error E‖e‖² = Σ xᵢ²(1/pᵢ − 1).
///
/// > Note: Wangni et al. draw each element by itself, and k is a mean. Here exactly k are drawn with the same
/// > probabilities, by systematic sampling (Madow, 1949): with intervals of the lengths pᵢ end to end from 0 and one u
/// > uniform on [0, 1), those elements are kept in whose intervals u, u + 1, u + 2, … lie. The error is the same.
public struct RandomSelection: Sendable, Equatable {
  /// The elements that are kept, in ascending order.
  public let indices: [UInt32]
  /// What they are read as, xᵢ/pᵢ.
  public let values: [Float]

  /// Draws `count` of the values; where fewer are not 0, others are sent as zeros.
  ///
  /// - Precondition: `count` lies in `1...values.count`, which is at most 2³²; all values are finite.
  /// - Complexity: O(n), times the number of steps in which ever more pᵢ are found to be 1, a few.
  public init(_ count: Int, of values: Span<Float>, using rng: inout some RandomNumberGenerator) {
    precondition((1...values.count).contains(count), "\(count) of \(values.count) values")
    precondition(values.count <= 1 << 32, "more values than indices")
    let factor = Self.factor(Double(count), of: values)
    var kept: [UInt32] = [], numbers: [Float] = [], sum = 0.0
    var next = Double(rng.next() >> 11) * 0x1p-53
    for index in values.indices {
      let value = values[index], probability = min(1, factor * Double(value.magnitude))
      sum += value == 0 ? 0 : probability
      // The last of the sums may miss k by a rounding.
      guard sum > next, kept.count < count else { continue }
      kept.append(UInt32(index))
      numbers.append(Float(Double(value) / probability))
      next += 1
    }
    if kept.count < count {
      let chosen = Set(kept)
      let others = (0..<UInt32(values.count)).lazy.filter { !chosen.contains($0) }.prefix(count - kept.count)
      let all = (zip(kept, numbers) + others.map { ($0, 0) }).sorted { $0.0 < $1.0 }
      (kept, numbers) = (all.map(\.0), all.map(\.1))
    }
    indices = kept
    self.values = numbers
  }

  /// The c for which `count` of the values are kept on average; infinite where no more than these are not 0.
  ///
  /// - Precondition: The count is positive, and all values are finite.
  /// - Complexity: As above.
  public static func factor(_ count: Double, of values: Span<Float>) -> Double {
    var factor = 0.0, certain = 0
    while true {
      // Those certain so far stay so, since c grows.
      var sum = 0.0, found = 0
      for index in values.indices {
        let magnitude = Double(values[index].magnitude)
        if factor * magnitude >= 1 { found += 1 } else { sum += magnitude }
      }
      if factor > 0, found == certain { return factor }
      certain = found
      guard Double(certain) < count, sum > 0 else { return sum > 0 ? factor : .infinity }
      factor = (count - Double(certain)) / sum
    }
  }
}
