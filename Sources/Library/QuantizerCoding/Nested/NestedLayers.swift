import GradientCoding
import Quantization
import Randomness

/// Nested quantization of layers (`NestedBlocks`; THESIS, Equations (2.6) and (2.7)): Δ₁ is a share of the layer's max |x| and is
/// sent, Δ₂ = k Δ₁.
struct NestedLayers: LayerPartition {
  /// Δ₁ / max |x|.
  let fineShare: Double
  let blocks: NestedBlocks

  var alphabetSize: Int { blocks.ratio }

  func parameterCount(of shape: [Int]) -> Int { 1 }

  /// The step is 0 where it would be below the least normal number; such a layer is read as zeros.
  func quantize(
    _ values: Span<Float>, shape: [Int], dither: LayerDither, into symbols: inout MutableSpan<UInt8>
  ) throws(QuantizationError) -> [Float] {
    let width = fineShare * Double(try greatestMagnitude(of: values)), step = Float(width)
    guard step.isFinite else { throw .invalidScale(width, expected: "a step in the range of Float") }
    guard step.isNormal else { return [0] }
    try blocks.encode(
      values, fineStep: step, dither: dither.generator, startingAt: dither.start, into: &symbols)
    return [step]
  }

  /// Whether the step is 0 or normal and positive.
  func accepts(_ parameters: [Float]) -> Bool { parameters.allSatisfy { $0 == 0 || $0 > 0 && $0.isNormal } }
}

extension QuantizedGradient<NestedLayers> {
  /// Writes what the server reads of a piece with the side information `side`.
  func read(_ piece: LayerPiece, side: Span<Float>, into values: inout MutableSpan<Float>) {
    let layer = layers[piece.layer]
    guard layer.parameters[0] > 0 else {
      for index in values.indices { values[index] = 0 }
      return
    }
    do {
      try partition.blocks.decode(
        layer.symbols.span.extracting(piece.part), fineStep: layer.parameters[0], side: side, dither: dither,
        startingAt: piece.range.lowerBound, into: &values)
    } catch {
      preconditionFailure("symbols or parameters of another quantizer: \(error)")
    }
  }

  /// What the server reads of the gradient with the side information `side`.
  func values(_ layout: LayerLayout, side: [Float]) -> [Float] {
    LayerPiece.all(of: layout).flatMap { piece in
      var numbers = [Float](repeating: 0, count: piece.part.count)
      var span = numbers.mutableSpan
      read(piece, side: side.span.extracting(piece.range), into: &span)
      return numbers
    }
  }
}
