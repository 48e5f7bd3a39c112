public import Quantization

/// The levels −M…M of a `LevelQuantizer`, dithered, half-dithered, QSGD or TernGrad, as symbols 0…2M, with one step for each
/// layer or for each block of a layer (``LayerBlocks``).
public struct LevelLayers: LayerQuantizer, Equatable {
  /// The quantizer of a block.
  public let quantizer: LevelQuantizer
  /// Which elements share a step.
  public let blocks: LayerBlocks

  /// Creates the quantizer of layers whose steps are for these blocks.
  ///
  /// - Precondition: A block has at least one element.
  public init(_ quantizer: LevelQuantizer, blocks: LayerBlocks = .layers) {
    if case .runs(let length) = blocks { precondition(length > 0, "blocks of \(length)") }
    self.quantizer = quantizer
    self.blocks = blocks
  }

  public var alphabetSize: Int { quantizer.levelCount }

  public func parameterCount(of shape: [Int]) -> Int { blocks.count(in: shape) }

  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    var steps: [Float] = []
    let extent = UInt8(quantizer.extent)
    for (_, block) in blocks.parts(of: values.indices, in: shape) {
      let numbers = values.extracting(block), step = try quantizer.step(of: numbers)
      var levels = [Int8](repeating: 0, count: block.count)
      var span = levels.mutableSpan
      quantizer.encode(
        numbers, step: step, dither: dither.generator, startingAt: dither.start + block.lowerBound, into: &span)
      for index in span.indices {
        symbols[unchecked: block.lowerBound &+ index] = UInt8(bitPattern: span[unchecked: index]) &+ extent
      }
      steps.append(step)
    }
    return steps
  }

  /// Whether all are finite and none is below 0.
  public func accepts(_ parameters: [Float]) -> Bool { parameters.allSatisfy { $0.isFinite && $0 >= 0 } }

  public func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    let extent = UInt8(quantizer.extent)
    for (index, block) in blocks.parts(of: part, in: shape) {
      let start = block.lowerBound - part.lowerBound
      var levels = [Int8](repeating: 0, count: block.count), numbers = [Float](repeating: 0, count: block.count)
      var span = levels.mutableSpan, read = numbers.mutableSpan
      for index in span.indices {
        span[unchecked: index] = Int8(bitPattern: symbols[unchecked: start &+ index] &- extent)
      }
      do {
        try quantizer.decode(
          span.span, step: parameters[index], dither: dither.generator,
          startingAt: dither.start + block.lowerBound, into: &read)
      } catch {
        preconditionFailure("symbols or parameters of another quantizer: \(error)")
      }
      for index in read.indices { values[unchecked: start &+ index] = read[unchecked: index] }
    }
  }
}
