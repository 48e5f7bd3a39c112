import GradientCoding
import IndirectQuantization
import Randomness
import Testing

/// THESIS, Theorem 4.
@Suite struct DitherTests {
  static let trialCount = 4_000

  /// The errors G̃ − G over rounds, each with dithers of its own.
  func errors(_ signals: LayerSignals, _ method: IndirectMethod, codesZeros: Bool, seed: UInt64) -> [[Double]] {
    let g = Trial.outerProducts(signals)
    return (0..<Self.trialCount).map { round in
      let dither = Trial.dither(seed, round: round)
      let layer = QuantizedLayer(signals, method: method, codesZeros: codesZeros, dither: dither)
      return zip(Trial.outerProducts(layer.signals("layer", dither: dither)), g).map { $0 - $1 }
    }
  }

  /// The mean of N errors of variance V in all has an expected square V/N; more than three times that is beyond chance for
  /// 35 and more elements (weakly dependent, chi-squared with as many degrees: beyond 10⁻⁹). The variance is that of
  /// Equation (D.4), within five standard errors, and below the theorem's bound; zeros coded apart only lower it.
  @Test(arguments: [1, 2, 3] as [UInt64], [1, 2, 4])
  func theEstimateIsUnbiasedAndItsVarianceBounded(seed: UInt64, extent: Int) {
    let signals = Trial.signals(8, seed: seed)[Int(seed % 2)], count = Double(Self.trialCount)
    let method = IndirectMethod.dithered(inputExtent: extent, deltaExtent: 2 * extent)
    let variance = DitheredError.variance(of: signals, inputExtent: extent, deltaExtent: 2 * extent)
    #expect(variance <= DitheredError.bound(of: signals, inputExtent: extent, deltaExtent: 2 * extent))
    for codesZeros in [false, true] {
      let errors = errors(signals, method, codesZeros: codesZeros, seed: seed)
      let squares = LemmaTests.Estimate(errors.map { $0.reduce(0) { $0 + $1 * $1 } })
      let mean = errors[0].indices.map { index in errors.reduce(0) { $0 + $1[index] } / count }
      #expect(mean.reduce(0) { $0 + $1 * $1 } < 3 * squares.mean / count)
      if codesZeros {
        #expect(squares.mean < variance)
      } else {
        #expect(abs(squares.mean - variance) < 5 * squares.error)
      }
    }
  }

  /// No error is above half a step, up to the rounding of x/κ + u in single precision.
  @Test(arguments: [1, 2, 3] as [UInt64], [1, 3, 32]) func noErrorIsAboveHalfAStep(seed: UInt64, extent: Int) {
    let signals = Trial.signals(50, seed: seed)[0], dither = Trial.dither(seed)
    let layer = QuantizedLayer(
      signals, method: .dithered(inputExtent: extent, deltaExtent: extent), codesZeros: false, dither: dither)
    let step = layer.delta.parameters[0], values = layer.delta.values(dither: dither.delta)
    #expect(zip(signals.delta, values).allSatisfy { abs($0 - $1) <= step * (0.5 + 1e-6 * Float(extent)) })
    #expect(Set(layer.delta.symbols).count > 2)
  }

  @Test func signalsOfZerosStayZero() {
    let signals = LayerSignals(layer: "layer", sampleCount: 2, input: [0, 0, 0, 0], delta: [0, 0])
    for method in Trial.methods {
      for codesZeros in [false, true] {
        let layer = QuantizedLayer(signals, method: method, codesZeros: codesZeros, dither: Trial.dither(1))
        #expect(layer.signals("layer", dither: Trial.dither(1)).kernelGradient() == [0, 0])
      }
    }
  }
}
