import Randomness
import RateDistortion
import SlepianWolf

/// The syndrome that a rate-adaptive code needs without repair at one conditional entropy, side information being symmetric.
public struct CodeEfficiency: Sendable, Equatable {
  /// The length n of a block.
  public let blockLength: Int
  /// H, bits for each source bit.
  public let entropy: Double
  /// The bits of the syndrome, l.
  public let syndromeBits: Int
  /// How often blocks fail with it.
  public let errors: BlockErrors

  /// f = (l/n) / H.
  public var efficiency: Double { Double(syndromeBits) / Double(blockLength) / entropy }

  /// Finds the length at which blocks fail with probability `errorRate`, and counts failures at that length.
  ///
  /// The length is that of ``SyndromeLength``, moved by as much as the law says for the failures of a pilot there, which
  /// ends after a quarter of `errorTarget`; it aims one standard error of the pilot below `errorRate`.
  ///
  /// - Parameters:
  ///   - errorTarget: The failures after which counting ends.
  ///   - blockLimit: The blocks after which it ends anyway.
  /// - Throws: ``SlepianWolfError`` or ``RateDistortionError`` where there is no such code or entropy, or
  ///   `CancellationError`. The result does not depend on `jobs`.
  public static func measured(
    blockLength: Int, entropy: Double, errorRate: Double, errorTarget: Int, blockLimit: Int, streams: Streams, jobs: Int
  ) async throws -> CodeEfficiency {
    let posterior = try BinaryPosterior.symmetric(entropy: entropy)
    let law = SyndromeLength(blockLength: blockLength, entropy: entropy, dispersion: posterior.dispersion)
    let crossover = FlipTolerance.crossover(entropy: entropy)
    let planned = try matrix(blockLength, law.bits(failureRate: errorRate))
    let pilot = try await BlockErrors.measured(
      planned, crossover: crossover, errorTarget: max(1, errorTarget / 4), blockLimit: max(1, blockLimit / 4),
      streams: streams, round: 1, jobs: jobs)
    // Half a failure where there is none, or nothing else.
    let half = 0.5 / Double(pilot.blockCount), pilotRate = min(max(pilot.rate, half), 1 - half)
    let aim = errorRate / (1 + 1 / Double(max(1, pilot.errorCount)).squareRoot())
    let shift = law.bits(failureRate: aim) - law.bits(failureRate: pilotRate)
    let needed = try matrix(blockLength, planned.rowCount + shift)
    let errors = try await BlockErrors.measured(
      needed, crossover: crossover, errorTarget: errorTarget, blockLimit: blockLimit, streams: streams, jobs: jobs)
    return CodeEfficiency(
      blockLength: blockLength, entropy: entropy, syndromeBits: needed.rowCount, errors: errors)
  }

  private static func matrix(_ blockLength: Int, _ bits: Int) throws -> ParityCheckMatrix {
    let bits = min(bits, blockLength)
    let code = try RateAdaptiveCode(
      blockLength: blockLength, mother: RateAdaptiveCode.mother(blockLength: blockLength, syndromeBits: bits))
    return try code.matrix(syndromeBits: max(bits, code.shortestSyndrome))
  }
}
