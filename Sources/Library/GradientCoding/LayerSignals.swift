/// What a dense layer read and what came back to it in one worker's batch: the factors of its gradient.
///
/// With x the rows of ``input`` and δ those of ``delta``, the gradient of the kernel `[width, units]` is Σ x δᵀ and that of
/// the bias Σ δ. As the gradient is one of the mean loss, δ has the factor 1 / L of the batch size L in it.
public struct LayerSignals: Sendable, Equatable {
  /// The layer's name, such as "fc1".
  public let layer: String
  /// The number of pictures in the batch, L.
  public let sampleCount: Int
  /// The forward signal x, `[sampleCount, width]`.
  public let input: [Float]
  /// The backward signal δ, `[sampleCount, units]`.
  public let delta: [Float]

  /// Creates the signals of a layer.
  ///
  /// - Precondition: `sampleCount` is positive and divides the number of elements of both.
  public init(layer: String, sampleCount: Int, input: [Float], delta: [Float]) {
    precondition(sampleCount > 0, "signals of \(sampleCount) samples")
    precondition(input.count.isMultiple(of: sampleCount) && delta.count.isMultiple(of: sampleCount), "ragged signals")
    self.layer = layer
    self.sampleCount = sampleCount
    self.input = input
    self.delta = delta
  }
}
