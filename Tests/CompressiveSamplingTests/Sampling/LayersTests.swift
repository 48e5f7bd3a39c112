import CompressiveSampling
import GradientCoding
import Quantization
import QuantizerCoding
import Randomness
import RealModule
import Testing

/// The worker reads what the server does, each bit; the estimate of three workers is the mean, whoever comes first.
func expectTheSameAtBothEnds(_ codec: QuantizerCodec<some BlockwiseLayers>) throws {
  let layout = LayersTests.layout, streams = Streams(seed: 3)
  let plan = RoundPlan(round: 5, workers: [0, 1, 4], weights: [1, 2, 1])
  var server = codec.makeServer(layout: layout, streams: streams), messages: [Message] = [], read: [[Float]] = []
  for worker in plan.workers {
    var half = codec.makeWorker(worker, layout: layout, streams: streams)
    messages.append(try half.encode(LayersTests.gradient(worker), round: 5))
    read.append(try #require(half.reconstruction))
    _ = server.open(RoundPlan(round: 5, workers: [worker]), model: [])
    _ = try server.receive(messages[messages.count - 1].bytes)
    #expect(try server.close() == read[read.count - 1])
  }
  #expect(read[0] != read[1])
  var estimates: [[Float]] = []
  for order in [[0, 1, 2], [2, 0, 1]] {
    _ = server.open(plan, model: [])
    for index in order { _ = try server.receive(messages[index].bytes) }
    estimates.append(try server.close())
  }
  #expect(estimates[0] == estimates[1])
  let mean = read[0].indices.map { (read[0][$0] + 2 * read[1][$0] + read[2][$0]) / 4 }
  #expect(zip(estimates[0], mean).allSatisfy { abs($0 - $1) <= 1e-6 })
}

@Suite struct LayersTests {
  static let layout = LayerLayout([
    ("kernel", [5, 5, 1, 32]), ("bias", [32]), ("scalar", []), ("dense", [70, 300]), ("last", [10]),
  ])
  static let quantizers: [Result<CompressiveLayers, CompressiveSamplingError>] = [
    quantizer { () throws(CompressiveSamplingError) in try CompressiveLayers(gain: 32) },
    quantizer { () throws(CompressiveSamplingError) in
      try CompressiveLayers(gain: 100, countsSteps: true, estimator: .leastError, rows: .drawn)
    },
    quantizer { () throws(CompressiveSamplingError) in
      try CompressiveLayers(levels: .symmetric(1), share: 1, blockLength: 4_096)
    },
    quantizer { () throws(CompressiveSamplingError) in try CompressiveLayers(levels: .oneBit, share: 0.3) },
  ]
  static let cases = quantizers.indices.flatMap { index in SymbolCoder.allCases.map { (index, $0) } }

  static func quantizer(
    _ make: () throws(CompressiveSamplingError) -> CompressiveLayers
  ) -> Result<CompressiveLayers, CompressiveSamplingError> { Result(catching: make) }

  static func gradient(_ worker: Int = 0, shape: Float = 0.7, layout: LayerLayout = layout) -> LocalGradient {
    var rng = Streams(seed: 9).generator("gradient", worker: worker)
    return LocalGradient(values: GenNorm(scale: 0.01, shape: shape).values(count: layout.elementCount, using: &rng))
  }

  /// The length with the fewest bits: at a gain of 32 a block of n costs n + 32.
  @Test(arguments: [(800, 200), (512, 512), (96, 96), (1_600, 320), (16_384, 512), (288, 288), (10, 16)])
  func lengthsOfBlocks(count: Int, length: Int) throws {
    let layers = try CompressiveLayers(gain: 32)
    #expect(layers.levels == .symmetric(2))
    #expect(layers.blockLength(of: [count]) == length)
    #expect(layers.parameterCount(of: [count]) == (count + length - 1) / length)
  }

  /// The parameters of the least bound where blocks are whole.
  @Test(arguments: [(32.0, 220, 2), (100, 70, 2)]) func parametersOfAGain(gain: Double, count: Int, extent: Int) throws
  {
    let sampler = try CompressiveLayers(gain: gain).sampler(of: 512)
    #expect(sampler.matrix.measurementCount == count && sampler.levels == .symmetric(extent))
    let counted = try CompressiveLayers(gain: gain, countsSteps: true).sampler(of: 512)
    #expect(Double(counted.matrix.measurementCount) * counted.levels.bits + 32 <= 512 * 32 / gain)
  }

  @Test(arguments: cases) func theServerReadsWhatTheWorkerDoes(index: Int, coder: SymbolCoder) throws {
    try expectTheSameAtBothEnds(QuantizerCodec(try Self.quantizers[index].get(), coder: coder))
  }

  /// What is sent of 200,000 numbers: with steps counted the gain is met but for whole words, which hold 13 symbols of
  /// five in 32 bits where 32 / log₂ 5 = 13.8 have room; the range coder makes it more.
  @Test func gainsAsSent() throws {
    let layout = LayerLayout([("dense", [400, 500])]), gradient = Self.gradient(layout: layout), P = 32 * 200_000.0
    let layers = try CompressiveLayers(gain: 32, countsSteps: true)
    var sizes: [SymbolCoder: Double] = [:]
    for coder in SymbolCoder.allCases {
      var worker = QuantizerCodec(layers, coder: coder).makeWorker(0, layout: layout, streams: Streams(seed: 1))
      let message = try worker.encode(gradient, round: 0)
      sizes[coder] = Double(message.bits.sentBits)
      #expect(message.bits.raw <= message.bits.sentBits + 64 || coder == .adaptiveRange)
    }
    let words = P / (sizes[.words] ?? 0), range = P / (sizes[.adaptiveRange] ?? 0)
    #expect(words >= 13 * Double.log2(5) * 0.99 && words <= 32)
    #expect(range > 1.2 * 32)
  }

  /// QSGD's error at one block of 512 varies from gradient to gradient, that of sampling does not: 20 repetitions of
  /// 100 blocks.
  @Test func theErrorIsConcentrated() throws {
    let layout = LayerLayout([("dense", [512, 100])])
    func errors(_ quantizer: some LayerQuantizer) throws -> (mean: Double, deviation: Double) {
      let relative = try (0..<20).map { repetition in
        let gradient = Self.gradient(repetition, shape: 0.3, layout: layout)
        var worker = QuantizerCodec(quantizer).makeWorker(0, layout: layout, streams: Streams(seed: UInt64(repetition)))
        _ = try worker.encode(gradient, round: repetition)
        let read = try #require(worker.reconstruction)
        return zip(read, gradient.values).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
          / gradient.values.reduce(0.0) { $0 + Double($1 * $1) }
      }
      let (mean, error) = estimate(relative)
      return (mean, error * 20.0.squareRoot())
    }
    let layers = try CompressiveLayers(levels: .symmetric(1), share: 1)
    let sampling = try errors(layers), qsgd = try errors(LevelLayers(.qsgd(extent: 1), blocks: .runs(of: 512)))
    #expect(sampling.mean < layers.varianceFactor(of: [[512, 100]]))
    #expect(sampling.mean < qsgd.mean)
    #expect(sampling.deviation / sampling.mean < 0.05)
    #expect(sampling.deviation / sampling.mean < qsgd.deviation / qsgd.mean)
  }

  /// Σ ĝ + r = Σ g for every weight: each round's sums are rounded by 2⁻²⁴ of what they hold.
  @Test(arguments: [0.3, 1] as [Float]) func weightedFeedbackLosesNothing(weight: Float) throws {
    let codec = ErrorFeedback(QuantizerCodec(try CompressiveLayers(gain: 8)), weight: weight)
    var worker = try codec.makeWorker(0, layout: Self.layout, streams: Streams(seed: 2))
    var sums = [Double](repeating: 0, count: Self.layout.elementCount), greatest: Float = 0
    for round in 0..<20 {
      let gradient = Self.gradient(round)
      _ = try worker.encode(gradient, round: round)
      let read = try #require(worker.reconstruction)
      for index in sums.indices {
        sums[index] += Double(gradient.values[index]) - Double(read[index])
        greatest = max(greatest, abs(read[index]), abs(worker.residual[index]), abs(worker.corrected[index]))
      }
    }
    #expect(zip(sums, worker.residual).allSatisfy { abs($0 - Double($1)) <= Double(20 * 4 * greatest) * 0x1p-24 })
    #expect(worker.residual.contains { abs($0) > 1e-3 })
  }

  @Test func gradientsThatAreNoNumbersAreRefused() throws {
    let codec = QuantizerCodec(try CompressiveLayers(gain: 32))
    var worker = codec.makeWorker(2, layout: Self.layout, streams: Streams(seed: 1))
    for bad in [Float.nan, .infinity, .greatestFiniteMagnitude] {
      var values = Self.gradient().values
      for index in 832..<900 { values[index] = bad }
      #expect(throws: CodecError.notFinite(worker: 2, layer: bad.isFinite ? 3 : 2)) {
        try worker.encode(LocalGradient(values: values), round: 0)
      }
    }
    #expect(throws: CompressiveSamplingError.self) { try CompressiveLayers(gain: 1e9) }
    #expect(throws: CompressiveSamplingError.self) { try CompressiveLayers(gain: 32, blockLength: 0) }
    #expect(throws: CompressiveSamplingError.self) { try CompressiveLayers(gain: 600, countsSteps: true) }
  }
}
