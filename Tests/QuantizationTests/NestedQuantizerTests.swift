import Quantization
import Randomness
import Testing

@Suite struct NestedQuantizerTests {
  /// THESIS, Figure 2.2.
  @Test func workedExampleOfTheThesis() throws {
    let quantizer = try NestedQuantizer(fineStep: 1, ratio: 3, dither: 0.3)
    let index = quantizer.index(of: -4.2)
    #expect(quantizer.symbol(of: index) == -1)
    #expect(abs(quantizer.value(of: index, side: -3.4) + 4.3) < 1e-14)
  }

  /// The symbols for odd k are Equation (2.6) itself.
  @Test(arguments: [3, 5, 7], 1...3 as ClosedRange<UInt64>)
  func symbolsAreTheEquation(ratio: Int, seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("nested")
    let values = Normal(deviation: 8).values(count: 1_000, using: &rng).map(Double.init)
    let quantizer = try NestedQuantizer(fineStep: 0.75, ratio: ratio, dither: 0.2)
    let coarse = Double(ratio) * 0.75
    #expect(
      values.allSatisfy { value in
        let t = value + 0.2
        let s = 0.75 * (t / 0.75 + 0.5).rounded(.down) - coarse * (t / coarse + 0.5).rounded(.down)
        return abs(quantizer.symbol(of: quantizer.index(of: value)) - s) < 1e-12
      })
  }

  /// Lemma 1: with |x − y| below (Δ₂ − Δ₁)/2 the estimate is within Δ₁/2, for even k too; 1e-12 is rounding.
  @Test(arguments: [2, 3, 4, 9], 1...3 as ClosedRange<UInt64>)
  func sideInformationNearbyDecodes(ratio: Int, seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("nested")
    let values = Normal(deviation: 20).values(count: 500, using: &rng).map(Double.init)
    let parts = UniformDither(step: 1).values(count: 1_000, using: &rng).map(Double.init)
    let worst = try values.indices.reduce(0.0) { worst, index in
      let quantizer = try NestedQuantizer(fineStep: 0.5, ratio: ratio, dither: 0.5 * parts[2 * index])
      let side = values[index] + 0.999 * parts[2 * index + 1] * Double(ratio - 1) * 0.5
      return max(worst, abs(quantizer.value(of: quantizer.index(of: values[index]), side: side) - values[index]))
    }
    #expect(worst <= 0.25 + 1e-12)
  }

  /// The share of wrong estimates stays under Lemma 1's bound, which for normal noise is far from tight.
  @Test(arguments: [0.2, 0.5, 0.8])
  func wrongEstimatesAreRarerThanTheBound(deviation: Double) throws {
    var rng = Streams(seed: 1).generator("nested")
    let count = 5_000
    let noise = Normal(deviation: Float(deviation)).values(count: count, using: &rng).map(Double.init)
    let dither = UniformDither(step: 1).values(count: count, using: &rng).map(Double.init)
    let wrong = try (0..<count).filter { index in
      let quantizer = try NestedQuantizer(fineStep: 1, ratio: 3, dither: dither[index])
      return abs(quantizer.value(of: quantizer.index(of: 0.3), side: 0.3 - noise[index]) - 0.3) > 0.5 + 1e-9
    }
    let bound = try NestedQuantizer(fineStep: 1, ratio: 3, dither: 0).errorBound(deviation: deviation)
    #expect(abs(bound - (1.0 / 27 + 4 * deviation * deviation / 9)) < 1e-15)
    // Wrong at 0.8: Pr(|z + u| > 1.5) = 0.08 against 0.32.
    #expect(Double(wrong.count) / Double(count) < bound)
    #expect(deviation < 0.8 || wrong.count > count / 50)
  }

  /// The two series agree where either serves: at σ on either side of Δ₂/2, against the plain sum over fine cells of a
  /// uniform quantizer with the same cells. 1e-14 is the rounding of a few dozen cells.
  @Test(arguments: [2, 3, 8], [0.05, 0.3, 0.4999, 0.5001, 2, 30])
  func probabilitiesAreSumsOverFineCells(ratio: Int, relative: Double) throws {
    let step = 0.7
    let deviation = relative * step * Double(ratio)
    let quantizer = try NestedQuantizer(fineStep: step, ratio: ratio, dither: 0.2)
    let extent = ratio * Int(12 * deviation / step / Double(ratio) + 3)
    let fine = try DitheredQuantizer(step: step, extent: extent, dither: 0.2 / step)
    var sums = [Double](repeating: 0, count: ratio)
    for index in 1..<2 * extent {
      sums[quantizer.index(of: fine.point(of: index))] += fine.probability(of: index, mean: 1.1, deviation: deviation)
    }
    for index in 0..<ratio {
      #expect(abs(quantizer.probability(of: index, mean: 1.1, deviation: deviation) - sums[index]) < 1e-14)
    }
  }

  /// Small probabilities keep their relative accuracy: ten σ off, the nearer fine cell alone counts.
  @Test func rareIndicesKeepTheirAccuracy() throws {
    let quantizer = try NestedQuantizer(fineStep: 1, ratio: 5, dither: 0)
    let fine = try DitheredQuantizer(step: 1, extent: 9, dither: 0)
    let found = quantizer.probability(of: 3, mean: 0, deviation: 0.05)
    let expected = fine.probability(of: 10, mean: 0, deviation: 0.05)
    #expect(expected < 1e-20 && abs(found / expected - 1) < 1e-12)
  }

  @Test func whatIsNoQuantizerIsRejected() {
    #expect(throws: QuantizationError.self) { try NestedQuantizer(fineStep: -1, ratio: 3, dither: 0) }
    #expect(throws: QuantizationError.self) { try NestedQuantizer(fineStep: 1, ratio: 1, dither: 0) }
    #expect(throws: QuantizationError.self) { try NestedQuantizer(fineStep: 1, ratio: 3, dither: 0.51) }
  }
}
