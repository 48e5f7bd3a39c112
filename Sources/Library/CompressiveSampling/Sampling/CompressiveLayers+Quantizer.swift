public import Quantization
public import QuantizerCoding
import Randomness

extension CompressiveLayers {
  public var alphabetSize: Int { levels.count }

  public func blockLength(of shape: [Int]) -> Int { sampler(of: shape.reduce(1, *)).matrix.order }

  public func parameterCount(of shape: [Int]) -> Int { Cut(self, shape).blockCount }

  public func symbolRange(of part: Range<Int>, shape: [Int]) -> Range<Int> {
    let blocks = Cut(self, shape).blocks(of: part)
    let count = sampler(of: shape.reduce(1, *)).matrix.measurementCount
    return blocks.lowerBound * count..<blocks.upperBound * count
  }

  /// Whether all are finite and none is below 0.
  public func accepts(_ parameters: [Float]) -> Bool { parameters.allSatisfy { $0.isFinite && $0 >= 0 } }

  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    let cut = Cut(self, shape), sampler = sampler(of: cut.count, rowsOf: dither)
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
    let cut = Cut(self, shape), sampler = sampler(of: cut.count, rowsOf: dither), blocks = cut.blocks(of: part)
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

  /// A layer cut into blocks.
  private struct Cut {
    /// The number of elements.
    let count: Int
    /// n.
    let length: Int

    init(_ layers: CompressiveLayers, _ shape: [Int]) {
      count = shape.reduce(1, *)
      length = layers.blockLength(of: shape)
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

  /// The sampler of a layer with the rows of its message.
  private func sampler(of count: Int, rowsOf dither: LayerDither) -> BlockSampler {
    let sampler = sampler(of: count)
    guard rows == .drawn else { return sampler }
    var rng = dither.generator
    rng.seek(to: rng.position + 1 << 41 + UInt64(sampler.matrix.order) << 16)
    return sampler.drawingRows(using: &rng)
  }

  /// Where a block finds its random numbers; of ⌈L/n⌉ k ≤ 2L measurements of a layer none shares its dither.
  private func place(of block: Int, _ sampler: BlockSampler, _ dither: LayerDither) -> BlockSampler.Place {
    BlockSampler.Place(
      dither: dither.generator, startingAt: 2 * dither.first + block * sampler.matrix.measurementCount,
      signs: dither.generator, startingAt: 1 << 40 + dither.first + block * sampler.matrix.order)
  }
}
