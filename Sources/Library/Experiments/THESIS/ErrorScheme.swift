import CompressiveSampling
import GradientCoding
import Quantization
import QuantizerCoding
import Randomness
import RealModule

/// An unbiased compressor whose error is measured on gradients, layer by layer in blocks of at most 512 numbers (THESIS,
/// Figures 4.1 and 4.2).
///
/// Gains are of symbols alone, as in THESIS, Equation (4.11); each scheme but sparsification has 32 bits more for a block.
public enum ErrorScheme: Sendable, Codable, Hashable {
  /// QCS with the parameters of the least bound at a gain.
  case sampling(gain: Double)
  /// Random rotation with an optimal quantizer (EDEN) at a gain.
  case rotation(gain: Double)
  /// Stochastic quantization (QSG) to −s...s with the greatest magnitude of a block as scale, or QSGD's 2-norm.
  case quantization(levels: Int, byNorm: Bool)
  /// Random sparsification; those who send positions choose elements by their magnitudes.
  case sparsification(keptShare: Double, sendsPositions: Bool)

  /// The numbers in a block.
  public static let blockLength = 512

  /// The gain of ``quantization(levels:byNorm:)``, whose symbols have log₂(2s + 1) bits.
  public static func quantizationGain(levels s: Int) -> Double { 32 / .log2(2 * Double(s) + 1) }
}

/// A scheme at work on the layers of a gradient.
struct ErrorCompressor: Sendable {
  private enum Method: Sendable {
    case quantizer(any LayerQuantizer)
    case sparsifier(RandomSparsifier, sendsPositions: Bool)
  }

  private let method: Method
  private let layout: LayerLayout

  /// - Throws: `CompressiveSamplingError` or `QuantizationError` for parameters that the scheme cannot have.
  init(_ scheme: ErrorScheme, _ layout: LayerLayout) throws {
    self.layout = layout
    method =
      switch scheme {
      case .sampling(let gain):
        .quantizer(try CompressiveLayers(gain: gain, blockLength: ErrorScheme.blockLength))
      case .rotation(let gain):
        .quantizer(try RotatedLayers(gain: gain, blockLength: ErrorScheme.blockLength))
      case .quantization(let levels, let byNorm):
        .quantizer(
          LevelLayers(
            try byNorm ? .qsgd(extent: levels) : .halfDithered(extent: levels),
            blocks: .runs(of: ErrorScheme.blockLength)))
      case .sparsification(let share, let sendsPositions):
        .sparsifier(
          RandomSparsifier(keptShare: share, sendsPositions ? .magnitudes : .equal), sendsPositions: sendsPositions)
      }
  }

  /// 32 bits for each number over those of symbols, log₂ of their number each, and of floats; positions have log₂ 512 bits.
  var gain: Double {
    let count = 32 * Double(layout.elementCount)
    switch method {
    case .quantizer(let quantizer):
      let bits = layout.layers.map { layer in
        let symbols = quantizer.symbolRange(of: 0..<layer.range.count, shape: layer.shape).count
        return Double(symbols) * .log2(Double(quantizer.alphabetSize))
          + Double(32 * quantizer.parameterCount(of: layer.shape))
      }
      return count / bits.reduce(0, +)
    case .sparsifier(let sparsifier, let sendsPositions):
      let position = sendsPositions ? Double.log2(Double(ErrorScheme.blockLength)) : 0
      return 32 / (sparsifier.keptShare * (32 + position))
    }
  }

  /// The same for a message with symbols by the range coder, headers and all; nan for sparsification.
  func codedGain(of gradient: [Float], _ streams: Streams, round: Int) throws -> Double {
    func sent(_ quantizer: some LayerQuantizer) throws -> Int {
      var worker = QuantizerCodec(quantizer).makeWorker(0, layout: layout, streams: streams)
      return try worker.encode(LocalGradient(values: gradient), round: round).bits.sentBits
    }
    guard case .quantizer(let quantizer) = method else { return .nan }
    return 32 * Double(layout.elementCount) / Double(try sent(quantizer))
  }

  /// What the server reads of a gradient whose random numbers are those of a stream of this name.
  ///
  /// - Throws: `QuantizationError` for numbers that are not finite.
  func reading(of gradient: [Float], _ streams: Streams, round: Int) throws -> [Float] {
    let dither = streams.generator("dither", worker: 0, round: round)
    var values: [Float] = []
    values.reserveCapacity(gradient.count)
    for layer in layout.layers {
      let numbers = gradient.span.extracting(layer.range)
      var read = [Float](repeating: 0, count: numbers.count)
      switch method {
      case .quantizer(let quantizer):
        var span = read.mutableSpan
        let place = LayerDither(generator: dither, startingAt: layer.range.lowerBound)
        try Self.read(numbers, shape: layer.shape, quantizer, place, into: &span)
      case .sparsifier(let sparsifier, _):
        for start in stride(from: 0, to: numbers.count, by: ErrorScheme.blockLength) {
          let part = start..<min(start + ErrorScheme.blockLength, numbers.count)
          var block = [Float](repeating: 0, count: part.count)
          var span = block.mutableSpan
          sparsifier.sparsify(
            numbers.extracting(part), random: dither, startingAt: layer.range.lowerBound + start, into: &span)
          read.replaceSubrange(part, with: block)
        }
      }
      values += read
    }
    return values
  }

  private static func read(
    _ numbers: Span<Float>, shape: [Int], _ quantizer: some LayerQuantizer, _ dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) throws(QuantizationError) {
    let whole = 0..<numbers.count
    var symbols = [UInt8](repeating: 0, count: quantizer.symbolRange(of: whole, shape: shape).count)
    var span = symbols.mutableSpan
    let parameters = try quantizer.quantize(numbers, shape: shape, dither: dither, into: &span)
    quantizer.dequantize(
      span.span, part: whole, shape: shape, parameters: parameters, dither: dither, into: &values)
  }
}
