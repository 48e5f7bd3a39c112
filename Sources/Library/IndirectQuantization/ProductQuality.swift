import GradientCoding

/// What quantization leaves of a layer's gradient, and what it takes to say it (THESIS, Figure 3.3).
public struct ProductQuality: Sendable, Codable, Equatable {
  /// ‖G − G̃‖² / ‖G‖², of the kernel; 0 for a gradient of zeros.
  public let normalizedError: Double
  /// The empirical entropy of all symbols, and 32 bits for each point or step, in bits for each element of G.
  public let bitsPerElement: Double

  public init(normalizedError: Double, bitsPerElement: Double) {
    self.normalizedError = normalizedError
    self.bitsPerElement = bitsPerElement
  }

  /// Of a layer's signals after quantization.
  ///
  /// - Parameters:
  ///   - gradient: The gradient of the kernel from the signals as they were.
  ///   - dither: The streams that they were quantized with.
  /// - Complexity: O(L n m).
  public init(_ layer: QuantizedLayer, gradient: [Float], dither: DitherStreams) {
    let estimate = layer.signals("layer", dither: dither).kernelGradient()
    precondition(estimate.count == gradient.count, "\(estimate.count) elements for \(gradient.count)")
    var error = 0.0, energy = 0.0
    for (g, estimate) in zip(gradient, estimate) {
      error += (Double(g) - Double(estimate)) * (Double(g) - Double(estimate))
      energy += Double(g) * Double(g)
    }
    normalizedError = energy > 0 ? error / energy : 0
    bitsPerElement = (layer.input.entropyBits + layer.delta.entropyBits) / Double(gradient.count)
  }

  /// Of a gradient that is quantized itself, by this many points.
  public init(direct quality: SignalQuality, pointCount: Int, elementCount: Int) {
    let quantization = quality.quantizations[pointCount - 1]
    normalizedError = quantization.normalizedError
    bitsPerElement = quantization.entropy + 32 * Double(pointCount) / Double(elementCount)
  }
}
