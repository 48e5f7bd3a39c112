import RealModule
import Testing

@testable import Randomness

/// Errors against double precision, at words spread over all their range and at its ends.
@Suite struct ElementaryFunctionTests {
  private static let words: [UInt32] =
    (0..<100_000).map { UInt32($0) &* 42_949 &+ 17 } + [0, 1, 2, .max, .max - 1, 1 << 31, 1 << 30, 3 << 30, 1 << 29]

  @Test func logarithmsAreOfSinglePrecision() {
    for word in Self.words {
      for x in [word.openUniform, Float(word) + 1, 0.9 + Float(word) * 0x1p-34] {
        let exact = Double.log(Double(x))
        #expect(abs(Double(x.naturalLogarithm) - exact) <= 0x1p-23 * max(abs(exact), 0x1p-40))
      }
    }
    #expect((1 as Float).naturalLogarithm == 0)
  }

  @Test func exponentialsAreOfSinglePrecision() {
    for word in Self.words {
      let x = Float(Int32(bitPattern: word)) * 0x1p-25
      let exact = Double.exp(Double(x))
      #expect(abs(Double(x.exponential) - exact) <= 0x1p-22 * exact)
    }
    #expect((-1_000 as Float).exponential == (-87 as Float).exponential)
    #expect((1_000 as Float).exponential == (88 as Float).exponential)
  }

  @Test func rootsAreOfSinglePrecision() {
    for word in Self.words where word > 0 {
      let exact = Double(Float(word)).squareRoot()
      #expect(abs(Double(Float(word).root) - exact) <= 0x1p-22 * exact)
    }
    #expect((0 as Float).root == 0)
  }

  @Test func turnsAreOfSinglePrecision() {
    for word in Self.words {
      let angle = Double(word) * 0x1p-31 * .pi
      let (cosine, sine) = word.cosineAndSineOfTurn
      #expect(abs(Double(cosine) - .cos(angle)) < 0x1p-23)
      #expect(abs(Double(sine) - .sin(angle)) < 0x1p-23)
    }
  }
}
