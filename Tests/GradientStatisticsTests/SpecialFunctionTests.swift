import RealModule
import Testing

@testable import GradientStatistics

@Suite struct SpecialFunctionTests {
  /// ψ(1) = −γ, ψ(½) = −γ − 2 ln 2, ψ′(1) = π²/6, ψ′(½) = π²/2, and the recurrences.
  @Test func digammaAndTrigamma() {
    let γ = 0.5772156649015329
    #expect(isClose(Double.digamma(1), -γ, relative: 1e-14))
    #expect(isClose(Double.digamma(0.5), -γ - 2 * .log(2), relative: 1e-14))
    #expect(isClose(Double.trigamma(1), .pi * .pi / 6, relative: 1e-14))
    #expect(isClose(Double.trigamma(0.5), .pi * .pi / 2, relative: 1e-14))
    for x in [0.015, 0.3, 2.5, 9.99, 10, 40] {
      // ψ is the derivative of ln Γ; the difference over 2h is off by h²/6 ψ″ and 10⁻¹⁶/h.
      let h = 1e-4 * x
      let slope = (.logGamma(x + h) - .logGamma(x - h)) / (2 * h)
      #expect(isClose(Double.digamma(x), slope, relative: 1e-7))
      #expect(isClose(Double.trigamma(x), (.digamma(x + h) - .digamma(x - h)) / (2 * h), relative: 1e-7))
    }
  }

  /// Against the library's functions, eight at a time.
  @Test func lanesHaveLogarithmsAndExponentials() {
    var x = 1e-300
    while x < 1e300 {
      let log = SIMD8(repeating: x).naturalLogarithm[3]
      #expect(abs(log - Double.log(x)) <= 1e-13 * abs(Double.log(x)), "\(x)")
      x *= 1.37
    }
    for x in [1, 1 + 0x1p-52, 1 - 0x1p-53, 1.0001, 0.9999, 2, 0.5] {
      #expect(abs(SIMD8(repeating: x).naturalLogarithm[0] - Double.log(x)) <= 1e-13 * abs(Double.log(x)))
    }
    for exponent in stride(from: -700.0, through: 700, by: 0.37) {
      let value = SIMD8(repeating: exponent).exponential[5]
      #expect(abs(value - Double.exp(exponent)) <= 1e-13 * Double.exp(exponent), "\(exponent)")
    }
    #expect(SIMD8<Double>(repeating: -1e9).exponential[0] < 1e-300)
  }
}
