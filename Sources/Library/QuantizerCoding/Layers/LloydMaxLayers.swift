public import Quantization

/// Lloyd-Max quantization of each layer by a sample of itself; the points are sent.
public struct LloydMaxLayers: LayerQuantizer, Equatable {
  /// The number of points K, 1 to 256.
  public let levelCount: Int
  /// How many values are read for the design; of a layer of more, every s-th value is.
  public let sampleLimit: Int

  /// Creates the quantizer to K = `levelCount` points.
  ///
  /// - Precondition: K lies in `1...256`, and `sampleLimit` is positive.
  public init(levelCount: Int, sampleLimit: Int = 8_192) {
    precondition(1...256 ~= levelCount, "\(levelCount) levels")
    precondition(sampleLimit > 0, "a sample of \(sampleLimit)")
    self.levelCount = levelCount
    self.sampleLimit = sampleLimit
  }

  public var alphabetSize: Int { levelCount }

  public func parameterCount(of shape: [Int]) -> Int { levelCount }

  /// A layer of few different numbers, which has fewer points, repeats the last.
  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    let step = (values.count + sampleLimit - 1) / sampleLimit
    let sample = stride(from: 0, to: values.count, by: step).map { values[$0] }
    let quantizer = try LloydMaxQuantizer(levelCount: levelCount, sample: sample.span)
    try quantizer.encode(values, scale: 1, into: &symbols)
    let points = quantizer.points.map { Float($0) }
    return points + Array(repeating: points[points.count - 1], count: levelCount - points.count)
  }

  public func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    let points = parameters + Array(repeating: 0, count: 256 - levelCount)
    let table = points.span
    for index in symbols.indices { values[unchecked: index] = table[unchecked: Int(symbols[unchecked: index])] }
  }
}
