import CompressiveSampling
import Randomness
import Testing

/// A sampler, and the laws of vectors that it is tried on.
struct SamplerTrial: Sendable, CustomTestStringConvertible {
  let order: Int, count: Int, levels: SamplingLevels, law: Law

  enum Law: CaseIterable { case normal, heavyTailed, spike }

  static let all = [(512, 220, SamplingLevels.symmetric(2)), (100, 43, .symmetric(1)), (288, 200, .oneBit)].flatMap {
    size in
    Law.allCases.map { SamplerTrial(order: size.0, count: size.1, levels: size.2, law: $0) }
  }

  var testDescription: String { "\(count) of \(order), \(levels), \(law)" }

  func sampler(_ estimator: BlockSampler.Estimator) throws -> BlockSampler {
    try BlockSampler(MixingMatrix(order: order, measurementCount: count), levels: levels, estimator: estimator)
  }

  var vector: [Float] {
    var rng = Streams(seed: 1).generator("vector")
    switch law {
    case .normal: return Normal(mean: 0, deviation: 1).values(count: order, using: &rng)
    case .heavyTailed: return GenNorm(scale: 1, shape: 0.5).values(count: order, using: &rng)
    case .spike: return (0..<order).map { $0 == 7 ? 3 : 0 }
    }
  }
}

/// What repetitions of sampling one vector give, each with signs and a dither of its own.
struct SampledErrors {
  /// ‖e‖²/‖g‖² of each.
  private(set) var relative: [Double] = []
  /// ⟨ĝ, g⟩/‖g‖² of each.
  private(set) var projections: [Double] = []
  /// The mean of ϱ²/‖g‖².
  private(set) var squaredStep = 0.0
  /// The squared norm of the mean error, over ‖g‖².
  private(set) var squaredMean = 0.0

  init(_ sampler: some BlockCompressor, _ vector: [Float], repetitions: Int, seed: UInt64) throws {
    let streams = Streams(seed: seed), norm = vector.reduce(0) { $0 + Double($1) * Double($1) }
    var sums = [Double](repeating: 0, count: vector.count)
    for round in 0..<repetitions {
      let place = BlockPlace(
        dither: streams.generator("dither", round: round), signs: streams.generator("signs", round: round))
      let samples = try sampler.sample(vector.span, at: place)
      var read = vector
      var span = read.mutableSpan
      sampler.reconstruct(samples.symbols.span, step: samples.step, at: place, into: &span)
      var (error, product) = (0.0, 0.0)
      for index in read.indices {
        let difference = Double(read[index]) - Double(vector[index])
        error += difference * difference
        product += Double(read[index]) * Double(vector[index])
        sums[index] += difference
      }
      relative.append(error / norm)
      projections.append(product / norm)
      squaredStep += Double(samples.step) * Double(samples.step) / norm / Double(repetitions)
    }
    squaredMean = sums.reduce(0) { $0 + $1 * $1 } / Double(repetitions * repetitions) / norm
  }
}

/// The mean of some numbers, and its standard error.
func estimate(_ values: [Double]) -> (mean: Double, error: Double) {
  let count = Double(values.count), mean = values.reduce(0, +) / count
  let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
  return (mean, (variance / count).squareRoot())
}

@Suite struct BlockSamplerTests {
  static let repetitions = 400

  /// Theorem 7, and the two parts of the error in its proof: (n/k − 1)‖g‖² of the choice of rows and n ϱ²/12 of the
  /// dither. Means lie within five standard errors, 10⁻⁵ for a normal one, beside what single precision adds.
  @Test(arguments: SamplerTrial.all) func theorem7(trial: SamplerTrial) throws {
    let sampler = try trial.sampler(.unbiased)
    let errors = try SampledErrors(sampler, trial.vector, repetitions: Self.repetitions, seed: 2)
    let (mean, deviation) = estimate(errors.relative), n = Double(trial.order)
    #expect(mean <= sampler.varianceFactor + 5 * deviation)
    let expected = n / Double(trial.count) - 1 + n * errors.squaredStep / 12
    #expect(abs(mean - expected) <= 5 * deviation + 1e-5 * expected)
    let (projection, own) = estimate(errors.projections)
    #expect(abs(projection - 1) <= 5 * own + 1e-5)
    // The mean error of R repetitions has the expected squared norm E‖e‖²/R, with a relative deviation of √(2/n) or,
    // where g has one element, at most that of the n/k parallel ones.
    #expect(errors.squaredMean <= 2 * expected / Double(Self.repetitions))
  }

  /// Lemma 8, and no more error than without bias.
  @Test(arguments: SamplerTrial.all) func lemma8(trial: SamplerTrial) throws {
    let sampler = try trial.sampler(.leastError), γ = sampler.varianceFactor
    let errors = try SampledErrors(sampler, trial.vector, repetitions: Self.repetitions, seed: 3)
    let (mean, deviation) = estimate(errors.relative)
    #expect(abs(sampler.scale - 1 / (γ + 1)) < 1e-15)
    #expect(mean <= 1 - sampler.scale + 5 * deviation)
    let (projection, own) = estimate(errors.projections)
    #expect(abs(projection - sampler.scale) <= 5 * own + 1e-5)
    #expect(
      mean < estimate(try SampledErrors(trial.sampler(.unbiased), trial.vector, repetitions: 50, seed: 4).relative).mean
    )
  }

  /// One measurement arrives as it is: ĝ = ±v with the signs of the row.
  @Test(arguments: [SamplingLevels.oneBit, .symmetric(1), .symmetric(127)]) func oneMeasurementIsExact(
    levels: SamplingLevels
  ) throws {
    let sampler = try BlockSampler(MixingMatrix(order: 64, measurementCount: 1), levels: levels)
    #expect(sampler.varianceFactor == 63)
    var rng = Philox(key: 5)
    let vector = Normal(mean: 0, deviation: 1).values(count: 64, using: &rng)
    for seed: UInt64 in 1...20 {
      let place = BlockPlace(dither: Philox(key: seed), signs: Philox(key: seed + 100))
      let samples = try sampler.sample(vector.span, at: place)
      var v: [Float] = [0], read = vector
      var span = v.mutableSpan
      sampler.matrix.measure(vector.span, signs: place.signs, into: &span)
      var other = read.mutableSpan
      sampler.reconstruct(samples.symbols.span, step: samples.step, at: place, into: &other)
      // The step is rounded once where it is divided by Q, and so is the product with q = ±Q.
      #expect(read.allSatisfy { abs(abs($0) - abs(v[0])) <= 1.5e-7 * abs(v[0]) })
      #expect(zip(read, vector).reduce(0) { $0 + $1.0 * $1.1 } > 0)
    }
  }

  @Test func zerosStayZerosAndLevelsAreChecked() throws {
    let matrix = try MixingMatrix(order: 32, measurementCount: 20)
    for levels in [SamplingLevels.oneBit, .symmetric(3)] {
      let sampler = try BlockSampler(matrix, levels: levels),
        place = BlockPlace(dither: Philox(key: 1), signs: Philox(key: 2))
      var read = [Float](repeating: 1, count: 32)
      let samples = try sampler.sample([Float](repeating: 0, count: 32).span, at: place)
      var span = read.mutableSpan
      sampler.reconstruct(samples.symbols.span, step: samples.step, at: place, into: &span)
      #expect(samples.step == 0 && read.allSatisfy { $0 == 0 })
    }
    #expect(throws: CompressiveSamplingError.invalidCount(128, quantity: "levels on a side", expected: "1...127")) {
      try BlockSampler(matrix, levels: .symmetric(128))
    }
  }

  /// The γ of levels is that of the bound, and one bit is its formula with Q = ½.
  @Test func factorsOfLevels() throws {
    for (order, count) in [(512, 220), (100, 1), (12, 12)] {
      for extent in [1, 2, 127] {
        let bound = try QCSBound(length: order, measurementCount: count, levelRange: extent)
        #expect(
          SamplingLevels.symmetric(extent).varianceFactor(order: order, measurementCount: count) == bound.varianceFactor
        )
      }
    }
    #expect(SamplingLevels.oneBit.bits == 1 && SamplingLevels.oneBit.count == 2)
    // 512/256 − 1 + 512 ln 256 / 255
    #expect(abs(SamplingLevels.oneBit.varianceFactor(order: 512, measurementCount: 256) - 12.133_846) < 1e-6)
  }
}
