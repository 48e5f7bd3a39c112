import GradientStatistics
import Parallelism
import Randomness
import SlepianWolf

/// How often a code fails on blocks whose bits side information tells with a binary symmetric error.
public struct BlockErrors: Sendable, Equatable {
  /// The blocks that were decoded.
  public let blockCount: Int
  /// The blocks that were not recovered, or recovered wrongly.
  public let errorCount: Int

  /// Creates the count of `errorCount` blocks in error among `blockCount`.
  public init(blockCount: Int, errorCount: Int) {
    self.blockCount = blockCount
    self.errorCount = errorCount
  }

  /// The share of blocks in error.
  public var rate: Double { Double(errorCount) / Double(blockCount) }

  /// Decodes random blocks until `errorTarget` of them failed or `blockLimit` were decoded.
  ///
  /// Pieces of blocks have streams of their own, and only whole waves of pieces count, so the result does not depend on
  /// `jobs`.
  ///
  /// - Parameters:
  ///   - crossover: The probability that side information about a bit is wrong, in (0, 0.5).
  ///   - round: Tells apart measurements with the same streams.
  /// - Throws: What decoding throws, or `CancellationError`.
  public static func measured(
    _ matrix: ParityCheckMatrix, crossover: Double, errorTarget: Int, blockLimit: Int, streams: Streams, round: Int = 0,
    jobs: Int
  ) async throws -> BlockErrors {
    let piece = max(64, min(256, 2_000_000 / matrix.columnCount)), wave = 8
    let decoder = BeliefPropagation(matrix)
    var blocks = 0, errors = 0
    for first in stride(from: 0, to: max(1, blockLimit / piece), by: wave) {
      let counts = try await parallelMap(min(wave, max(1, blockLimit / piece) - first), jobs: jobs) { index in
        var rng = streams.generator("block errors", worker: first + index, round: round)
        let drawn = SymmetricBlocks(count: piece, length: matrix.columnCount, crossover: crossover, using: &rng)
        return try failures(drawn, decoder).count { $0 }
      }
      blocks += piece * counts.count
      errors += counts.reduce(0, +)
      if errors >= errorTarget { break }
    }
    return BlockErrors(blockCount: blocks, errorCount: errors)
  }

  /// Whether each block is lost.
  static func failures(_ blocks: SymmetricBlocks, _ decoder: BeliefPropagation) throws -> [Bool] {
    let result = try decoder.decode(blocks.ratios, syndromes: decoder.matrix.syndromes(of: blocks.bits))
    let words = blocks.bits.wordsPerBlock
    return (0..<blocks.bits.blockCount).map { block in
      let range = block * words..<(block + 1) * words
      return !result.converged(block) || result.bits.words[range] != blocks.bits.words[range]
    }
  }

  /// Bounds of the probability of a block error, each of which it lies beyond with probability at most `(1 − confidence) / 2`.
  ///
  /// - Precondition: `confidence` lies in (0, 1).
  public func interval(confidence: Double = 0.95) -> (low: Double, high: Double) {
    BinomialShare(errorCount, of: blockCount).interval(confidence: confidence)
  }
}
