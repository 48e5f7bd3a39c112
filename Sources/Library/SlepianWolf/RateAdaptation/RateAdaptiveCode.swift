import Randomness

/// A code whose syndromes grow bit by bit: what is sent for a block that fails completes what was sent before.
///
/// A mother matrix of m rows is grown for a rate. Each further bit splits one of its rows in two: the bit is the parity of
/// every second one of the row's columns, in the order of their degrees, and with the sum of both that the decoder has it
/// gives the parity of the others. Column degrees stay, rows get lighter, and splitting closes no cycle. When all rows are
/// split, the source bits themselves follow, those in most rows first, so that the longest syndrome gives every block.
///
/// The bits are sent in the order of the rows of `ladder`, so that each syndrome begins with the shorter ones. All
/// depends on block length and mother alone; encoder and decoder make the same code from these two numbers.
public struct RateAdaptiveCode: Sendable {
  /// The length n of a block.
  public let blockLength: Int
  /// Which of the mothers, in `0..<motherCount`.
  public let mother: Int
  /// The matrix whose row i is the sum that bit i of a syndrome is.
  public let ladder: ParityCheckMatrix
  /// The rows of the mother in the order in which they are split.
  let splitRows: [Int]
  /// The columns of the ladder's rows from m on, and what splitting leaves of the mother's rows.
  private let rest: ParityCheckMatrix

  /// The rows m of the mother: the bits of the shortest syndrome.
  public var shortestSyndrome: Int { rest.rowCount }
  /// The bits of the longest syndrome that sends no source bit itself; all rows are split.
  public var longestSyndrome: Int { shortestSyndrome + splitRows.count }

  /// Grows a code.
  ///
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` unless the block has 256 to 2²⁰ bits and there is such a mother.
  /// - Complexity: That of ``ParityCheckMatrix/init(growingEdgesFor:rowCount:rowDegrees:searchLimit:using:)``; 20 ms at
  ///   n = 2,400, 2 s at 64,800.
  public init(blockLength: Int, mother: Int) throws(SlepianWolfError) {
    guard (256...1 << 20).contains(blockLength) else {
      throw .invalid("a block of \(blockLength) bits", expected: "256 to 2^20")
    }
    guard (0..<Self.motherCount).contains(mother) else {
      throw .invalid("mother \(mother)", expected: "one of \(Self.motherCount)")
    }
    var rng = Streams(seed: 0).generator("rate-adaptive code", worker: mother, round: blockLength)
    let rowCount = Self.shortestSyndrome(blockLength, mother: mother)
    let degrees = try MotherDegrees.distribution(
      rate: Self.rate(ofMother: mother), greatestShareOfTwo: Double(rowCount - 1) / Double(blockLength)
    ).degrees(count: blockLength)
    // Columns of one degree are spread over the block.
    let places = permutation(of: blockLength, using: &rng)
    let matrix = try ParityCheckMatrix(
      growingEdgesFor: places.map { min(degrees[$0], rowCount) }, rowCount: rowCount, searchLimit: 128, using: &rng)
    try self.init(splitting: matrix, mother: mother)
  }

  /// Creates the code of a mother matrix.
  init(splitting matrix: ParityCheckMatrix, mother: Int) throws(SlepianWolfError) {
    let degrees = matrix.columnDegrees
    var rows = (0..<matrix.rowCount).map { row in matrix.columns[matrix.edges(ofRow: row)].map { Int($0) } }
    var sent = rows
    // A row of one bit has no halves.
    splitRows = rows.indices.filter { rows[$0].count > 1 }
    for row in splitRows {
      let columns = rows[row].sorted { (degrees[$0], $0) < (degrees[$1], $1) }
      sent.append(stride(from: 0, to: columns.count, by: 2).map { columns[$0] })
      rows[row] = stride(from: 1, to: columns.count, by: 2).map { columns[$0] }
    }
    for column in degrees.indices.sorted(by: { (-degrees[$0], $0) < (-degrees[$1], $1) }) { sent.append([column]) }
    blockLength = matrix.columnCount
    self.mother = mother
    ladder = try ParityCheckMatrix(columnCount: blockLength, rows: sent)
    rest = try ParityCheckMatrix(columnCount: blockLength, rows: rows)
  }

  /// The matrix that decodes syndromes of so many bits.
  ///
  /// - Precondition: `syndromeBits` lies between ``shortestSyndrome`` and the rows of ``ladder``.
  /// - Complexity: O(*edges*).
  public func matrix(syndromeBits: Int) throws(SlepianWolfError) -> ParityCheckMatrix {
    let splits = splitCount(syndromeBits)
    var rows = (0..<syndromeBits).map { ladder.columns[ladder.edges(ofRow: $0)].map { Int($0) } }
    for row in splitRows.prefix(splits) { rows[row] = rest.columns[rest.edges(ofRow: row)].map { Int($0) } }
    return try ParityCheckMatrix(columnCount: blockLength, rows: rows)
  }

  /// The syndromes for ``matrix(syndromeBits:)`` from the bits sent, [block, l].
  ///
  /// - Precondition: As of ``matrix(syndromeBits:)``, with l for `syndromeBits`.
  /// - Complexity: O(l) for each block.
  public func syndromes(fromSent sent: BitBlocks) -> BitBlocks {
    var result = sent
    let first = shortestSyndrome
    for (step, row) in splitRows.prefix(splitCount(sent.bitCount)).enumerated() {
      for block in 0..<sent.blockCount where sent[block, first + step] { result[block, row].toggle() }
    }
    return result
  }

  private func splitCount(_ syndromeBits: Int) -> Int {
    precondition(
      (shortestSyndrome...ladder.rowCount).contains(syndromeBits),
      "\(syndromeBits) bits of \(shortestSyndrome)...\(ladder.rowCount)")
    return min(syndromeBits - shortestSyndrome, splitRows.count)
  }
}

extension RateAdaptiveCode {
  /// The number of mothers.
  public static var motherCount: Int { 54 }

  /// The rate m/n of a mother, 0.04 · 1.06ⁱ, from 0.04 to 0.88 bits for each source bit.
  ///
  /// - Precondition: There is such a mother.
  public static func rate(ofMother mother: Int) -> Double {
    precondition((0..<motherCount).contains(mother), "mother \(mother) of \(motherCount)")
    return (0..<mother).reduce(0.04) { rate, _ in rate * 1.06 }
  }

  /// The column degrees of mothers at some rates; those between are mixtures of their neighbours.
  public static var motherDegrees: [(rate: Double, columns: DegreeDistribution)] {
    get throws(SlepianWolfError) {
      var result: [(rate: Double, columns: DegreeDistribution)] = []
      for entry in MotherDegrees.table {
        result.append((entry.rate, try MotherDegrees.distribution(rate: entry.rate, greatestShareOfTwo: entry.rate)))
      }
      return result
    }
  }

  /// The mother with the longest of the shortest syndromes that have at most so many bits, the best for this length; the
  /// first if all have more.
  public static func mother(blockLength: Int, syndromeBits: Int) -> Int {
    (0..<motherCount).last { shortestSyndrome(blockLength, mother: $0) <= syndromeBits } ?? 0
  }

  /// The bits of the shortest syndrome of a mother, m.
  static func shortestSyndrome(_ blockLength: Int, mother: Int) -> Int {
    Int((rate(ofMother: mother) * Double(blockLength)).rounded())
  }
}
