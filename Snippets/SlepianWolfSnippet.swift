// A block of 2,400 bits that the decoder knows but for every twentieth: sent by a syndrome of 891 bits.

import RateDistortion
import Randomness
import SlepianWolf

let crossover = 0.05
var rng = Streams(seed: 1).generator("block")
let bits = Rademacher().values(count: 2_400, using: &rng).map { $0 > 0 }
let flips = Uniform(low: 0, high: 1).values(count: 2_400, using: &rng).map { Double($0) < crossover }

let source = try BinaryPosterior.symmetric(crossover: crossover)
let need = SyndromeLength(blockLength: 2_400, entropy: source.entropy, dispersion: source.dispersion)
let length = need.bits(failureRate: 0.01)
print("entropy \(Int(2_400 * source.entropy)) bits, syndrome \(length)")

let code = try RateAdaptiveCode(
  blockLength: 2_400, mother: RateAdaptiveCode.mother(blockLength: 2_400, syndromeBits: length))
let matrix = try code.matrix(syndromeBits: length)
let syndrome = matrix.syndromes(of: BitBlocks(bits, bitCount: 2_400))

// ln Pr(0)/Pr(1) of each bit, from what the decoder has.
let certainty = Float(2.944_439)  // ln 0.95/0.05
let ratios = zip(bits, flips).map { bit, flip in bit != flip ? -certainty : certainty }
let decoded = try BeliefPropagation(matrix).decode(ratios, syndromes: syndrome)
let wrong = bits.indices.filter { decoded.bits[0, $0] != bits[$0] }.count
print("wrong before: \(flips.filter { $0 }.count), after: \(wrong), converged: \(decoded.converged(0))")
