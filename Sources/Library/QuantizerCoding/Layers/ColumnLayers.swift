public import Quantization

/// Signs with two reproduction points for each column (`ColumnSigns`; Seide et al., 2014), without their error feedback, which
/// `ErrorFeedback` with decay 1 adds.
///
/// Columns are those of ``LayerBlocks/columns``; the parameters are τ₋ and τ₊ of each. With 64 bits a column the raw sizes are
/// those of THESIS, Table 2.1.
public struct ColumnLayers: LayerQuantizer, Equatable {
  /// Creates the quantizer.
  public init() {}

  public var alphabetSize: Int { 2 }

  public func parameterCount(of shape: [Int]) -> Int { 2 * LayerBlocks.columns.count(in: shape) }

  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    var residual = [Float](repeating: 0, count: values.count)
    var span = residual.mutableSpan
    let columns = try ColumnSigns(values, columnLength: LayerBlocks.columns.length(in: shape), residual: &span)
    columns.signs.copyBits(to: &symbols)
    return columns.points.flatMap { [$0.negative, $0.positive] }
  }

  public func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    for (column, block) in LayerBlocks.columns.parts(of: part, in: shape) {
      let (negative, positive) = (parameters[2 * column], parameters[2 * column + 1])
      for index in block.lowerBound &- part.lowerBound..<block.upperBound &- part.lowerBound {
        values[unchecked: index] = symbols[unchecked: index] == 0 ? negative : positive
      }
    }
  }
}
