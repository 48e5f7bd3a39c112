public import Quantization

/// Signs, read as plus or minus the mean magnitude of their layer, which has the least mean squared error.
public struct SignLayers: LayerQuantizer, Equatable {
  /// Creates the quantizer.
  public init() {}

  public var alphabetSize: Int { 2 }

  public func parameterCount(of shape: [Int]) -> Int { 1 }

  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    // Eight sums, so that the additions do not wait for each other.
    var sums = SIMD8<Double>()
    for index in values.indices { sums[index & 7] += Double(values[unchecked: index].magnitude) }
    for index in values.indices { symbols[unchecked: index] = values[unchecked: index] >= 0 ? 1 : 0 }
    return [Float((0..<8).reduce(0) { $0 + sums[$1] } / Double(max(1, values.count)))]
  }

  public func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    let scale = parameters[0]
    for index in symbols.indices { values[unchecked: index] = symbols[unchecked: index] == 0 ? -scale : scale }
  }
}
