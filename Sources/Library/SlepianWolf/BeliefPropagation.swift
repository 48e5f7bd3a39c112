import Parallelism

/// Belief propagation for the syndrome problem: the most likely bits, one by one, given side information and a syndrome
/// (DSC, III-C; Liveris, Xiong and Georghiades, IEEE Communications Letters 6, 2002).
///
/// In the paper's symbols H is `matrix`, [l, n]; x a block of n bits; s = Hx its syndrome. Side information is a ratio
/// λᵢ = ln (Pr(xᵢ = 0) / Pr(xᵢ = 1)) for each bit. An iteration goes through the checks in the order of the rows
/// (layered schedule): the ratios qᵢ without the check's last word give its new word to bit i,
///
///     rᵢ = (−1)ˢ 2 artanh ∏ tanh(qⱼ / 2)   over the bits j ≠ i of the check
///
/// and it counts in bit i's ratio at once. A block ends when its decisions have the syndrome, after one iteration at
/// least, or after `maximumIterations`.
///
/// Ratios are single precision; those beyond ±2¹⁶ ln 2 ≈ 45,426, ±∞ among them, count as known bits, which never flip and act
/// exactly as if their columns were not in H. A check's word is at most 62 ln 2 ≈ 43 in magnitude; it has an error below
/// 10⁻⁶ of itself plus 10⁻⁶, besides what single precision does to the sums.
///
/// Sixteen blocks are decoded in the lanes of vectors. A block's result depends on nothing but the block: neither on the
/// blocks beside it nor on the number of threads.
public struct BeliefPropagation: Sendable {
  /// The parity-check matrix H.
  public let matrix: ParityCheckMatrix
  /// The rule of the check update.
  public let rule: CheckRule
  /// The iterations after which a block is given up.
  public let maximumIterations: Int

  /// Creates a decoder.
  ///
  /// - Precondition: `maximumIterations` is positive; no column has more than 4,095 ones; the factor of a min-sum rule lies
  ///   in (0, 1].
  public init(_ matrix: ParityCheckMatrix, rule: CheckRule = .sumProduct, maximumIterations: Int = 100) {
    precondition(maximumIterations > 0, "no block is decoded in \(maximumIterations) iterations")
    if case .minSum(let factor) = rule { precondition(factor > 0 && factor <= 1, "a factor of \(factor)") }
    precondition(matrix.columnDegrees.allSatisfy { $0 < 4_096 }, "a column of more than 4,095 ones")
    self.matrix = matrix
    self.rule = rule
    self.maximumIterations = maximumIterations
  }

  /// Decodes blocks on the calling thread.
  ///
  /// - Parameters:
  ///   - ratios: λ, [block, n], one block after the other.
  ///   - syndromes: s, [block, l].
  ///   - keepingPosteriors: Whether the result holds the bits' ratios.
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` where the sizes disagree or a ratio is nan.
  /// - Complexity: O(edges) for each iteration of a block; memory of 64 (n + l + edges) bytes beside the result.
  public func decode(
    _ ratios: [Float], syndromes: BitBlocks, keepingPosteriors: Bool = false
  ) throws(SlepianWolfError) -> DecodedBlocks {
    try check(ratios, syndromes)
    return decode(ratios, syndromes, range: 0..<syndromes.blockCount, keepingPosteriors: keepingPosteriors)
  }

  /// Decodes blocks by up to `jobs` tasks at once; the result does not depend on their number.
  ///
  /// - Throws: As ``decode(_:syndromes:keepingPosteriors:)``, or `CancellationError`.
  public func decode(
    _ ratios: [Float], syndromes: BitBlocks, keepingPosteriors: Bool = false, jobs: Int
  ) async throws -> DecodedBlocks {
    try check(ratios, syndromes)
    let count = syndromes.blockCount
    // At the end of a piece lanes wait for its slowest block, so that pieces are large.
    let piece = max(1, min(1_024, (count + jobs - 1) / jobs))
    let parts = try await parallelMap((count + piece - 1) / piece, jobs: jobs) { index in
      let range = index * piece..<min((index + 1) * piece, count)
      return decode(ratios, syndromes, range: range, keepingPosteriors: keepingPosteriors)
    }
    var result = DecodedBlocks(blockCount: 0, bitCount: matrix.columnCount, keepingPosteriors: false)
    for part in parts { result.append(part) }
    return result
  }

  private func decode(
    _ ratios: [Float], _ syndromes: BitBlocks, range: Range<Int>, keepingPosteriors: Bool
  ) -> DecodedBlocks {
    var lanes = LaneDecoder(self)
    return lanes.decode(ratios.span, syndromes, range: range, keepingPosteriors: keepingPosteriors)
  }

  private func check(_ ratios: [Float], _ syndromes: BitBlocks) throws(SlepianWolfError) {
    guard syndromes.bitCount == matrix.rowCount else {
      throw .invalid("a syndrome of \(syndromes.bitCount) bits", expected: "\(matrix.rowCount)")
    }
    let (count, overflow) = syndromes.blockCount.multipliedReportingOverflow(by: matrix.columnCount)
    guard !overflow, ratios.count == count else {
      throw .invalid("\(ratios.count) ratios", expected: "\(matrix.columnCount) for each block")
    }
    var nanCount = 0
    for ratio in ratios where ratio.isNaN { nanCount &+= 1 }
    guard nanCount == 0 else { throw .invalid("nan", expected: "a ratio") }
  }
}
