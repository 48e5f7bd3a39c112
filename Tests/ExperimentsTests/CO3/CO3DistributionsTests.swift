import GradientStatistics
import Randomness
import Testing

@testable import Experiments

@Suite struct CO3DistributionsTests {
  /// Table III, to the digit.
  @Test(arguments: [
    (ModelName.resNet50V2, [4_096, 32_768, 524_288]), (.denseNet121, [9_408, 16_384, 65_536]),
    (.nasNetMobile, [3_872, 30_976, 185_856]),
  ])
  func shownLayersHaveThePapersSizes(model: ModelName, sizes: [Int]) {
    #expect(model.shownLayerSizes == sizes)
  }

  /// Shape and distance of a Laplace sample of 4,000 numbers: by Fisher information β is known to 1.86/√n = 0.029; 0.12 is four
  /// of these.
  /// The normal law is farther than its own samples are, and GenNorm as close as those of its family, within three times.
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func lawsFitTheirOwnSamples(seed: UInt64) throws {
    let sample = laplaceSample(count: 4_000, seed: seed, nullRepetitions: 4)
    #expect(sample.fits.map(\.family) == LayerSample.Family.allCases)
    let genNorm = try #require(sample[.genNorm]), normal = try #require(sample[.normal])
    #expect(abs(genNorm.shape - 1) < 0.12)
    #expect(normal.shape == 2 && sample[.laplace]?.shape == 1)
    #expect(genNorm.distance < 3 * (genNorm.nullDistance ?? 0))
    #expect(normal.distance > 3 * (normal.nullDistance ?? .infinity))
  }

  @Test func constantsHaveNoDensity() {
    var rng = Streams(seed: 1).generator("null")
    let sample = LayerSample([1, 1, 1, 1], layer: "constant", nullRepetitions: 2, using: &rng)
    #expect(sample.density(.normal, in: 0...1).isNaN)
  }

  /// The mean density over adjoining intervals is the probability of both; over a narrow one it is the density, to
  /// second order in the width.
  @Test func meanDensitiesAreProbabilities() throws {
    let sample = laplaceSample(count: 1_000, seed: 1, nullRepetitions: 0), fit = try #require(sample[.genNorm])
    let law = GeneralizedNormal(location: fit.location, scale: fit.scale, shape: fit.shape)
    let low = fit.location - 1, high = fit.location + 2
    let halves =
      sample.density(.genNorm, in: low...fit.location) + 2 * sample.density(.genNorm, in: fit.location...high)
    #expect(abs(halves - (law.lowerTail(high) - law.lowerTail(low))) < 1e-12)
    #expect(abs(sample.density(.genNorm, in: high - 1e-4...high + 1e-4) / law.density(high) - 1) < 1e-6)
  }

  /// Cumulants of independent numbers add: an epoch of 50 rounds leaves a fiftieth of the excess kurtosis.
  @Test func rowsPairMeansWithIterations() throws {
    var result = CO3Result()
    result.epochs = [.init()]
    result.epochs[0].rounds = 50
    for kind in CO3Result.Kind.allCases {
      let sample = laplaceSample(count: 1_000, seed: kind == .epochMean ? 1 : 2, nullRepetitions: 0)
      result.captures.append(.init(epoch: 1, depth: .upper, kind: kind, sample: sample, lengths: []))
    }
    let distributions = CO3Distributions(model: .nasNetMobile, dataset: "none", result: result)
    let rows = CO3Kurtosis.rows(distributions), single = result.captures[1].sample.excessKurtosis
    #expect(rows.map(\.independent) == [single.value / 50, single.value])
    #expect(CO3Kurtosis.means(rows, .upper) == [result.captures[0].sample.excessKurtosis])
    let distances = CO3Distances.distances(CO3Distances.rows(distributions), .iteration)
    #expect(distances.count == 1)
    #expect(distances.first?.normal == result.captures[1].sample[.normal]?.distance)
  }

  private func laplaceSample(count: Int, seed: UInt64, nullRepetitions: Int) -> LayerSample {
    var rng = Streams(seed: seed).generator("sample")
    let values = GenNorm(scale: 1, shape: 1).values(count: count, using: &rng)
    return LayerSample(values, layer: "sample", nullRepetitions: nullRepetitions, using: &rng)
  }
}
