import Randomness
import TestSupport
import Testing

@testable import Experiments

/// Distributions of layers, and what figures read from trainings.
@Suite struct LayerSampleTests {
  private func sample(_ values: [Float], seed: UInt64) -> LayerSample {
    var rng = Streams(seed: seed).generator("null")
    return LayerSample(values, layer: "layer", nullRepetitions: 4, using: &rng)
  }

  private func isClose(_ value: Double, _ expected: Double, relative tolerance: Double) -> Bool {
    abs(value - expected) <= tolerance * abs(expected)
  }

  /// Four half widths, that is eight standard errors, hold for every seed; the kurtosis of a normal sample has the standard
  /// error √(24/n), and that of a jackknife over 32 blocks a relative one of 1/√62 = 13 %, four of which are allowed.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func intervalsAreThoseOfTheNormalLaw(seed: UInt64) throws {
    var rng = Streams(seed: seed).generator("values")
    let count = 20_000
    let found = sample(Normal(mean: 2, deviation: 3).values(count: count, using: &rng), seed: seed)
    #expect(abs(found.mean.value - 2) < 4 * found.mean.halfWidth)
    #expect(isClose(found.mean.halfWidth, 1.96 * 3 / Double(count).squareRoot(), relative: 0.05))
    #expect(abs(found.variance.value - 9) < 4 * found.variance.halfWidth)
    #expect(isClose(found.variance.halfWidth, 1.96 * 9 * (2 / Double(count)).squareRoot(), relative: 0.1))
    #expect(abs(found.excessKurtosis.value) < 4 * found.excessKurtosis.halfWidth)
    #expect(isClose(found.excessKurtosis.halfWidth, 1.96 * (24 / Double(count)).squareRoot(), relative: 0.52))
    let normal = try #require(found[.normal]), laplace = try #require(found[.laplace])
    let genNorm = try #require(found[.genNorm]), null = try #require(normal.nullDistance)
    #expect(abs(genNorm.shape - 2) < 0.15 && normal.distance < laplace.distance / 4)
    #expect(normal.distance < 4 * null && null < 4 * normal.distance)
    #expect(found.densities.count == 100 && found.zeros == 0 && found.count == count)
  }

  /// Constants have moments but no law.
  @Test func constantsHaveNoLaw() {
    let found = sample([Float](repeating: 0, count: 100), seed: 1)
    #expect(found.fits.isEmpty && found.densities.isEmpty && found.zeros == 100)
    #expect(found.mean.value == 0 && found.variance.value == 0)
  }

  /// By hand: from 0.1 at 0 bits over 0.3 at 100 to 0.25 at 200 and 0.5 at 300.
  @Test(arguments: zip([0.1, 0.2, 0.3, 0.4, 0.5], [0, 50, 100, 260, 300]))
  func bitsToAnAccuracyLieBetweenEpochs(accuracy: Double, bits: Double) {
    let scheme = CO3Scheme.fullComputation
    var result = CO3Result()
    result.parameterCount = 1
    for accuracy in [0.3, 0.25, 0.5] {
      var epoch = CO3Result.Epoch()
      (epoch.accuracy, epoch.uplinkBits) = (accuracy, 100)
      result.epochs.append(epoch)
    }
    let training = CO3Training(
      model: .resNet20, scheme: scheme, pictures: 8, testPictures: 10, epochs: 3, users: 2, batchSize: 2,
      learningRate: 0.01, momentDecay: 0.9, capturedEpochs: [], refreshEpochs: 1, nullRepetitions: 1, seed: 3)
    let curve = CO3Accuracy.Curve(training: training, dataset: "digits", result: result)
    let rows = (1...3).map { CO3Accuracy.Row(curve: curve, count: $0) }
    let found = CO3Accuracy.bits(rows, scheme, toAccuracy: accuracy)
    #expect(found.map { isClose($0, bits, relative: 1e-12) } == true)
    #expect(CO3Accuracy.bits(rows, scheme, toAccuracy: 0.6) == nil)
  }
}
