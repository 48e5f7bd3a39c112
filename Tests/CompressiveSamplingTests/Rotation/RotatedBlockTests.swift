import CompressiveSampling
import Quantization
import Randomness
import Testing

/// A compressor, and the law of the vectors that it is tried on.
struct RotationTrial: Sendable, CustomTestStringConvertible {
  let order: Int, count: Int, levelCount: Int, law: SamplerTrial.Law

  /// 1, 2 and 3 bits, three levels of another order, and a third of a bit.
  static let all = [(512, 512, 2), (512, 512, 4), (512, 512, 8), (384, 384, 3), (512, 170, 2)].flatMap { size in
    [SamplerTrial.Law.normal, .heavyTailed].map {
      RotationTrial(order: size.0, count: size.1, levelCount: size.2, law: $0)
    }
  }

  var testDescription: String { "\(count) of \(order), \(levelCount) levels, \(law)" }

  func block() throws -> RotatedBlock {
    try RotatedBlock(MixingMatrix(order: order, measurementCount: count), levelCount: levelCount)
  }

  var vector: [Float] { SamplerTrial(order: order, count: count, levels: .oneBit, law: law).vector }
}

@Suite struct RotatedBlockTests {
  static let repetitions = 400

  /// The error of many elements, and no bias, with the first rows and with drawn ones.
  ///
  /// Coordinates have the excess kurtosis −κ with κ = 2 Σg⁴/(Σg²)², by which E|z| of a normal z grows by κ/24 and so
  /// 1 + error of two levels falls by κ/12, less with more levels; 1/n is of that order for n normal numbers. The means
  /// lie within five standard errors. The mean error of R repetitions has the expected squared norm E‖e‖²/R with a
  /// relative deviation of √(2/k).
  @Test(arguments: RotationTrial.all) func theErrorOfManyElements(trial: RotationTrial) throws {
    let first = try trial.block(), vector = trial.vector.map { Double($0) }
    let square = vector.reduce(0) { $0 + $1 * $1 }, fourth = vector.reduce(0) { $0 + $1 * $1 * $1 * $1 }
    let kurtosis = 2 * fourth / (square * square), expected = 1 + first.varianceFactor
    var rng = Philox(key: 7)
    for block in trial.count < trial.order ? [first, first.drawingRows(using: &rng)] : [first] {
      let errors = try SampledErrors(block, trial.vector, repetitions: Self.repetitions, seed: 6)
      let (mean, deviation) = estimate(errors.relative), (projection, own) = estimate(errors.projections)
      #expect(abs(1 + mean - expected) <= 5 * deviation + (kurtosis / 10 + 1 / Double(trial.order)) * expected)
      #expect(abs(projection - 1) <= 5 * own + 1e-6)
      let excess = errors.squaredMean * Double(Self.repetitions) / mean
      #expect(excess <= 1 + 5 * (2 / Double(trial.count)).squareRoot())
    }
  }

  /// π/2 − 1 at one bit (DRIVE), and the published errors 0.1175 and 0.03454 of two and three bits (Max, 1960).
  @Test(arguments: [(2, Double.pi / 2 - 1), (4, 0.1175 / 0.8825), (8, 0.03454 / 0.96546)])
  func theFactorOfFewLevels(levels: Int, factor: Double) throws {
    for (count, share) in [(512, 1.0), (128, 0.25)] {
      let block = try RotatedBlock(MixingMatrix(order: 512, measurementCount: count), levelCount: levels)
      #expect(abs(block.varianceFactor - ((1 + factor) / share - 1)) < 2e-4)
    }
  }

  /// Of two elements and two levels the smaller is lost, whatever the signs: ĝ = (a + b²/a, 0).
  @Test func theSmallerOfTwoElementsIsLost() throws {
    let block = try RotatedBlock(MixingMatrix(order: 64, measurementCount: 64), levelCount: 2)
    let vector = (0..<64).map { $0 == 5 ? 3 : $0 == 40 ? -2 : 0 } as [Float]
    for key: UInt64 in 1...10 {
      let read = try read(block, vector, key: key)
      #expect(abs(read[5] - (3 + 4 / 3)) < 1e-5)
      #expect(read.enumerated().allSatisfy { $0.offset == 5 || abs($0.element) < 1e-5 })
    }
  }

  /// The squared norm of the bias, over that of the vector, is 0.03 for 8 elements of 64 and falls below 0.001 for 64.
  ///
  /// What 2,000 repetitions leave of an error of 0.6 is 0.0003, with a deviation of half that for 8 elements.
  @Test func theBiasOfFewElements() throws {
    let block = try RotatedBlock(MixingMatrix(order: 64, measurementCount: 64), levelCount: 2)
    let biases = try [8, 64].map { count in
      var rng = Streams(seed: 8).generator("few")
      let vector = Normal(mean: 0, deviation: 1).values(count: count, using: &rng)
      let errors = try SampledErrors(block, vector, repetitions: 2_000, seed: 9)
      return errors.squaredMean - estimate(errors.relative).mean / 2_000
    }
    #expect(biases[0] > 0.005 && biases[0] < 0.1)
    #expect(biases[1] < 0.001)
  }

  /// One element, and one coordinate, arrive as they are.
  @Test(arguments: [2, 3, 256]) func whatArrivesAsItIs(levels: Int) throws {
    let whole = try RotatedBlock(MixingMatrix(order: 32, measurementCount: 32), levelCount: levels)
    let spike = (0..<32).map { $0 == 9 ? -0.25 : 0 } as [Float]
    #expect(zip(try read(whole, spike, key: 3), spike).allSatisfy { abs($0 - $1) < 1e-6 })
    let one = try RotatedBlock(MixingMatrix(order: 32, measurementCount: 1), levelCount: levels)
    #expect(one.varianceFactor == 31)
    #expect(try read(one, spike, key: 3).allSatisfy { abs(abs($0) - 0.25) < 1e-6 })
  }

  @Test func zerosAndTheRangeOfFloat() throws {
    let block = try RotatedBlock(MixingMatrix(order: 100, measurementCount: 60), levelCount: 4)
    let zeros = [Float](repeating: 0, count: 100), place = BlockPlace(dither: Philox(key: 1), signs: Philox(key: 2))
    #expect(try block.sample(zeros.span, at: place) == BlockSamples(step: 0, symbols: Array(repeating: 0, count: 60)))
    for tiny in [0, .leastNonzeroMagnitude, 0x1p-130] as [Float] {
      #expect(try read(block, [tiny, tiny], key: 4) == [0, 0])
    }
    #expect(throws: QuantizationError.self) { try block.sample([.greatestFiniteMagnitude, 1e38].span, at: place) }
    #expect(throws: QuantizationError.self) { try block.sample([1, .nan].span, at: place) }
  }

  private func read(_ block: RotatedBlock, _ vector: [Float], key: UInt64) throws -> [Float] {
    let place = BlockPlace(dither: Philox(key: key), signs: Philox(key: key + 100))
    let samples = try block.sample(vector.span, at: place)
    var read = vector
    var span = read.mutableSpan
    block.reconstruct(samples.symbols.span, step: samples.step, at: place, into: &span)
    return read
  }
}
