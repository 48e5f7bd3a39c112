import CompressiveSampling
import GradientCoding
import QuantizerCoding
import Randomness
import RealModule
import Testing

@Suite struct RotatedLayersTests {
  static let quantizers: [Result<RotatedLayers, CompressiveSamplingError>] = [
    quantizer { () throws(CompressiveSamplingError) in try RotatedLayers(gain: 32) },
    quantizer { () throws(CompressiveSamplingError) in try RotatedLayers(gain: 100, countsSteps: true, rows: .drawn) },
    quantizer { () throws(CompressiveSamplingError) in try RotatedLayers(levelCount: 3, blockLength: 4_096) },
    quantizer { () throws(CompressiveSamplingError) in try RotatedLayers(levelCount: 256, share: 0.7) },
  ]
  static let cases = quantizers.indices.flatMap { index in SymbolCoder.allCases.map { (index, $0) } }

  static func quantizer(
    _ make: () throws(CompressiveSamplingError) -> RotatedLayers
  ) -> Result<RotatedLayers, CompressiveSamplingError> { Result(catching: make) }

  @Test(arguments: cases) func theServerReadsWhatTheWorkerDoes(index: Int, coder: SymbolCoder) throws {
    try expectTheSameAtBothEnds(QuantizerCodec(try Self.quantizers[index].get(), coder: coder))
  }

  /// No other number of levels has less error at the gain, with the most coordinates that it allows.
  @Test(arguments: [9, 10, 16, 20.2, 21, 27, 32, 33, 100, 480]) func theLevelsOfAGain(gain: Double) throws {
    let chosen = try RotatedLayers(gain: gain).sampler(of: 512), bits = 512 * 32 / gain
    let errors = try (2...14).map { levels in
      let count = Int(min(bits / .log2(Double(levels)) * (1 + 1e-12), 512))
      return try RotatedBlock(MixingMatrix(order: 512, measurementCount: count), levelCount: levels).varianceFactor
    }
    #expect(chosen.varianceFactor == errors.min())
    #expect(Double(chosen.matrix.measurementCount) * .log2(Double(chosen.levelCount)) <= bits * (1 + 1e-12))
    let counted = try RotatedLayers(gain: gain, countsSteps: true).sampler(of: 512)
    #expect(Double(counted.matrix.measurementCount) * .log2(Double(counted.levelCount)) + 32 <= bits * (1 + 1e-12))
  }

  /// 100 blocks of 512 at one bit: 16 words and a float for each, and the error within 3 % of π/2 − 1. Its deviation
  /// for a block of κ = 0.2 is 0.05, and κ/12 of the whole is the rest.
  @Test func aLayerAtOneBit() throws {
    let layout = LayerLayout([("dense", [512, 100])]), layers = try RotatedLayers(gain: 32)
    let gradient = LayersTests.gradient(layout: layout)
    var worker = QuantizerCodec(layers, coder: .words).makeWorker(0, layout: layout, streams: Streams(seed: 4))
    let message = try worker.encode(gradient, round: 0), read = try #require(worker.reconstruction)
    #expect(message.bits.raw == 100 * 17 * 32)
    let error = zip(read, gradient.values).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
    let square = gradient.values.reduce(0.0) { $0 + Double($1 * $1) }
    #expect(abs(error / square / (.pi / 2 - 1) - 1) < 0.03)
    #expect(abs(layers.varianceFactor(of: [[512, 100]]) - (.pi / 2 - 1)) < 1e-9)
  }

  @Test func whatIsRefused() throws {
    for count in [1, 257] {
      #expect(throws: CompressiveSamplingError.invalidCount(count, quantity: "levels", expected: "2...256")) {
        try RotatedLayers(levelCount: count)
      }
    }
    #expect(try RotatedLayers(gain: 1).alphabetSize == 256)
    #expect(throws: CompressiveSamplingError.self) { try RotatedLayers(gain: 512 * 32 + 1) }
    #expect(throws: CompressiveSamplingError.self) { try RotatedLayers(gain: 500, countsSteps: true) }
    #expect(throws: CompressiveSamplingError.self) { try RotatedLayers(gain: -1) }
    #expect(throws: CompressiveSamplingError.self) { try RotatedLayers(gain: 32, blockLength: 1 << 16) }
    var worker = QuantizerCodec(try RotatedLayers(gain: 32)).makeWorker(
      2, layout: LayersTests.layout, streams: Streams(seed: 1))
    for bad in [Float.nan, .infinity, .greatestFiniteMagnitude] {
      var values = LayersTests.gradient().values
      for index in 832..<900 { values[index] = bad }
      #expect(throws: CodecError.notFinite(worker: 2, layer: bad.isFinite ? 3 : 2)) {
        try worker.encode(LocalGradient(values: values), round: 0)
      }
    }
  }
}
