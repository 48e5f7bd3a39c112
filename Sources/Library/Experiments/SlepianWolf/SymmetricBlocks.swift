import Randomness
import RealModule
import SlepianWolf

/// Random blocks of equiprobable bits, and the decoder's side information about them.
///
/// Side information is the block with some bits flipped: each with probability p, or a given number of them.
struct SymmetricBlocks {
  /// x, [block, n].
  let bits: BitBlocks
  /// ln (Pr(xᵢ = 0) / Pr(xᵢ = 1)) given the side information, [block, n].
  let ratios: [Float]

  /// The number of blocks.
  var count: Int { bits.blockCount }

  /// Draws blocks whose bits are flipped with probability `crossover`.
  ///
  /// - Complexity: O(1) draws a bit.
  init(count: Int, length: Int, crossover: Double, using rng: inout some RandomNumberGenerator) {
    // Flips are far between: the steps between them are geometric.
    let rate = Double.log(onePlus: -crossover)
    self.init(count: count, length: length, crossover: crossover, using: &rng) { rng in
      var flips: [Int] = [], next = -1.0
      while true {
        let uniform = Double(rng.next() >> 11) * 0x1p-53
        next += 1 + (.log(onePlus: -uniform) / rate).rounded(.down)
        guard next < Double(length) else { return flips }
        flips.append(Int(next))
      }
    }
  }

  /// Draws blocks of which block i has `flipCounts[i]` bits flipped; the decoder takes each to be flipped with probability
  /// `crossover`.
  init(flipCounts: [Int], length: Int, crossover: Double, using rng: inout some RandomNumberGenerator) {
    var remaining = flipCounts[...]
    self.init(count: flipCounts.count, length: length, crossover: crossover, using: &rng) { rng in
      choice(remaining.popFirst() ?? 0, of: length, using: &rng)
    }
  }

  private init<Generator: RandomNumberGenerator>(
    count: Int, length: Int, crossover: Double, using rng: inout Generator, flips: (inout Generator) -> [Int]
  ) {
    var bits = BitBlocks(blockCount: count, bitCount: length)
    let magnitude = Float(Double.log((1 - crossover) / crossover))
    var ratios = [Float](repeating: magnitude, count: count * length)
    for block in 0..<count {
      var word: UInt64 = 0
      for bit in 0..<length {
        if bit.isMultiple(of: 64) { word = rng.next() }
        if word >> UInt64(bit % 64) & 1 == 1 {
          bits[block, bit] = true
          ratios[block * length + bit] = -magnitude
        }
      }
      for bit in flips(&rng) { ratios[block * length + bit].negate() }
    }
    self.bits = bits
    self.ratios = ratios
  }
}
