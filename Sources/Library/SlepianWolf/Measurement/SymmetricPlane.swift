import Randomness
import RealModule

/// Equiprobable bits, and ratios of one who knows each with a binary symmetric error.
struct SymmetricPlane {
  /// x, [N].
  let bits: [Bool]
  /// ln (Pr(xᵢ = 0) / Pr(xᵢ = 1)), [N].
  let ratios: [Float]

  /// Draws `count` bits, wrong with probability `crossover`, to a multiple of 2⁻³².
  init(count: Int, crossover: Double, using rng: inout Philox) {
    var bits: [Bool] = [], ratios: [Float] = []
    bits.reserveCapacity(count)
    ratios.reserveCapacity(count)
    let magnitude = Float(Double.log((1 - crossover) / crossover))
    let limit = UInt32(crossover * 0x1p32)
    for _ in 0..<count {
      let word = rng.next()
      let bit = word >> 63 == 1, flipped = UInt32(truncatingIfNeeded: word) < limit
      bits.append(bit)
      ratios.append(bit != flipped ? -magnitude : magnitude)
    }
    self.bits = bits
    self.ratios = ratios
  }
}
