import Testing

@testable import Experiments

@Suite struct MemoryGrowthTests {
  private func growth(_ memory: [Int], after warmUp: Int) -> MemoryGrowth {
    MemoryGrowth(
      memory.enumerated().map { .init(round: $0 + 1, loss: 0, uplinkBits: 0, downlinkBits: 0, memory: $1) },
      after: warmUp)
  }

  /// Whatever the warm-up was; of 25 samples the last five fill no block. All numbers are exact in binary.
  @Test(arguments: [-4, 0, 1_024])
  func theSlopeOfALineIsCertain(slope: Int) {
    let line = growth((1...45).map { $0 <= 20 ? 7 * $0 * $0 : 1_000_000 + slope * $0 }, after: 20)
    #expect(line.slope == Double(slope) && line.standardError == 0)
  }

  /// By hand: means y = 0, 1, 0, 1, … at x = 1, …, 10 have Σ(x − x̄)² = 82.5 and Σ(x − x̄) y = 2.5, so that the slope is 1/33;
  /// the residuals are 2.5 − 82.5/33², and their eighth over 82.5 is the square of the error.
  @Test func residualsAreTheUncertainty() {
    let saw = growth((0..<10).map { $0 % 2 }, after: 0)
    let error = ((2.5 - 82.5 / 33 / 33) / 8 / 82.5).squareRoot()
    #expect(abs(saw.slope - 1.0 / 33) < 1e-15 && abs(saw.standardError - error) < 1e-15)
  }
}
