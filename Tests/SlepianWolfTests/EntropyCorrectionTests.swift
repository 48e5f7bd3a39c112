import Testing

@testable import SlepianWolf

/// How plans follow what rounds before took.
@Suite struct EntropyCorrectionTests {
  let information = PlaneInformation(entropy: 0.6, dispersion: 0.8)

  /// A constant ratio becomes the factor, to 0.7ⁿ, and the deviation falls to nothing.
  @Test func aConstantRatioIsLearnt() {
    var correction = EntropyCorrection(deviation: 0.1)
    #expect(correction.corrected(information).entropy == 0.6)
    for _ in 0..<80 { correction.learn(bits: 120, expected: 100) }
    #expect(abs(correction.factor - 1.2) < 1e-9 && correction.deviation < 1e-4)
    let corrected = correction.corrected(information)
    #expect(abs(corrected.entropy - 0.72) < 1e-9 && corrected.dispersion == 0.8)
  }

  /// A ratio that is 0.9 and 1.1 in turns keeps a deviation between half and once the distance from the mean.
  @Test func aRatioThatVariesStaysUncertain() {
    var correction = EntropyCorrection(deviation: 0)
    for round in 0..<100 { correction.learn(bits: round.isMultiple(of: 2) ? 90 : 110, expected: 100) }
    #expect((0.05...0.12).contains(correction.deviation) && abs(correction.factor - 1) < 0.03)
    #expect(abs(correction.corrected(information).spread - 0.6 * correction.deviation) < 1e-12)
  }

  /// One round cannot move the factor by more than the weight, whatever it took; entropies stay at most 1.
  @Test func ratiosAreBounded() {
    var correction = EntropyCorrection(deviation: 0)
    correction.learn(bits: 1e9, expected: 1)
    #expect(abs(correction.factor - 1.3) < 1e-12)
    correction.learn(bits: 1, expected: 0)
    #expect(correction.corrected(PlaneInformation(entropy: 0.95, dispersion: 0)).entropy == 1)
  }

  /// What is uncertain for all bits together adds n² s² to the variance of what a block needs, so that blocks start higher
  /// where requests are dear, and are sent as they are where that costs more than it can save.
  @Test func uncertaintyRaisesTheStart() throws {
    let code = PlaneCode(blockLengths: [2_400], blockPrice: 200)
    func start(spread: Double) throws -> Int {
      let plan = code.plan(
        for: PlaneInformation(entropy: 0.6, dispersion: 0.8, spread: spread), count: 240_000)
      guard case .coded(_, let full?, _) = plan else { return 2_400 }
      return RateLadder(blockLength: 2_400, mother: full.mother).lengths[full.step]
    }
    let certain = try start(spread: 0), uncertain = try start(spread: 0.03)
    #expect(certain < uncertain && uncertain < 2_400)
    let sure = PlaneInformation(entropy: 0.92, dispersion: 0.3)
    let unsure = PlaneInformation(entropy: 0.92, dispersion: 0.3, spread: 0.2)
    #expect(code.plan(for: sure, count: 240_000) != .raw && code.plan(for: unsure, count: 240_000) == .raw)
    let n = 2_400.0
    let need = SyndromeLength(blockLength: 2_400, entropy: 0.6, dispersion: 0.8, spread: 0.03)
    #expect(abs(need.deviation * need.deviation - (n * (0.8 + 0.22) + n * n * 0.03 * 0.03)) < 1e-6)
  }
}
