public import Quantization

/// One bit an element with subtractive dither (`OneBitDither`; THESIS, Equations (A.1) and (A.2)), the step of a layer sent.
public struct OneBitDitherLayers: LayerQuantizer, Equatable {
  /// Creates the quantizer.
  public init() {}

  public var alphabetSize: Int { 2 }

  public func parameterCount(of shape: [Int]) -> Int { 1 }

  public func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    let step = try OneBitDither.step(of: values)
    OneBitDither.encode(values, step: step, dither: dither.generator, startingAt: dither.start).copyBits(to: &symbols)
    return [step]
  }

  /// Whether the step is finite and not below 0.
  public func accepts(_ parameters: [Float]) -> Bool { parameters.allSatisfy { $0.isFinite && $0 >= 0 } }

  public func dequantize(
    _ symbols: Span<UInt8>, part: Range<Int>, shape: [Int], parameters: [Float], dither: LayerDither,
    into values: inout MutableSpan<Float>
  ) {
    do {
      try OneBitDither.decode(
        PackedSigns(bits: symbols), step: parameters[0], dither: dither.generator,
        startingAt: dither.start + part.lowerBound, into: &values)
    } catch {
      preconditionFailure("parameters of another quantizer: \(error)")
    }
  }
}

extension PackedSigns {
  /// Writes the signs one a byte: 0 for negative, 1 for positive.
  func copyBits(to symbols: inout MutableSpan<UInt8>) {
    let bits = self.bits
    let span = bits.span
    for index in symbols.indices { symbols[unchecked: index] = span[unchecked: index] }
  }
}
