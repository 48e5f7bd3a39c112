import Quantization
import Randomness
import Testing

@Suite struct DitheredQuantizerTests {
  /// By hand: step 2, dither ¼: ends at 2(q ± ½ − ¼), points 2(q − ¼).
  @Test(arguments: zip([-9, -1.6, -1.5, 0.4, 0.5, 9], [0, 0, 1, 1, 2, 2]))
  func cellsMatchTheEquations(value: Double, index: Int) throws {
    let quantizer = try DitheredQuantizer(step: 2, extent: 1, dither: 0.25)
    #expect(quantizer.index(of: value) == index)
    #expect((0..<3).map { quantizer.point(of: $0) } == [-2.5, -0.5, 1.5])
  }

  @Test(arguments: [-0.5, -0.123, 0, 0.31, 0.5], [0.1, 1, 7.3])
  func cellsAreDividedWhereTheySay(dither: Double, step: Double) throws {
    let quantizer = try DitheredQuantizer(step: step, extent: 6, dither: dither)
    #expect((1..<13).allSatisfy { quantizer.index(of: quantizer.cell(of: $0).lower) == $0 })
    #expect((0..<12).allSatisfy { quantizer.index(of: quantizer.cell(of: $0).upper.nextDown) == $0 })
    #expect((0..<13).allSatisfy { quantizer.index(of: quantizer.point(of: $0)) == $0 })
  }

  /// Over the dither the error is uniform whatever x is: mean 0 and variance ϱ²/12. With a dither at the midpoints of n
  /// equal parts it takes n values ϱ/n apart, so the mean is below ϱ/(2n) and the variance off by at most ϱ²/n.
  @Test(arguments: [-4.9, -1, 0, 0.37, 3.2])
  func errorIsUniformOverTheDither(value: Double) throws {
    let (step, count) = (1.7, 1_000)
    let errors = try (0..<count).map { part in
      let dither = (Double(part) + 0.5) / Double(count) - 0.5
      let quantizer = try DitheredQuantizer(step: step, extent: 4, dither: dither)
      return quantizer.point(of: quantizer.index(of: value)) - value
    }
    #expect(abs(errors.reduce(0, +)) / Double(count) < step / Double(2 * count) + 1e-12)
    let variance = errors.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(variance - step * step / 12) < step * step / Double(count))
  }

  /// The same with one bit, for |x| up to half a step.
  @Test(arguments: [-0.85, -0.3, 0, 0.11, 0.84])
  func oneBitErrorIsUniformOverTheDither(value: Double) throws {
    let (step, count) = (1.7, 1_000)
    let errors = try (0..<count).map { part in
      let dither = (Double(part) + 0.5) / Double(count) - 0.5
      let quantizer = try OneBitDitheredQuantizer(step: step, dither: dither)
      return quantizer.point(of: quantizer.index(of: value)) - value
    }
    #expect(abs(errors.reduce(0, +)) / Double(count) < step / Double(2 * count) + 1e-12)
    let variance = errors.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(variance - step * step / 12) < step * step / Double(count))
  }

  /// The sum telescopes to 1 with a rounding error for each cell.
  @Test func probabilitiesSumToOne() throws {
    let quantizer = try DitheredQuantizer(step: 0.3, extent: 5, dither: -0.2)
    let sum = (0..<11).reduce(0) { $0 + quantizer.probability(of: $1, mean: 0.4, deviation: 0.7) }
    #expect(abs(sum - 1) < 11 * 0x1p-52)
    let bit = try OneBitDitheredQuantizer(step: 1, dither: 0.1)
    let both = bit.probability(of: 0, mean: 0.3, deviation: 2) + bit.probability(of: 1, mean: 0.3, deviation: 2)
    #expect(abs(both - 1) < 0x1p-51)
  }

  @Test func whatIsNoQuantizerIsRejected() {
    #expect(throws: QuantizationError.self) { try DitheredQuantizer(step: 0, extent: 1, dither: 0) }
    #expect(throws: QuantizationError.self) { try DitheredQuantizer(step: 1, extent: 0, dither: 0) }
    #expect(throws: QuantizationError.self) { try DitheredQuantizer(step: 1, extent: 1, dither: 0.6) }
    #expect(throws: QuantizationError.self) { try OneBitDitheredQuantizer(step: .nan, dither: 0) }
    #expect(throws: QuantizationError.self) { try OneBitDitheredQuantizer(step: 1, dither: .nan) }
  }
}
