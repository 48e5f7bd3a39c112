import GradientCoding
import GradientStatistics
import IndirectQuantization
import Quantization
import Randomness
import RealModule
import Testing

/// What is told of signals and of the gradients that are made of them.
@Suite struct SignalQualityTests {
  /// By hand: six zeros, −1, 1, 1 and 2 have the energy 7. One point, the mean 3/10, leaves 7 − 10 (3/10)²; two, the means of
  /// seven numbers and of three, 7 − 7 (1/7)² − 3 (4/3)².
  @Test func aSignalOfFewNumbers() throws {
    let quality = try SignalQuality([0, 0, 1, 0, -1, 0, 0, 2, 1, 0], pointCount: 4)
    #expect(quality.nonzeroShare == 0.4)
    let errors = quality.quantizations.map(\.normalizedError)
    #expect(abs(errors[0] - (7 - 0.9) / 7) < 1e-12)
    #expect(abs(errors[1] - (7 - 16.0 / 3 - 1.0 / 7) / 7) < 1e-12)
    #expect(errors[3] == 0)
    // Frequencies 7/10 and 3/10; 6/10, 1/10, 2/10 and 1/10.
    let entropies = quality.quantizations.map(\.entropy)
    #expect(entropies[0] == 0)
    #expect(abs(entropies[1] - 0.881_290_899) < 1e-8)
    #expect(abs(entropies[3] - 1.570_950_594) < 1e-8)
  }

  @Test func aSignalOfZerosHasNoError() throws {
    let quality = try SignalQuality([0, 0, 0], pointCount: 2)
    #expect(quality.nonzeroShare == 0)
    #expect(quality.quantizations.allSatisfy { $0.normalizedError == 0 && $0.entropy == 0 })
  }

  /// More points never have more error, and their entropy is at most that of equal frequencies.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func morePointsAreNoWorse(seed: UInt64) throws {
    for values in [Trial.signals(60, seed: seed)[1].input, Trial.signals(60, seed: seed)[0].delta] {
      let quantizations = try SignalQuality(values, pointCount: 11).quantizations
      for (few, more) in zip(quantizations, quantizations.dropFirst()) {
        #expect(more.normalizedError < few.normalizedError)
      }
      for (index, quantization) in quantizations.enumerated() {
        #expect(quantization.entropy > 0 || index == 0)
        #expect(quantization.entropy <= .log2(Double(index + 1)) + 1e-12)
      }
    }
  }

  /// The error is that of the outer products, to single precision; bits are those of both signals over the elements of G.
  @Test(arguments: Trial.methods) func productsAreThoseOfTheSignals(method: IndirectMethod) {
    let signals = Trial.signals(6, seed: 3)[0], dither = Trial.dither(3)
    let layer = QuantizedLayer(signals, method: method, codesZeros: false, dither: dither)
    let quality = ProductQuality(layer, gradient: signals.kernelGradient(), dither: dither)
    let g = Trial.outerProducts(signals), quantized = Trial.outerProducts(layer.signals("layer", dither: dither))
    let expected = Trial.squaredDistance(g, quantized) / g.reduce(0) { $0 + $1 * $1 }
    #expect(abs(quality.normalizedError - expected) < 1e-5 * (1 + expected))
    #expect(quality.bitsPerElement == (layer.input.entropyBits + layer.delta.entropyBits) / Double(g.count))
  }

  /// Samples of the laws themselves lie as far from their fits as such samples do: within a factor of two and a half of the
  /// mean of ten. Zeros are told apart, and densities integrate to one but for what lies beyond six deviations.
  @Test(arguments: SignalMarginal.Law.allCases, 1...3 as ClosedRange<UInt64>)
  func samplesOfTheLawFitIt(law: SignalMarginal.Law, seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("marginal")
    let values = Normal(deviation: 0.02).values(count: 20_000, using: &rng).enumerated().map { index, value in
      index % 4 == 0 ? 0 : law == .normal ? value : abs(value)
    }
    let marginal = try SignalMarginal(values, law: law, nullRepetitions: 10, using: &rng)
    #expect(marginal.count == 20_000 && marginal.zeros == 5_000)
    // Three thousandths of the root of the mean square have a standard error of 0.02/√30,000.
    #expect(abs(marginal.deviation - 0.02) < 0.0006)
    #expect((0.4..<2.5).contains(marginal.distance / marginal.nullDistance))
    let range = SignalMarginal.range(of: law), width = (range.upperBound - range.lowerBound) / 48
    #expect(abs(marginal.densities.reduce(0, +) * width - 1) < 1e-6)
    // Bins near the mode hold some 750 to 1,500 numbers and more: a fifth is more than five standard errors.
    for (x, density) in zip(marginal.centres, marginal.densities) where abs(x) < 0.7 {
      #expect(abs(density / marginal.fittedDensity(at: x) - 1) < 0.2)
    }
  }

  /// Uniform numbers lie √(2 − 2 √(3/π)) = 0.2137 deviations from both laws: with E[z Q(z)] = 1/√π for the quantiles Q of the
  /// folded one. The floor for 20,000 numbers is below 0.02.
  @Test(arguments: SignalMarginal.Law.allCases) func otherLawsDoNotFit(law: SignalMarginal.Law) throws {
    var rng = Streams(seed: 9).generator("uniform")
    let values = (1...20_000).map { Float($0) / 20_000 * (law == .normal && $0 % 2 == 0 ? -1 : 1) }
    let marginal = try SignalMarginal(values, law: law, nullRepetitions: 3, using: &rng)
    #expect(abs(marginal.distance - 0.2137) < 0.001)
    #expect(marginal.nullDistance < 0.02)
  }

  @Test func signalsOfZerosHaveNoLaw() {
    var rng = Streams(seed: 1).generator("none")
    #expect(throws: LawFitError.noValues) {
      try SignalMarginal([0, 0], law: .normal, nullRepetitions: 1, using: &rng)
    }
  }
}
