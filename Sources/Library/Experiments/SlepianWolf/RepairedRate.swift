import Parallelism
import Randomness
import SlepianWolf

/// The syndrome bits that blocks take when each gets more until it decodes, side information being symmetric.
///
/// The decoder is told when it is right, so no check is counted, nor the feedback.
public struct RepairedRate: Sendable, Equatable {
  /// The blocks that were decoded.
  public let blockCount: Int
  /// The syndrome bits of all blocks.
  public let syndromeBitCount: Int
  /// The decodings of all blocks.
  public let attemptCount: Int

  /// The mean syndrome bits for each source bit.
  public func rate(blockLength: Int) -> Double {
    Double(syndromeBitCount) / Double(blockLength) / Double(blockCount)
  }

  /// Sends random blocks: at first `start` bits of a syndrome, then `step` more while a block is not recovered.
  ///
  /// - Parameters:
  ///   - start: The bits that are sent at first, at least those of the code's shortest syndrome.
  ///   - crossover: The probability that side information about a bit is wrong, in (0, 0.5).
  ///   - blockCount: The least number of blocks.
  /// - Throws: What decoding throws, or `CancellationError`. The result does not depend on `jobs`.
  public static func measured(
    _ code: RateAdaptiveCode, start: Int, step: Int, crossover: Double, blockCount: Int, streams: Streams,
    round: Int = 0, jobs: Int
  ) async throws -> RepairedRate {
    let piece = max(32, min(128, 1_000_000 / code.blockLength))
    let parts = try await parallelMap((blockCount + piece - 1) / piece, jobs: jobs) { index in
      var rng = streams.generator("repaired rate", worker: index, round: round)
      let drawn = SymmetricBlocks(count: piece, length: code.blockLength, crossover: crossover, using: &rng)
      return try sent(drawn, code, start: start, step: step)
    }
    return RepairedRate(
      blockCount: piece * parts.count, syndromeBitCount: parts.reduce(0) { $0 + $1.syndromeBitCount },
      attemptCount: parts.reduce(0) { $0 + $1.attemptCount })
  }

  private static func sent(
    _ blocks: SymmetricBlocks, _ code: RateAdaptiveCode, start: Int, step: Int
  ) throws -> RepairedRate {
    var remaining = blocks
    var length = start, bits = 0, attempts = 0
    while remaining.count > 0 {
      try Task.checkCancellation()
      let failed = try BlockErrors.failures(remaining, BeliefPropagation(code.matrix(syndromeBits: length)))
      attempts += remaining.count
      bits += length * failed.count { !$0 }
      remaining = remaining.keeping(failed)
      length = min(length + step, code.ladder.rowCount)
    }
    return RepairedRate(blockCount: blocks.count, syndromeBitCount: bits, attemptCount: attempts)
  }
}
