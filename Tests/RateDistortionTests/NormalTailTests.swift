import RealModule
import Testing

@testable import RateDistortion

@Suite struct NormalTailTests {
  /// The C library's erfc is right to a unit or two in the last place, 4e-16.
  @Test func theTailIsThatOfTheErrorFunction() {
    var farthest = 0.0
    for step in 0...37_000 {
      let a = Double(step) / 1_000
      farthest = max(farthest, abs(2 * a.normalUpperTail / .erfc(a * 0.5.squareRoot()) - 1))
    }
    // The rounding of a/√2 is worth a² units in the last place: 1,369 × 1.1e-16 for erfc itself.
    #expect(farthest < 3e-13)
    #expect(
      (0...100).allSatisfy { step in
        let a = Double(step) / 50
        return abs(2 * a.normalUpperTail / .erfc(a * 0.5.squareRoot()) - 1) < 2e-15
      })
  }

  @Test func farTailsStayPositive() {
    #expect(Double.infinity.normalUpperTail == 37.0.normalUpperTail)
    #expect(37.0.normalUpperTail > 1e-300)
  }
}
