import Randomness
import SlepianWolf
import Testing

@Suite struct BeliefPropagationLaneTests {
  private static func setUp(count: Int) throws -> (ParityCheckMatrix, ErrorPatterns, BitBlocks) {
    let matrix = try ParityCheckMatrix.regular(n: 240, rows: 120, seed: 5)
    var rng = generator("patterns", 5)
    let patterns = ErrorPatterns(count: count, n: 240, crossovers: [0.01, 0.04, 0.07, 0.1], using: &rng)
    return (matrix, patterns, matrix.syndromes(of: patterns.blocks))
  }

  /// Bits of numbers, so that equal means the same bits.
  private func bits(_ numbers: some Sequence<Float>) -> [UInt32] { numbers.map(\.bitPattern) }

  /// Blocks that end after many different iterations, together and each alone.
  @Test(arguments: [CheckRule.sumProduct, .minSum(factor: 0.75)])
  func aBlockDoesNotDependOnItsNeighbours(rule: CheckRule) throws {
    let (matrix, patterns, syndromes) = try Self.setUp(count: 70)
    let decoder = BeliefPropagation(matrix, rule: rule, maximumIterations: 30)
    let together = try decoder.decode(patterns.ratios, syndromes: syndromes, keepingPosteriors: true)
    #expect(Set(together.iterationCounts).count > 5)
    for block in 0..<70 {
      let alone = try decoder.decode(
        Array(patterns.ratios[240 * block..<240 * (block + 1)]), syndromes: syndromes[blocks: block..<block + 1],
        keepingPosteriors: true)
      let same =
        alone.bits == together.bits[blocks: block..<block + 1]
        && alone.iterationCounts[0] == together.iterationCounts[block]
        && alone.unsatisfiedCounts[0] == together.unsatisfiedCounts[block]
        && bits(alone.posteriors) == bits(together.posteriors[240 * block..<240 * (block + 1)])
      #expect(same, "block \(block)")
    }
  }

  @Test func threadsMakeNoDifference() async throws {
    let (matrix, patterns, syndromes) = try Self.setUp(count: 150)
    let decoder = BeliefPropagation(matrix, maximumIterations: 30)
    let expected = try decoder.decode(patterns.ratios, syndromes: syndromes, keepingPosteriors: true)
    for jobs in 1...3 {
      let found = try await decoder.decode(patterns.ratios, syndromes: syndromes, keepingPosteriors: true, jobs: jobs)
      #expect(found == expected, "\(jobs) jobs")
    }
  }

  /// Known bits against the matrix without their columns, whose syndrome bits they change: the other bits' ratios, the
  /// iterations and the unsatisfied checks are the same to the last bit. A finite ratio beyond the limit acts as infinite.
  @Test(arguments: [Float.infinity, 46_000, .greatestFiniteMagnitude])
  func knownBitsActAsIfRemoved(certainty: Float) throws {
    let (matrix, patterns, syndromes) = try Self.setUp(count: 40)
    let kept = (0..<240).filter { $0 % 3 != 0 || $0 > 180 }
    let places = Dictionary(uniqueKeysWithValues: zip(kept, 0...))
    let smaller = try ParityCheckMatrix(
      columnCount: kept.count,
      rows: (0..<120).map { row in matrix.columns[matrix.edges(ofRow: row)].compactMap { places[Int($0)] } })
    var ratios = patterns.ratios, smallerRatios: [Float] = [], smallerBits: [Bool] = []
    for block in 0..<40 {
      for bit in 0..<240 {
        if places[bit] == nil {
          ratios[240 * block + bit] = patterns.blocks[block, bit] ? -certainty : certainty
        } else {
          smallerRatios.append(ratios[240 * block + bit])
          smallerBits.append(patterns.blocks[block, bit])
        }
      }
    }
    let smallerSyndromes = smaller.syndromes(of: BitBlocks(smallerBits, bitCount: kept.count))
    let found = try BeliefPropagation(matrix).decode(ratios, syndromes: syndromes, keepingPosteriors: true)
    let expected = try BeliefPropagation(smaller)
      .decode(smallerRatios, syndromes: smallerSyndromes, keepingPosteriors: true)
    #expect(found.iterationCounts == expected.iterationCounts && found.unsatisfiedCounts == expected.unsatisfiedCounts)
    var mismatches = 0
    for block in 0..<40 {
      for bit in 0..<240 {
        let value = found.posteriors[240 * block + bit]
        let right = places[bit].map { expected.posteriors[kept.count * block + $0] }
        mismatches += value == right ?? (patterns.blocks[block, bit] ? -.infinity : .infinity) ? 0 : 1
      }
    }
    #expect(mismatches == 0)
  }

  /// Erased bits among known ones come back exactly where each check frees one of them in turn.
  @Test func erasuresArePeeled() throws {
    let rows = (0..<20).map { [$0, $0 + 1, 21 + $0] }  // a chain: bit 0 is known, then 1, 2, ...
    let matrix = try ParityCheckMatrix(columnCount: 41, rows: rows)
    var rng = generator("bits", 1)
    let bits = (0..<41).map { _ in rng.index(below: 2) == 1 }
    let ratios = bits.enumerated().map { index, bit -> Float in
      (1...20).contains(index) ? 0 : bit ? -.infinity : .infinity
    }
    let word = BitBlocks(bits, bitCount: 41)
    let found = try BeliefPropagation(matrix).decode(ratios, syndromes: matrix.syndromes(of: word))
    #expect(found.bits == word && found.iterationCounts == [1])
  }

  /// Ratios of all sizes, known bits that contradict the syndrome, undecided ones: never a nan.
  @Test(arguments: [CheckRule.sumProduct, .minSum(factor: 1)])
  func noRatioMakesNan(rule: CheckRule) throws {
    let sizes: [Float] = [0, -0, 1e-38, -0x1p-149, 1, -30, 45, -88, 1e5, -0x1p21, .infinity, -.infinity, 3e38]
    let matrix = try ParityCheckMatrix.regular(n: 240, rows: 120, seed: 5)
    var rng = generator("sizes", 1)
    let ratios = (0..<240 * 32).map { _ in sizes[rng.index(below: sizes.count)] }
    let syndromes = BitBlocks((0..<120 * 32).map { _ in rng.index(below: 2) == 1 }, bitCount: 120)
    let found = try BeliefPropagation(matrix, rule: rule).decode(ratios, syndromes: syndromes, keepingPosteriors: true)
    #expect(found.posteriors.allSatisfy { !$0.isNaN })
    let flipped = zip(ratios, found.posteriors).filter { abs($0) > 45_427 && $0.sign != $1.sign }.count
    #expect(flipped == 0)
  }
}
