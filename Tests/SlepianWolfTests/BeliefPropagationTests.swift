import Randomness
import RealModule
import SlepianWolf
import Testing

@Suite struct BeliefPropagationTests {
  /// A random tree of 2...12 bits: each check hangs on a bit that is there and has up to three new ones.
  private func randomTree(_ rng: inout Philox) -> (n: Int, rows: [[Int]]) {
    var n = 1, rows: [[Int]] = []
    while n < 2 || (n < 10 && rows.count < 9) {
      let new = rng.index(below: 4)  // 0: a check of one bit
      rows.append([rng.index(below: n)] + (n..<min(n + new, 12)))
      n = min(n + new, 12)
    }
    return (n, permutation(of: rows.count, using: &rng).map { rows[$0] })
  }

  /// Sums over all words with the syndrome. A last check without bits whose syndrome bit is 1 keeps the decoder at work.
  /// The tolerance: at most 9 checks' messages reach a bit, each wrong by 10⁻⁶ (1 + its size).
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func posteriorsAreExactOnTrees(seed: UInt64) throws {
    var rng = generator("tree", seed)
    let (n, rows) = randomTree(&rng)
    let ratios = Normal(deviation: 3).values(count: n, using: &rng)
    let matrix = try ParityCheckMatrix(columnCount: n, rows: rows + [[]])
    let word = (0..<n).map { _ in rng.index(below: 2) == 1 }
    let syndrome = matrix.syndromeByDefinition(word).dropLast() + [true]

    var weights = [(zero: Double, one: Double)](repeating: (0, 0), count: n)
    for number in 0..<1 << n {
      let bits = (0..<n).map { number >> $0 & 1 == 1 }
      guard matrix.syndromeByDefinition(bits).dropLast() == syndrome.dropLast() else { continue }
      let weight = Double.exp(zip(bits, ratios).reduce(0) { $0 + ($1.0 ? -0.5 : 0.5) * Double($1.1) })
      for (bit, value) in bits.enumerated() {
        if value { weights[bit].one += weight } else { weights[bit].zero += weight }
      }
    }
    let found = try BeliefPropagation(matrix, maximumIterations: 12)
      .decode(ratios, syndromes: BitBlocks(syndrome, bitCount: syndrome.count), keepingPosteriors: true)
    #expect(found.unsatisfiedCounts[0] >= 1 && found.iterationCounts == [12])
    // Checks of one bit make bits certain, which belief propagation knows to 62 ln 2 less what else speaks of them.
    let evidence = ratios.reduce(0) { $0 + abs($1) }
    for bit in 0..<n {
      let exact = Double.log(weights[bit].zero / weights[bit].one)
      if exact.isFinite {
        #expect(abs(Double(found.posteriors[bit]) - exact) < 2e-5 * (1 + abs(exact)))
      } else {
        #expect(found.posteriors[bit] * (exact > 0 ? 1 : -1) > 42 - evidence)
      }
    }
  }

  /// Against the word of least weight with the syndrome, by enumeration of all words of 16 bits.
  ///
  /// All patterns of one error are decoded to themselves. Of those of two errors that are the only lightest word of their
  /// syndrome, belief propagation gives at least 95 % (the code and the decoder are deterministic). Where it converges, the
  /// word has the syndrome and is no lighter than the lightest.
  @Test func tinyCodesAgreeWithTheMostLikelyWord() throws {
    let matrix = try ParityCheckMatrix.regular(n: 16, rows: 12, seed: 3)
    var lightest: [Int: (weight: Int, count: Int)] = [:]
    let columnSyndromes = (0..<16).map { matrix.edges(ofColumn: $0).reduce(0) { $0 | 1 << Int(matrix.rows[Int($1)]) } }
    func syndrome(_ word: Int) -> Int { (0..<16).reduce(0) { word >> $1 & 1 == 1 ? $0 ^ columnSyndromes[$1] : $0 } }
    for word in 0..<1 << 16 {
      let (s, weight) = (syndrome(word), word.nonzeroBitCount)
      let known = lightest[s] ?? (.max, 0)
      lightest[s] = weight < known.weight ? (weight, 1) : (known.weight, known.count + (weight == known.weight ? 1 : 0))
    }
    let words = (0..<1 << 16).filter { $0.nonzeroBitCount <= 2 }
    let patterns = BitBlocks(words.flatMap { word in (0..<16).map { word >> $0 & 1 == 1 } }, bitCount: 16)
    let ratios = [Float](repeating: ratio(crossover: 0.05), count: 16 * words.count)
    let found = try BeliefPropagation(matrix).decode(ratios, syndromes: matrix.syndromes(of: patterns))
    var (unique, agreeing) = (0, 0)
    for (block, word) in words.enumerated() {
      let decision = Int(found.bits.words[block]), known = try #require(lightest[syndrome(word)])
      if found.converged(block) {
        #expect(syndrome(decision) == syndrome(word) && decision.nonzeroBitCount >= known.weight)
      }
      if word.nonzeroBitCount <= 1 { #expect(decision == word && known.count == 1) }
      if word.nonzeroBitCount == 2, known == (2, 1) {
        unique += 1
        agreeing += decision == word ? 1 : 0
      }
    }
    #expect(unique > 40 && Double(agreeing) >= 0.95 * Double(unique), "\(agreeing) of \(unique)")
  }

  /// The (3, 6) code's threshold is 0.084; at 0.06 and n = 2400 the block error rate is below 10⁻³.
  @Test func theRegularCodeDecodes() throws {
    let matrix = try ParityCheckMatrix.regular(n: 2_400, rows: 1_200, seed: 1)
    var rng = generator("patterns", 1)
    let patterns = ErrorPatterns(count: 400, n: 2_400, crossovers: [0.06], using: &rng)
    for rule in [CheckRule.sumProduct, .minSum(factor: 0.8)] {
      let found = try BeliefPropagation(matrix, rule: rule)
        .decode(patterns.ratios, syndromes: matrix.syndromes(of: patterns.blocks))
      let right = (0..<400).filter { block in
        found.converged(block) && found.bits[blocks: block..<block + 1] == patterns.blocks[blocks: block..<block + 1]
      }
      #expect(right.count >= 398)
    }
  }

  /// Beyond capacity nothing converges: all iterations are used, and the count of unsatisfied checks is that of the bits.
  @Test(arguments: [CheckRule.sumProduct, .minSum(factor: 0.75)])
  func failureIsAResult(rule: CheckRule) throws {
    let matrix = try ParityCheckMatrix.regular(n: 600, rows: 300, seed: 1)
    var rng = generator("patterns", 2)
    let patterns = ErrorPatterns(count: 20, n: 600, crossovers: [0.2], using: &rng)
    let syndromes = matrix.syndromes(of: patterns.blocks)
    let found = try BeliefPropagation(matrix, rule: rule, maximumIterations: 15)
      .decode(patterns.ratios, syndromes: syndromes)
    let reached = matrix.syndromes(of: found.bits)
    for block in 0..<20 {
      let differing = (0..<300).filter { reached[block, $0] != syndromes[block, $0] }.count
      #expect(found.iterationCounts[block] == 15 && !found.converged(block))
      #expect(Int(found.unsatisfiedCounts[block]) == differing)
    }
  }

  @Test func sizesAndNansAreRefused() throws {
    let decoder = BeliefPropagation(try ParityCheckMatrix(columnCount: 2, rows: [[0, 1]]))
    let syndrome = BitBlocks(blockCount: 1, bitCount: 1)
    #expect(throws: SlepianWolfError.invalid("3 ratios", expected: "2 for each block")) {
      try decoder.decode([1, 2, 3], syndromes: syndrome)
    }
    #expect(throws: SlepianWolfError.invalid("a syndrome of 2 bits", expected: "1")) {
      try decoder.decode([1, 2], syndromes: BitBlocks(blockCount: 1, bitCount: 2))
    }
    #expect(throws: SlepianWolfError.invalid("nan", expected: "a ratio")) {
      try decoder.decode([1, .nan], syndromes: syndrome)
    }
    #expect(try decoder.decode([], syndromes: BitBlocks(blockCount: 0, bitCount: 1)).iterationCounts.isEmpty)
  }
}
