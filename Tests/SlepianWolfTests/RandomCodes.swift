import Randomness
import SlepianWolf

/// The generator of a test's stream.
func generator(_ purpose: String, _ seed: UInt64) -> Philox { Streams(seed: seed).generator(purpose) }

extension ParityCheckMatrix {
  /// A code of n bits with three ones in each column and equal rows.
  static func regular(n: Int, rows: Int, seed: UInt64) throws -> ParityCheckMatrix {
    var rng = generator("matrix", seed)
    return try ParityCheckMatrix(growingEdgesFor: [Int](repeating: 3, count: n), rowCount: rows, using: &rng)
  }

  /// The syndrome of one block, bit by bit from the definition.
  func syndromeByDefinition(_ bits: [Bool]) -> [Bool] {
    (0..<rowCount).map { row in columns[edges(ofRow: row)].reduce(false) { $0 != bits[Int($1)] } }
  }
}

/// Error patterns of a symmetric channel, and the ratios of what lies at its end when zeros were sent.
struct ErrorPatterns {
  let blocks: BitBlocks
  let ratios: [Float]

  /// `count` blocks of n bits, block i with crossover probability `crossovers[i % crossovers.count]`.
  init(count: Int, n: Int, crossovers: [Float], using rng: inout Philox) {
    var blocks = BitBlocks(blockCount: count, bitCount: n), ratios: [Float] = []
    let uniform = Uniform(low: 0, high: 1)
    for block in 0..<count {
      let p = crossovers[block % crossovers.count]
      for (bit, draw) in uniform.values(count: n, using: &rng).enumerated() where draw < p { blocks[block, bit] = true }
      ratios += repeatElement(ratio(crossover: p), count: n)
    }
    (self.blocks, self.ratios) = (blocks, ratios)
  }
}
