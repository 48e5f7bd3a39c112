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
    var residual = [Float](repeating: 0, count: values.count)
    var span = residual.mutableSpan
    let column = try ColumnSigns(values, columnLength: values.count, residual: &span)
    column.signs.copyBits(to: &symbols)
    // n times the mean magnitude is the sum of the positive numbers less that of the negative ones.
    let positive = Double(column.signs.positiveCount), negative = Double(values.count) - positive
    let sum = positive * Double(column.points[0].positive) - negative * Double(column.points[0].negative)
    return [Float(sum / Double(values.count))]
  }

  public func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    let scale = parameters[0]
    for index in symbols.indices { values[unchecked: index] = symbols[unchecked: index] == 0 ? -scale : scale }
  }
}
