import EntropyCoding
import GradientCoding
import Quantization
import Randomness
import RealModule
import Testing

@testable import HistoryCoding

/// The length of coded signs against the entropy given their contexts.
@Suite struct SignModelTests {
  private func entropy(_ bits: [UInt8], given contexts: [Int]) -> Double {
    var counts = [[Double]](repeating: [0, 0], count: (contexts.max() ?? 0) + 1)
    for (bit, context) in zip(bits, contexts) { counts[context][Int(bit)] += 1 }
    return counts.reduce(0) { total, pair in
      pair.reduce(total) { $1 > 0 ? $0 - $1 * .log2($1 / (pair[0] + pair[1])) : $0 }
    }
  }

  /// The length in bits, once it is sure that the signs come back.
  private func length(_ bits: [UInt8], _ model: SignModel) throws -> Double {
    var encoder = RangeEncoder(), source = bits
    model.run(&source, with: &encoder)
    let bytes = encoder.finish()
    var decoder = RangeDecoder(bytes), found = [UInt8](repeating: 0, count: bits.count)
    try model.run(&found, with: &decoder)
    #expect(zip(found, bits).allSatisfy { $0 == $1 })
    #expect(try decoder.finish() == bytes.count)
    return Double(8 * bytes.count)
  }

  /// Signs alike with probability p each. Learning takes half a logarithm, and a mean over the last thousand signs
  /// or so, instead of all, about 1 / (4 ln 2 · 1024) = 0.00035 bits a sign: 21 bits.
  @Test(arguments: [1, 2, 3] as [UInt64], [0.02, 0.1, 0.3, 0.5])
  func alikeSignsCostTheirEntropy(seed: UInt64, p: Double) throws {
    var rng = Streams(seed: seed).generator("signs")
    let bits = (0..<60_000).map { _ in Double(rng.nextWord()) < p * 4_294_967_296 ? 1 as UInt8 : 0 }
    let length = try length(bits, SignModel(neighbours: nil, displacement: nil))
    let least = entropy(bits, given: bits.map { _ in 0 })
    #expect(length > least - 1 && length < 1.01 * least + 60)
  }

  /// Signs whose probability is that of one of 32 displacements; 32 contexts of 2,000 signs learn within 6 bits each.
  @Test(arguments: [1, 2, 3] as [UInt64]) func historyGivesItsConditionalEntropy(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("signs")
    let moves = (0..<60_000).map { _ in Float(Int(rng.nextWord() % 33) - 16) }
    let displacement = Displacement(from: [Float](repeating: 0, count: moves.count).span, to: moves.span)
    let bits = moves.map { Double(rng.nextWord()) / 4_294_967_296 < 1 / (1 + .exp(Double($0) / 4)) ? 1 as UInt8 : 0 }
    let length = try length(bits, SignModel(neighbours: nil, displacement: displacement))
    let least = entropy(bits, given: displacement.classes.map(Int.init))
    #expect(displacement.classCount == 32 && Set(displacement.classes).count == 32)
    #expect(length > 0.98 * least && length < 1.02 * least + 32 * 6)
    #expect(length < 0.85 * entropy(bits, given: bits.map { _ in 0 }))
  }

  /// A Markov chain down each column: a sign is that of the row `lag` before, but for one in ten. The other neighbours
  /// say nothing, and 256 contexts of some 200 signs each take half a logarithm of that to learn so: 3.5 % of the chain.
  @Test(arguments: [1, 2, 3] as [UInt64], [1, 2, 28, 100])
  func neighboursGiveTheEntropyOfAChain(seed: UInt64, lag: Int) throws {
    var rng = Streams(seed: seed).generator("signs")
    let width = 100
    var bits = (0..<60_000).map { _ in UInt8(rng.nextWord() & 1) }
    for i in lag * width..<bits.count { bits[i] = bits[i - lag * width] ^ (rng.nextWord() % 10 == 0 ? 1 : 0) }
    let neighbours = SignNeighbours(of: PackedSigns(bits: bits.span), width: width)
    #expect(lag == 1 || neighbours.lag == lag)
    let length = try length(bits, SignModel(neighbours: neighbours, displacement: nil))
    let chained = (lag * width..<bits.count).map { bits[$0] ^ bits[$0 - lag * width] }
    let least = Double(lag * width) + entropy(chained, given: chained.map { _ in 0 })
    #expect(length > 0.98 * least && length < 1.06 * least)
  }

  /// Both contexts together: with independent evidence the mixed code is shorter than the better one of them.
  @Test(arguments: [1, 2, 3] as [UInt64]) func mixingBeatsEachContext(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("signs")
    let width = 100, count = 60_000
    func noise() -> Float { Float(Int32(bitPattern: rng.nextWord())) / Float(1 << 31) }
    let moves = (0..<count).map { _ in noise() }
    var bits = [UInt8](repeating: 0, count: count)
    for i in bits.indices {
      bits[i] = noise() - moves[i] + (i < width || bits[i - width] == 0 ? -0.5 : 0.5) > 0 ? 1 : 0
    }
    let neighbours = SignNeighbours(of: PackedSigns(bits: bits.span), width: width)
    let displacement = Displacement(from: [Float](repeating: 0, count: count).span, to: moves.span)
    let both = try length(bits, SignModel(neighbours: neighbours, displacement: displacement))
    let alone = try min(
      length(bits, SignModel(neighbours: neighbours, displacement: nil)),
      length(bits, SignModel(neighbours: nil, displacement: displacement)))
    #expect(both < 0.9 * alone)
  }

  /// The logistic function and its inverse to half a unit, by the system's functions.
  @Test func tablesAreThoseOfTheLogisticFunction() {
    let scale = LogisticScale.shared
    for (index, frequency) in scale.frequencies.enumerated() {
      let exact = 65_536 / (1 + .exp(-Double(index - 2048) / 256))
      #expect(abs(Double(frequency) - exact) <= 0.5001)
    }
    for (range, logit) in scale.logits.enumerated() where abs(logit) < 2047 {
      let q = (Double(range) + 0.5) / 4096
      #expect(abs(Double(logit) - 256 * .log(q / (1 - q))) <= 9)
    }
    #expect(scale.logits == scale.logits.sorted() && scale.frequencies == scale.frequencies.sorted())
  }
}
