public import Quantization

/// The levels −M…M of a `LevelQuantizer`, dithered, half-dithered, QSGD or TernGrad, as symbols 0…2M, with one step for each
/// layer or for each block of a layer.
public struct LevelLayers: LayerQuantizer, Equatable {
  /// The quantizer of a block.
  public let quantizer: LevelQuantizer
  /// The number of neighbours that share a step; nil where a layer does. The last block of a layer may be shorter.
  public let blockLength: Int?

  /// Creates the quantizer of layers whose steps are for blocks of `blockLength`, or for whole layers.
  ///
  /// - Precondition: A block has at least one element.
  public init(_ quantizer: LevelQuantizer, blockLength: Int? = nil) {
    precondition(blockLength.map { $0 > 0 } ?? true, "blocks of \(blockLength ?? 0)")
    self.quantizer = quantizer
    self.blockLength = blockLength
  }

  public var alphabetSize: Int { quantizer.levelCount }

  public func parameterCount(of shape: [Int]) -> Int {
    guard let blockLength else { return 1 }
    return (shape.reduce(1, *) + blockLength - 1) / blockLength
  }

  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    var steps: [Float] = []
    let extent = UInt8(quantizer.extent)
    for block in blocks(of: values.indices) {
      let numbers = values.extracting(block), step = try quantizer.step(of: numbers)
      var levels = [Int8](repeating: 0, count: block.count)
      var span = levels.mutableSpan
      quantizer.encode(
        numbers, step: step, dither: dither.generator, startingAt: dither.first + block.lowerBound, into: &span)
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
    for block in blocks(of: part) {
      let start = block.lowerBound - part.lowerBound
      var levels = [Int8](repeating: 0, count: block.count), numbers = [Float](repeating: 0, count: block.count)
      var span = levels.mutableSpan, read = numbers.mutableSpan
      for index in span.indices {
        span[unchecked: index] = Int8(bitPattern: symbols[unchecked: start &+ index] &- extent)
      }
      do {
        try quantizer.decode(
          span.span, step: parameters[block.lowerBound / (blockLength ?? .max)], dither: dither.generator,
          startingAt: dither.first + block.lowerBound, into: &read)
      } catch {
        preconditionFailure("symbols or parameters of another quantizer: \(error)")
      }
      for index in read.indices { values[unchecked: start &+ index] = read[unchecked: index] }
    }
  }

  /// The parts of a range that lie in one block each.
  private func blocks(of range: Range<Int>) -> [Range<Int>] {
    guard let blockLength, !range.isEmpty else { return [range] }
    return (range.lowerBound / blockLength...(range.upperBound - 1) / blockLength).map { block in
      range.clamped(to: block * blockLength..<(block + 1) * blockLength)
    }
  }
}
