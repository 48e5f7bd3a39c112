import EntropyCoding
import GradientCoding
import GradientStatistics
import Quantization
import Randomness
import Testing

@testable import MinifloatCoding

/// Scales, codes, and laws of several workers.
@Suite struct CodeTests {
  static let shapes = [0.4, 0.7, 1, 1.5, 2.5]

  /// The rounding of shapes costs less than 10⁻³ of the least error.
  @Test(arguments: shapes) func scalesOfLeastErrorAreNearlySo(shape: Double) {
    var table = ScaleTable(format: .e2m1, rule: .leastError)
    let law = GeneralizedNormal(scale: 0.003, shape: shape * 1.003)
    let error = Minifloat.e2m1.meanSquaredError(
      under: law, scale: Double(table.scale(for: law, sampleScale: nil)))
    #expect(error <= (1 + 1e-3) * Minifloat.e2m1.leastErrorScale(for: law).error)
  }

  /// Equation (15) by hand at β = 1: 0.46 − 2.85 + 5.37 − 2.85 + 0.52 = 0.65; σ = √2 α for Laplace's law.
  @Test func polynomialsAreDividedByScaleOrDeviation() {
    let law = GeneralizedNormal(scale: 0.01, shape: 1)
    var (over, printed) = (
      ScaleTable(format: .e2m1, rule: .polynomial), ScaleTable(format: .e2m1, rule: .asPrinted)
    )
    #expect(abs(Double(over.scale(for: law, sampleScale: nil)) - 65) < 1e-4)
    #expect(abs(Double(printed.scale(for: law, sampleScale: nil)) - 65 / 2.0.squareRoot()) < 1e-4)
    var sample = ScaleTable(format: .e2m1, rule: .leastSampleError(coarseness: 2))
    #expect(sample.scale(for: law, sampleScale: 60) == 30)
  }

  /// Weights are the probabilities of cells; those of cells far out in the tail are 1, not 0, and −0 has none.
  @Test(arguments: shapes, [Minifloat.e2m1, .e5m2]) func weightsAreProbabilities(shape: Double, format: Minifloat)
    throws
  {
    let law = GeneralizedNormal(location: 0.1, scale: 1, shape: shape)
    for scale in [0.5, 2, 0x1p-60] as [Float] {
      let quantizer = try MinifloatQuantizer(format, scale: scale)
      let weights = quantizer.symbolWeights(for: law)
      // Each weight is rounded down by less than 1, or up to 1.
      #expect(abs(weights.reduce(0, +) - 1 << 30) <= quantizer.levelCount)
      #expect(
        weights.indices.allSatisfy {
          (weights[$0] > 0) == (quantizer.index(ofCode: UInt8($0)) != nil && $0 != quantizer.format.signBit)
        })
      let positive = (0..<Int(format.signBit)).reduce(0) { $0 + weights[$1] }
      #expect(
        abs(Double(positive) / 0x1p30 - law.upperTail(quantizer.cell(of: format.magnitudeCount - 1).lower)) < 1e-6)
      for coder in [LosslessCoder.modelHuffman, .modelRange] {
        let code = try LayerCode(for: law, quantizer: quantizer, coder: coder)
        var writer = BitWriter()
        code.write(to: &writer)
        var reader = BitReader(writer.finish())
        #expect(try LayerCode(from: &reader, format: format, coder: coder) == code)
      }
    }
  }

  /// Of a layer of which half is kept, half and what rounds to zero of the rest is zero.
  @Test func weightsOfASelectionHaveMoreZeros() throws {
    let law = GeneralizedNormal(shape: 1), quantizer = try MinifloatQuantizer(.e5m2, scale: 8)
    let weights = quantizer.symbolWeights(for: law, keptShare: 0.5)
    #expect(abs(weights.reduce(0, +) - 1 << 30) <= quantizer.levelCount)
    #expect(abs(Double(weights[0]) / 0x1p30 - 0.5) < 1e-6)
  }

  /// Every coder gives back any codes, and refuses other bytes or takes them for other codes.
  @Test(arguments: LosslessCoder.allCases, [Minifloat.e2m1, .e5m2])
  func codesComeBack(coder: LosslessCoder, format: Minifloat) throws {
    let layout = LayerLayout([("kernel", [40, 50]), ("bias", [1]), ("wide", [3, 9_000]), ("constant", [70])])
    var rng = Streams(seed: 4).generator("codes")
    let quantizer = try MinifloatQuantizer(format, scale: 1)
    let code = try LayerCode(for: GeneralizedNormal(shape: 0.7), quantizer: quantizer, coder: coder)
    let told = [LayerCode](repeating: code, count: 4)
    for spread in [1, quantizer.levelCount] {
      var codes = layout.layers.map { layer in
        layer.range.map { _ in quantizer.code(of: format.magnitudeCount - 1 + Int(rng.nextWord()) % spread - spread / 2)
        }
      }
      codes[3] = Array(repeating: quantizer.code(of: 0), count: 70)
      let bytes = try coder.encode(codes, layout: layout, with: told)
      #expect(try coder.decode(ByteReader(bytes), layout: layout, with: told) == codes)
      #expect(throws: CodecError.self) { try coder.decode(ByteReader(bytes + [0]), layout: layout, with: told) }
      #expect(throws: CodecError.self) {
        try coder.decode(ByteReader(Array(bytes.dropLast())), layout: layout, with: told)
      }
    }
  }

  /// Codes of fp8 are no codes of fp4, of which there are sixteen.
  @Test(arguments: [LosslessCoder.countedHuffman, .zlib])
  func codesOfAWiderFormatAreRefused(coder: LosslessCoder) throws {
    let layout = LayerLayout([("kernel", [40, 50])]), law = GeneralizedNormal(shape: 0.7)
    let wide = try LayerCode(for: law, quantizer: MinifloatQuantizer(.e5m2, scale: 1), coder: coder)
    let narrow = try LayerCode(for: law, quantizer: MinifloatQuantizer(.e2m1, scale: 1), coder: coder)
    let codes = (0..<2_000).map { wide.quantizer.code(of: $0 % wide.quantizer.levelCount) }
    let bytes = try coder.encode([codes], layout: layout, with: [wide])
    #expect(throws: CodecError.self) { try coder.decode(ByteReader(bytes), layout: layout, with: [narrow]) }
  }

  /// Geometric means of scale and shape, arithmetic of the location, over those that have a law.
  @Test func lawsOfWorkersAreCombined() throws {
    let statistics: [LayerStatistics] = [
      .law(GeneralizedNormal(location: 1, scale: 2, shape: 0.5), sampleScale: 3),
      .law(GeneralizedNormal(location: 3, scale: 8, shape: 2), sampleScale: 12), .size(5),
    ]
    let combined = try #require(LayerStatistics.combined(statistics, weights: [1, 1, 7]))
    #expect(abs(combined.law.location - 2) + abs(combined.law.scale - 4) + abs(combined.law.shape - 1) < 1e-12)
    #expect(abs((combined.sampleScale ?? 0) - 6) < 1e-12)
    let sizes = try #require(LayerStatistics.combined([.size(3), .size(0)], weights: [1, 1]))
    #expect(sizes.law.shape == 1 && abs(sizes.law.variance - 4.5) < 1e-12)
    #expect(LayerStatistics.combined([.size(0), .size(0)], weights: [1, 1]) == nil)
  }

  @Test func topShareIsKept() throws {
    let codec = MinifloatCodec(.e5m2, scaleRule: .polynomial, refreshInterval: 3, keptShare: 0.5)
    var rounds = try CodedRounds(ErrorFeedback(codec, decay: 0.7), seed: 3)
    for round in 0..<3 {
      let outcome = try rounds.run(round)
      let worker = rounds.workers[0], read = try #require(worker.reconstruction)
      #expect(outcome.estimate.count == read.count)
      for layer in rounds.layout.layers where layer.range.count > 100 {
        let kept = layer.range.filter { read[$0] != 0 }, dropped = layer.range.filter { read[$0] == 0 }
        #expect(kept.count == (layer.range.count + 1) / 2)
        let least = kept.map { abs(worker.corrected[$0]) }.min() ?? 0
        #expect(dropped.allSatisfy { abs(worker.corrected[$0]) <= least })
      }
    }
  }
}
