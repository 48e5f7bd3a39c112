import GradientCoding
import GradientStatistics
import IndirectQuantization
import Quantization
import Randomness
import Testing

/// THESIS, Lemma 3.
@Suite struct LemmaTests {
  /// The mean and its standard error.
  struct Estimate {
    let mean: Double
    let error: Double

    init(_ values: [Double]) {
      let count = Double(values.count), mean = values.reduce(0, +) / count
      self.mean = mean
      error = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count / count).squareRoot()
    }
  }

  /// E[x̃δ̃ − xδ] = (4/π²) arcsin ρ − ρ. Five standard errors, and 0.002 for ends that are designed on some 4,096 values:
  /// they lie some 0.02 from zero, and the product feels the square of that.
  @Test(arguments: [-0.9, -0.5, 0, 0.3, 0.6, 0.95]) func naiveIsBiasedByTheArcsine(correlation: Double) {
    let count = 400_000, ρ = Float(correlation)
    var rng = Streams(seed: 1).generator("bias")
    let x = Trial.normals(count, &rng), z = Trial.normals(count, &rng)
    let δ = zip(x, z).map { ρ * $0 + (1 - ρ * ρ).squareRoot() * $1 }
    let layer = QuantizedLayer(
      LayerSignals(layer: "layer", sampleCount: count, input: x, delta: δ),
      method: .naive(inputLevels: 2, deltaLevels: 2), codesZeros: false, dither: Trial.dither(1))
    let quantized = layer.signals("layer", dither: Trial.dither(1))
    let bias = Estimate(
      (0..<count).map {
        Double(quantized.input[$0]) * Double(quantized.delta[$0]) - Double(x[$0]) * Double(δ[$0])
      })
    #expect(abs(bias.mean - OneBitError.naiveBias(correlation: correlation)) < 5 * bias.error + 0.002)
  }

  /// The best one-bit quantizer of a folded normal keeps 0.8825 of its energy, and not 0.98.
  @Test func theFoldedNormalKeepsLess() throws {
    let law = FoldedNormal(deviation: 1), quantizer = try LloydMaxQuantizer(levelCount: 2, law: law)
    let share = 1 - quantizer.meanSquaredError(under: law)
    #expect(abs(share - 0.8825) < 5e-5)
    #expect(abs(OneBitError.naive(inputShare: share) - 0.4382) < 5e-5)
    let gap = { OneBitError.naive(inputShare: share) / OneBitError.direct(sampleCount: $0) - 1 }
    #expect(abs(gap(1) + 0.263) < 5e-4)
    #expect(abs(gap(16) - 0.144) < 5e-4)
    #expect(abs(gap(256) - 0.202) < 5e-4)
    #expect(abs(gap(1 << 30) - 0.206) < 5e-4)
    #expect((0..<16).allSatisfy { gap(1 << $0) < gap(2 << $0) })
  }

  /// The simulation has the errors and the bias of the formulas: five standard errors, of 20 repetitions each. A product of
  /// two normal numbers alone has so high a peak that ±E|g| is not the best quantizer of two points.
  @Test(arguments: [1, 4, 32]) func theSimulationIsThatOfTheFormulas(sampleCount: Int) throws {
    let law = FoldedNormal(deviation: 1)
    let share = try 1 - LloydMaxQuantizer(levelCount: 2, law: law).meanSquaredError(under: law)
    var rng = Streams(seed: 4).generator("simulation", round: sampleCount)
    var errors: [OneBitSimulation.Errors] = []
    for _ in 0..<20 {
      errors.append(try OneBitSimulation.errors(sampleCount: sampleCount, productCount: 10_000, using: &rng))
    }
    let naive = Estimate(errors.map(\.naive)), direct = Estimate(errors.map(\.direct))
    #expect(abs(naive.mean - OneBitError.naive(inputShare: share)) < 5 * naive.error)
    #expect(abs(direct.mean - OneBitError.direct(sampleCount: sampleCount)) < 5 * direct.error)
    let least = Estimate(errors.map { $0.direct - $0.leastDirect })
    #expect(least.mean >= 0)
    #expect((least.mean > 5 * least.error && least.mean > 0.01) == (sampleCount == 1))
  }

  @Test(arguments: [-0.9, 0, 0.5]) func theSimulatedBiasIsTheArcsine(correlation: Double) {
    var rng = Streams(seed: 5).generator("bias")
    let bias = Estimate(
      (0..<20).map { _ in
        OneBitSimulation.naiveBias(correlation: correlation, sampleCount: 10_000, using: &rng)
      })
    #expect(abs(bias.mean - OneBitError.naiveBias(correlation: correlation)) < 5 * bias.error)
  }

  /// Both errors by simulation of 2²⁰ samples, within five standard errors of those samples. (A hundredth of the error
  /// at L = 256, where 4,096 products are left, is half a standard error.)
  @Test(arguments: [1, 4, 16, 64, 256]) func errorsAreThoseOfTheFormulas(sampleCount: Int) throws {
    let count = 1 << 20, law = FoldedNormal(deviation: 1)
    let quantizer = try LloydMaxQuantizer(levelCount: 2, law: law), point = (2 / Double.pi).squareRoot()
    var rng = Streams(seed: 2).generator("gap", round: sampleCount)
    let x = Trial.normals(count, &rng).map { Double(abs($0)) }, δ = Trial.normals(count, &rng).map(Double.init)
    let product = { (values: (Int) -> Double) in
      stride(from: 0, to: count, by: sampleCount).map { start in
        (start..<start + sampleCount).reduce(0) { $0 + values($1) } / Double(sampleCount).squareRoot()
      }
    }
    let g = product { x[$0] * δ[$0] }
    let indirect = product { quantizer.point(of: quantizer.index(of: x[$0])) * (δ[$0] < 0 ? -point : point) }
    let naive = Estimate(zip(g, indirect).map { ($0 - $1) * ($0 - $1) })
    let share = 1 - quantizer.meanSquaredError(under: law)
    #expect(abs(naive.mean - OneBitError.naive(inputShare: share)) < 5 * naive.error)
    let size = Estimate(g.map { abs($0) })
    let direct = Estimate(g.map { (abs($0) - size.mean) * (abs($0) - size.mean) })
    #expect(abs(direct.mean - OneBitError.direct(sampleCount: sampleCount)) < 5 * direct.error)
    #expect((naive.mean > direct.mean) == (sampleCount > 4) || sampleCount == 4)
  }
}
