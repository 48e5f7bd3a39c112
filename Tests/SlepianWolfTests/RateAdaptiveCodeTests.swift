import Randomness
import Testing

@testable import SlepianWolf

@Suite struct RateAdaptiveCodeTests {
  /// Random blocks of seed 1.
  private func blocks(_ count: Int, _ length: Int) -> BitBlocks {
    var rng = Streams(seed: 1).generator("blocks")
    return BitBlocks((0..<count * length).map { _ in rng.next() & 1 == 1 }, bitCount: length)
  }

  /// The first bits of long syndromes.
  private func prefixes(_ sent: BitBlocks, _ length: Int) -> BitBlocks {
    BitBlocks((0..<sent.blockCount).flatMap { block in (0..<length).map { sent[block, $0] } }, bitCount: length)
  }

  /// What is sent at any length gives the syndromes of that length's matrix.
  @Test(arguments: [0, 20, 40, 53])
  func longerSyndromesBeginWithShorterOnes(mother: Int) throws {
    let code = try RateAdaptiveCode(blockLength: 400, mother: mother)
    let blocks = blocks(3, 400), sent = code.ladder.syndromes(of: blocks)
    let lengths = [
      code.shortestSyndrome, code.shortestSyndrome + 1, code.longestSyndrome - 1, code.longestSyndrome,
      code.longestSyndrome + 1, code.longestSyndrome + 400,
    ]
    for length in lengths {
      let matrix = try code.matrix(syndromeBits: length)
      #expect(matrix.rowCount == length)
      #expect(code.syndromes(fromSent: prefixes(sent, length)) == matrix.syndromes(of: blocks))
    }
    #expect(code.ladder.rowCount == lengths[5])
  }

  /// Splitting a row moves its ones only.
  @Test(arguments: [0, 30, 53])
  func splittingKeepsColumnDegrees(mother: Int) throws {
    let code = try RateAdaptiveCode(blockLength: 500, mother: mother)
    let degrees = try code.matrix(syndromeBits: code.shortestSyndrome).columnDegrees
    #expect(try code.matrix(syndromeBits: code.longestSyndrome).columnDegrees == degrees)
    let rows = try code.matrix(syndromeBits: code.longestSyndrome).rowDegrees
    #expect(rows.allSatisfy { $0 > 0 })
  }

  /// The last syndrome holds the bits themselves, so that it has rank n and decodes without side information.
  @Test func theLongestSyndromeGivesEveryBlock() throws {
    let code = try RateAdaptiveCode(blockLength: 300, mother: 25)
    let blocks = blocks(20, 300), sent = code.ladder.syndromes(of: blocks)
    let decoder = BeliefPropagation(try code.matrix(syndromeBits: code.ladder.rowCount))
    let ratios = [Float](repeating: 0, count: 20 * 300)
    let decoded = try decoder.decode(ratios, syndromes: code.syndromes(fromSent: sent))
    #expect(decoded.bits == blocks)
    #expect(decoder.matrix.rank == 300)
  }

  /// Columns of degree 2 are edges between two rows: without cycles there are fewer than rows, and they are a forest.
  @Test(arguments: [5, 25, 45, 53])
  func columnsOfDegreeTwoCloseNoCycle(mother: Int) throws {
    let matrix = try RateAdaptiveCode(blockLength: 2_400, mother: mother).matrix(
      syndromeBits: Int((RateAdaptiveCode.rate(ofMother: mother) * 2_400).rounded()))
    let light = matrix.columnDegrees.indices.filter { matrix.columnDegrees[$0] == 2 }
    #expect(light.count < matrix.rowCount && light.count > matrix.rowCount / 2)
    var position = [Int](repeating: -1, count: 2_400)
    for (index, column) in light.enumerated() { position[column] = index }
    let rows = (0..<matrix.rowCount).map { row in
      matrix.columns[matrix.edges(ofRow: row)].map { position[Int($0)] }.filter { $0 >= 0 }
    }
    #expect(try ParityCheckMatrix(columnCount: light.count, rows: rows).shortestCycles() == nil)
  }

  @Test func mothersAreChosenByTheirShortestSyndrome() throws {
    for bits in [96, 240, 1_200, 1_401, 2_400] {
      let mother = RateAdaptiveCode.mother(blockLength: 2_400, syndromeBits: bits)
      #expect(try RateAdaptiveCode(blockLength: 2_400, mother: mother).shortestSyndrome <= bits)
      if mother + 1 < RateAdaptiveCode.motherCount {
        #expect(RateAdaptiveCode.rate(ofMother: mother + 1) * 2_400 > Double(bits) - 0.5)
      }
    }
    #expect(RateAdaptiveCode.mother(blockLength: 2_400, syndromeBits: 1) == 0)
  }

  @Test func thereAreNoOtherCodes() {
    #expect(throws: SlepianWolfError.invalid("a block of 255 bits", expected: "256 to 2^20")) {
      try RateAdaptiveCode(blockLength: 255, mother: 0)
    }
    #expect(throws: SlepianWolfError.invalid("mother 54", expected: "one of 54")) {
      try RateAdaptiveCode(blockLength: 256, mother: 54)
    }
  }
}
