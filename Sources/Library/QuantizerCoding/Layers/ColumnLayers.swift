public import Quantization

/// Signs with two reproduction points for each column (`ColumnSigns`; Seide et al., 2014), without their error feedback, which
/// `ErrorFeedback` with decay 1 adds.
///
/// Columns are the parts of a layer with one index in its first dimension, or all of a layer of one dimension. The
/// parameters are τ₋ and τ₊ of each. With 64 bits a column the raw sizes are those of THESIS, Table 2.1.
public struct ColumnLayers: LayerQuantizer, Equatable {
  /// Creates the quantizer.
  public init() {}

  public var alphabetSize: Int { 2 }

  public func parameterCount(of shape: [Int]) -> Int { 2 * Self.columnCount(of: shape) }

  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    var residual = [Float](repeating: 0, count: values.count)
    var span = residual.mutableSpan
    let columns = try ColumnSigns(values, columnLength: values.count / Self.columnCount(of: shape), residual: &span)
    columns.signs.copyBits(to: &symbols)
    return columns.points.flatMap { [$0.negative, $0.positive] }
  }

  public func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    let length = shape.reduce(1, *) / Self.columnCount(of: shape)
    var start = part.lowerBound
    while start < part.upperBound {
      let column = start / length, end = min((column + 1) * length, part.upperBound)
      let (negative, positive) = (parameters[2 * column], parameters[2 * column + 1])
      for index in start &- part.lowerBound..<end &- part.lowerBound {
        values[unchecked: index] = symbols[unchecked: index] == 0 ? negative : positive
      }
      start = end
    }
  }

  /// The number of columns of a layer.
  static func columnCount(of shape: [Int]) -> Int { shape.count > 1 ? shape[0] : 1 }
}
