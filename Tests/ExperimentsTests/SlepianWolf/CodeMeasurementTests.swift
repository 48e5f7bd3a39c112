@testable import Experiments
import Randomness
import SlepianWolf
import Testing

@Suite struct CodeMeasurementTests {
  /// Clopper and Pearson's bounds by hand: none of ten gives 1 − 0.025^(1/10), one of ten 0.0025 and 0.4450.
  @Test(arguments: [(0, 0.0, 0.3085), (1, 0.0025, 0.4450), (10, 0.6915, 1.0)])
  func intervals(errors: Int, low: Double, high: Double) {
    let interval = BlockErrors(blockCount: 10, errorCount: errors).interval()
    #expect(abs(interval.low - low) < 1e-4 && abs(interval.high - high) < 1e-4)
  }

  @Test func entropyAndCrossoverAreInverse() {
    for entropy in [0.01, 0.3, 0.5, 0.99] {
      #expect(abs(FlipTolerance.entropy(crossover: FlipTolerance.crossover(entropy: entropy)) - entropy) < 1e-12)
    }
  }

  /// A short code near its limit: results are those of any number of threads, failures rarer with more bits, and the
  /// fitted curve agrees with counting. 512 blocks, of which 10 to 40 % fail: five standard errors are below 0.11.
  @Test func measurementsAgree() async throws {
    let streams = Streams(seed: 1)
    let code = try RateAdaptiveCode(blockLength: 400, mother: 45)
    let matrix = try code.matrix(syndromeBits: 240)
    let tolerance = try FlipTolerance.measured(matrix, blockCount: 512, streams: streams)
    let crossover = FlipTolerance.crossover(entropy: tolerance.entropy(errorRate: 0.25))
    let one = try await BlockErrors.measured(
      matrix, crossover: crossover, errorTarget: 1_000, blockLimit: 512, streams: streams, jobs: 1)
    let three = try await BlockErrors.measured(
      matrix, crossover: crossover, errorTarget: 1_000, blockLimit: 512, streams: streams, jobs: 3)
    #expect(one == three && one.blockCount == 512)
    #expect(abs(one.rate - 0.25) < 0.11)
    let longer = try await BlockErrors.measured(
      code.matrix(syndromeBits: 290), crossover: crossover, errorTarget: 1_000, blockLimit: 512, streams: streams,
      jobs: 1)
    #expect(longer.errorCount < one.errorCount)
  }

  /// Repair ends for every block, needs more than the entropy, and, requests and checks counted, less than what one
  /// syndrome in a hundred fails with.
  @Test func repairNeedsLessThanRareFailure() async throws {
    let entropy = 0.5, length = 600, blockCount = 128
    let law = SyndromeLength(blockLength: length, entropy: entropy, dispersion: 0.9)
    func measured(jobs: Int) async throws -> PlaneDelivery {
      try await PlaneDelivery.measured(
        PlaneCode(blockLengths: [length]), entropy: entropy, bitCount: blockCount / 2 * length, planeCount: 2,
        streams: Streams(seed: 2), jobs: jobs)
    }
    let result = try await measured(jobs: 1)
    #expect(try await measured(jobs: 2) == result)
    #expect(result.planeCount == 2 && result.requestCount >= 2 && result.wrongBitCount == 0)
    #expect(result.efficiency > 1)
    #expect(result.efficiency * entropy * Double(length) < Double(law.bits(failureRate: 0.01)))
  }

  /// At the length found, 5 to 20 % of blocks fail where a tenth should: the pilot's 50 errors or so have a standard
  /// error of 14 %, a bit more or less of 230 another 5 %.
  @Test func lengthsAreFound() async throws {
    func measured(jobs: Int) async throws -> CodeEfficiency {
      try await CodeEfficiency.measured(
        blockLength: 400, entropy: 0.5, errorRate: 0.1, errorTarget: 100, blockLimit: 2_048, streams: Streams(seed: 3),
        jobs: jobs)
    }
    let result = try await measured(jobs: 1)
    #expect(try await measured(jobs: 2) == result)
    #expect(result.efficiency > 1 && result.efficiency == Double(result.syndromeBits) / 200)
    #expect((0.05...0.2).contains(result.errors.rate))
  }
}
