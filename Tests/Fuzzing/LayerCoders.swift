import GradientCoding
import GradientStatistics
import MinifloatCoding
import Quantization
import Randomness

extension FuzzTarget {
  /// What a server decodes of two layers in fp4 or fp8, by every lossless coder. The first byte chooses the coder, the second
  /// the format.
  static let layerCoders = FuzzTarget("lossless-layers", longestInput: 400) {
    try LosslessCoder.allCases.indices.flatMap { coder in
      try formats.indices.map { format in
        let scene = try LayerScene(coder, format)
        var rng = Streams(seed: 12).generator("codes")
        let codes = layout.layers.map { layer in
          layer.range.map { _ in scene.quantizer.code(of: rng.index(below: scene.quantizer.levelCount)) }
        }
        return [UInt8(coder), UInt8(format)] + (try scene.encode(codes))
      }
    }
  } entry: {
    let scenes = try LosslessCoder.allCases.indices.map { coder in
      try formats.indices.map { try LayerScene(coder, $0) }
    }
    return { input in
      var choices = Choices(input)
      let scene = scenes[choices.next(below: scenes.count)][choices.next(below: formats.count)]
      let codes: [[UInt8]]
      do throws(CodecError) { codes = try scene.decode(choices.bytes) } catch { return .refused }
      for layer in codes {
        var numbers = [Float](repeating: 0, count: layer.count), span = numbers.mutableSpan
        try scene.quantizer.decode(layer.span, into: &span)
      }
      try FuzzFinding.unless(try scene.decode(scene.encode(codes)) == codes, "codes that do not come back")
      return .taken
    }
  }

  private static let formats: [Minifloat] = [.e2m1, .e5m2]
  private static let layout = LayerLayout([("kernel", [8, 10]), ("bias", [5])])

  /// What both ends know of the layers.
  private struct LayerScene {
    let coder: LosslessCoder, quantizer: MinifloatQuantizer, codes: [LayerCode]

    init(_ coder: Int, _ format: Int) throws {
      self.coder = LosslessCoder.allCases[coder]
      quantizer = try MinifloatQuantizer(formats[format], scale: 1)
      let code = try LayerCode(for: GeneralizedNormal(shape: 0.7), quantizer: quantizer, coder: self.coder)
      codes = layout.layers.map { _ in code }
    }

    func encode(_ symbols: [[UInt8]]) throws(CodecError) -> [UInt8] {
      try coder.encode(symbols, layout: layout, with: codes)
    }

    func decode(_ bytes: [UInt8]) throws(CodecError) -> [[UInt8]] {
      try coder.decode(ByteReader(bytes), layout: layout, with: codes)
    }
  }
}
