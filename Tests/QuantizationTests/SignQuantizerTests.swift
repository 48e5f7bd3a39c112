import GradientStatistics
import Quantization
import RealModule
import Testing

@Suite struct SignQuantizerTests {
  @Test(arguments: zip([-3, -1e-300, -0.0, 0, 1e-300, 5], [0, 0, 1, 1, 1, 1]))
  func zeroIsPositive(value: Double, index: Int) throws {
    #expect(try SignQuantizer(deviation: 1).index(of: value) == index)
  }

  /// The mean of the positive half of N(0, σ²) is √(2/π) σ; 1e-5 is the error of the trapezoid.
  @Test(arguments: [0.1, 1, 40])
  func pointsAreTheMeansOfTheHalves(deviation: Double) throws {
    let quantizer = try SignQuantizer(deviation: deviation)
    let step = 0.001
    let mean = stride(from: step, through: 9, by: step).reduce(0) { $0 + $1 * .exp(-$1 * $1 / 2) * step }
    #expect(abs(quantizer.point(of: 1) / deviation - 2 * mean / (2 * Double.pi).squareRoot()) < 1e-5)
    #expect(quantizer.point(of: 0) == -quantizer.point(of: 1))
  }

  /// Φ(mean/σ), by hand at 1.959964 deviations: 0.975 and 0.025 (to the digits of that quantile).
  @Test func probabilityIsThatOfTheNormalLaw() throws {
    let quantizer = try SignQuantizer(deviation: 1)
    #expect(abs(quantizer.probability(of: 1, mean: 1.959964, deviation: 1) - 0.975) < 1e-7)
    #expect(abs(quantizer.probability(of: 0, mean: 1.959964, deviation: 1) - 0.025) < 1e-7)
    // The tail keeps its relative accuracy: Φ(−20) = 2.7536e-89.
    #expect(abs(quantizer.probability(of: 0, mean: 20, deviation: 1) / 2.7536e-89 - 1) < 1e-4)
  }

  @Test(arguments: [0, -1, .infinity] as [Double])
  func deviationsThatAreNoneAreRejected(deviation: Double) {
    #expect(throws: QuantizationError.self) { try SignQuantizer(deviation: deviation) }
  }
}
