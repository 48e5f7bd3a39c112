public import Quantization
public import QuantizerCoding
import Randomness

/// A quantizer of the layers of a gradient by blocks that are measured with a random mixing matrix.
///
/// A layer is cut into blocks of one length n, the last one filled up with zeros, each of which becomes k symbols and a
/// float. Of the stream that `LayerDither` names, a layer that begins at element i of the gradient takes elements from
/// 2i on as its dither, from 2⁴⁰ + i on as its signs; where rows are drawn, once in a message for each length, the
/// generator stands at 2⁴¹ + n 2¹⁶.
public protocol BlockwiseLayers: LayerQuantizer {
  /// What compresses a block.
  associatedtype Block: BlockCompressor

  /// Which rows are measured with.
  var rows: MixingMatrix.Selection { get }

  /// What the blocks of a layer of `count` elements are sampled with; the number of levels is that of all layers.
  func sampler(of count: Int) -> Block
}

extension BlockwiseLayers {
  /// The greatest γ of the layers of these shapes: that of the codec.
  public func varianceFactor(of shapes: [[Int]]) -> Double {
    shapes.map { sampler(of: $0.reduce(1, *)).varianceFactor }.max() ?? 0
  }

  public var alphabetSize: Int { sampler(of: 1).levelCount }

  public func blockLength(of shape: [Int]) -> Int { sampler(of: shape.reduce(1, *)).matrix.order }

  public func parameterCount(of shape: [Int]) -> Int { cut(shape).blockCount }

  public func symbolRange(of part: Range<Int>, shape: [Int]) -> Range<Int> {
    let blocks = cut(shape).blocks(of: part)
    let count = sampler(of: shape.reduce(1, *)).matrix.measurementCount
    return blocks.lowerBound * count..<blocks.upperBound * count
  }

  /// Whether all are finite and none is below 0.
  public func accepts(_ parameters: [Float]) -> Bool { parameters.allSatisfy { $0.isFinite && $0 >= 0 } }

  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    let cut = cut(shape), sampler = sampler(of: cut.count, rowsOf: dither)
    var steps: [Float] = []
    for block in 0..<cut.blockCount {
      let samples = try sampler.sample(
        values.extracting(cut.elements(of: block)), at: place(of: block, sampler, dither))
      let first = block * samples.symbols.count
      for (index, symbol) in samples.symbols.enumerated() { symbols[first + index] = symbol }
      steps.append(samples.step)
    }
    return steps
  }

  public func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    let cut = cut(shape), sampler = sampler(of: cut.count, rowsOf: dither), blocks = cut.blocks(of: part)
    let measurementCount = sampler.matrix.measurementCount
    for block in blocks {
      let elements = cut.elements(of: block), first = (block - blocks.lowerBound) * measurementCount
      var numbers = [Float](repeating: 0, count: elements.count)
      var span = numbers.mutableSpan
      sampler.reconstruct(
        symbols.extracting(first..<first + measurementCount), step: parameters[block],
        at: place(of: block, sampler, dither), into: &span)
      let start = elements.lowerBound - part.lowerBound
      for index in span.indices { values[unchecked: start &+ index] = span[unchecked: index] }
    }
  }

  private func cut(_ shape: [Int]) -> LayerCut { LayerCut(shape, length: blockLength(of: shape)) }

  /// The sampler of a layer with the rows of its message.
  private func sampler(of count: Int, rowsOf dither: LayerDither) -> Block {
    let sampler = sampler(of: count)
    guard rows == .drawn else { return sampler }
    var rng = dither.generator
    rng.seek(to: rng.position + 1 << 41 + UInt64(sampler.matrix.order) << 16)
    return sampler.drawingRows(using: &rng)
  }

  /// Where a block finds its random numbers; of ⌈L/n⌉ k ≤ 2L measurements of a layer none shares its dither.
  private func place(of block: Int, _ sampler: Block, _ dither: LayerDither) -> BlockPlace {
    BlockPlace(
      dither: dither.generator, startingAt: 2 * dither.start + block * sampler.matrix.measurementCount,
      signs: dither.generator, startingAt: 1 << 40 + dither.start + block * sampler.matrix.order)
  }
}

/// A layer cut into blocks.
private struct LayerCut {
  /// The number of elements.
  let count: Int
  /// n.
  let length: Int

  init(_ shape: [Int], length: Int) {
    count = shape.reduce(1, *)
    self.length = length
  }

  var blockCount: Int { (count + length - 1) / length }

  func elements(of block: Int) -> Range<Int> { block * length..<min((block + 1) * length, count) }

  /// The blocks of a part that holds whole ones.
  func blocks(of part: Range<Int>) -> Range<Int> {
    precondition(
      part.lowerBound.isMultiple(of: length) && (part.upperBound.isMultiple(of: length) || part.upperBound == count),
      "a part of \(part) cuts blocks of \(length)")
    return part.lowerBound / length..<(part.upperBound + length - 1) / length
  }
}
