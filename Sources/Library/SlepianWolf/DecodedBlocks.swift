/// What belief propagation made of some blocks.
///
/// A block that did not converge is here too: its decisions are those of the last iteration.
public struct DecodedBlocks: Sendable, Equatable {
  /// The decisions, [block, n].
  public internal(set) var bits: BitBlocks
  /// The iterations that each block took.
  public internal(set) var iterationCounts: [Int32]
  /// The checks that each block's decisions violate; 0 where the block converged.
  public internal(set) var unsatisfiedCounts: [Int32]
  /// ln (Pr(0) / Pr(1)) of each bit given the side information and the syndrome, as far as the iterations got, [block, n];
  /// empty unless asked for. Infinite exactly where the block's own ratio counted as infinite.
  public internal(set) var posteriors: [Float]

  /// Whether the block's decisions have the syndrome.
  public func converged(_ block: Int) -> Bool { unsatisfiedCounts[block] == 0 }

  init(blockCount: Int, bitCount: Int, keepingPosteriors: Bool) {
    bits = BitBlocks(blockCount: blockCount, bitCount: bitCount)
    iterationCounts = [Int32](repeating: 0, count: blockCount)
    unsatisfiedCounts = [Int32](repeating: 0, count: blockCount)
    posteriors = keepingPosteriors ? [Float](repeating: 0, count: blockCount * bitCount) : []
  }

  /// Appends the results of further blocks.
  mutating func append(_ other: DecodedBlocks) {
    bits.append(other.bits)
    iterationCounts += other.iterationCounts
    unsatisfiedCounts += other.unsatisfiedCounts
    posteriors += other.posteriors
  }
}
