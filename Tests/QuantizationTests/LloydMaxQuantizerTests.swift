import GradientStatistics
import Quantization
import Testing

@Suite struct LloydMaxQuantizerTests {
  /// Max (1960), Table I, and for Laplace's law Paez and Glisson (1972); to their last digit.
  @Test(
    arguments: [
      (2.0, 2, 0.3634), (2, 3, 0.1902), (2, 4, 0.1175), (2, 8, 0.03454), (2, 16, 0.009497), (1, 2, 0.5), (1, 4, 0.1762),
      (1, 8, 0.0545),
    ])
  func errorsAreThoseOfTheTables(shape: Double, levels: Int, error: Double) throws {
    let law = GeneralizedNormal(deviation: 1, shape: shape)
    let quantizer = try LloydMaxQuantizer(levelCount: levels, law: law)
    #expect(abs(quantizer.meanSquaredError(under: law) - error) < 6e-4 * error)
  }

  /// Nearest points and means of cells, the two conditions, to 10⁻¹⁰; and the identity D = σ² − E β² that follows.
  @Test(arguments: [0.4, 0.8, 1, 2, 5], [1, 2, 5, 16, 128])
  func conditionsHold(shape: Double, levels: Int) throws {
    let law = GeneralizedNormal(location: 0.3, deviation: 2, shape: shape)
    let quantizer = try LloydMaxQuantizer(levelCount: levels, law: law)
    var power = 0.0
    for index in 0..<levels {
      let (lower, upper) = quantizer.cell(of: index)
      let moments = law.partialMoments(from: lower, to: upper)
      #expect(abs(moments.first / moments.probability - quantizer.point(of: index)) < 1e-10)
      #expect(index == 0 || abs(quantizer.point(of: index - 1) + quantizer.point(of: index) - 2 * lower) < 1e-10)
      #expect(quantizer.index(of: quantizer.point(of: index)) == index)
      #expect(index == 0 || quantizer.index(of: lower) == index && quantizer.index(of: lower.nextDown) == index - 1)
      power += moments.probability * (quantizer.point(of: index) - 0.3) * (quantizer.point(of: index) - 0.3)
    }
    #expect(abs(quantizer.meanSquaredError(under: law) - (4 - power)) < 1e-10)
  }

  @Test(arguments: [0.5, 1, 2])
  func errorFallsWithTheNumberOfLevels(shape: Double) throws {
    let law = GeneralizedNormal(deviation: 1, shape: shape)
    let errors = try (1...40).map { try LloydMaxQuantizer(levelCount: $0, law: law).meanSquaredError(under: law) }
    #expect(zip(errors, errors.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test(arguments: [0, -3, 5_000])
  func levelCountsThatAreNoneAreRejected(count: Int) {
    #expect(throws: QuantizationError.invalidLevelCount(count, expected: "1 to 4096")) {
      try LloydMaxQuantizer(levelCount: count, law: GeneralizedNormal(shape: 2))
    }
  }
}
