public import ComplexModule
public import RealModule

/// Which sub-channels a node uses.
public enum SubchannelSelection: Sendable, Equatable {
  /// All.
  case all
  /// The strongest of each block, this share of them, in 0...1, rounded, one at least.
  case strongest(share: Double)
  /// For each node as many of the strongest as make the bound of THESIS, Equation (5.9) least, together with c; see
  /// ``PowerControl/leastError(profiles:norms:encoder:budget:noiseVariance:)``.
  case leastError
}

/// The sub-channels of a node in a round in the order of their strength, and what it takes to use them.
///
/// Each block of the code has k/2 sub-channels of its own, of which the node uses the same number u, the strongest ones
/// by |h|, ties by place. With q = 1/h for those and 0 for others (THESIS, Equation (5.6)) it sends, of its measurements
/// v = A wg,
///
///     x = c k/(2u) q ⊙ v   (5.7),   E‖x‖² = c² (k/2u)² Σ_b 2‖wg_b‖²/k Σ_l |q_bl|²   (5.8)
///
/// which, for one block, is (5.8) as THESIS prints it.
///
/// > Note: Which ones are used may depend on g and h but not on the signs of the code: a choice by what v happens to be
/// > would make the estimate biased. Energies here are therefore expected ones.
public struct SubchannelProfile: Sendable {
  /// (5.8) at c = 1 with the strongest u of each block, at index u − 1.
  public let expectedEnergies: [Double]
  /// The places of all symbols, block by block, the strongest of a block first.
  private let order: [Int]
  /// k/2.
  private let blockSymbolCount: Int

  /// Sorts the sub-channels of a node.
  ///
  /// - Parameters:
  ///   - gains: h, of m/2 symbols.
  ///   - blockEnergies: ‖wg_b‖² of each block.
  /// - Complexity: O(m).
  public init(gains: [Complex<Float>], blockEnergies: [Double], encoder: RandomLinearEncoder) {
    precondition(
      gains.count == encoder.symbolCount && blockEnergies.count == encoder.blockCount, "gains of another code")
    let size = encoder.blockMeasurementCount / 2
    // Strengths are not negative, so that their bit patterns are in their order; the strongest has the least key.
    let keys = gains.enumerated().map { UInt64(~$1.lengthSquared.bitPattern) << 32 | UInt64($0) }
    var order: [Int] = [], energies = [Double](repeating: 0, count: size)
    order.reserveCapacity(gains.count)
    for (block, energy) in blockEnergies.enumerated() {
      for (rank, key) in Self.sorted(keys[block * size..<(block + 1) * size]).enumerated() {
        energies[rank] += energy / Double(size) / Double(Float(bitPattern: ~UInt32(key >> 32)))
        order.append(Int(key & 0xFFFF_FFFF))
      }
    }
    var sum = 0.0
    for rank in 0..<size {
      sum += energies[rank]
      let factor = Double(size) / Double(rank + 1)
      energies[rank] = factor * factor * sum
    }
    expectedEnergies = energies
    self.order = order
    blockSymbolCount = size
  }

  /// Numbers by their high halves, equal ones as they were: a radix sort by bytes, ten times as fast as one that compares.
  static func sorted(_ numbers: ArraySlice<UInt64>) -> [UInt64] {
    var sorted = Array(numbers), next = sorted
    for shift in stride(from: 32 as UInt64, to: 64, by: 8) {
      var ends = [Int](repeating: 0, count: 256)
      for number in sorted { ends[Int(number >> shift & 0xFF)] += 1 }
      for byte in 1..<256 { ends[byte] += ends[byte - 1] }
      for number in sorted.reversed() {
        let byte = Int(number >> shift & 0xFF)
        ends[byte] -= 1
        next[ends[byte]] = number
      }
      swap(&sorted, &next)
    }
    return sorted
  }

  /// The number u of sub-channels of a block for a given c: the most whose expected energy is within the budget; nil where
  /// there is no such number.
  ///
  /// - Complexity: O(k).
  public func count(scale: Double, budget: Double) -> Int? {
    expectedEnergies.lastIndex { PowerControl.ownScale(energy: $0, budget: budget) >= scale }.map { $0 + 1 }
  }

  /// The number u that c, and hence every signal, may be greatest with.
  public var cheapestCount: Int {
    (expectedEnergies.indices.min { expectedEnergies[$0] < expectedEnergies[$1] } ?? 0) + 1
  }

  /// The places of the symbols that are used with u of each block.
  func places(count: Int) -> [Int] {
    precondition((1...blockSymbolCount).contains(count), "\(count) of \(blockSymbolCount) sub-channels")
    return stride(from: 0, to: order.count, by: blockSymbolCount).flatMap { order[$0..<$0 + count] }
  }
}
