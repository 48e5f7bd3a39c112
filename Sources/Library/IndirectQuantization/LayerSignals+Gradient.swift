import Autodiff
public import GradientCoding

extension LayerSignals {
  /// The gradient of the kernel, Σ x δᵀ, `[width, units]` row by row.
  ///
  /// - Complexity: O(L n m), by the matrix kernel.
  public func kernelGradient() -> [Float] {
    Tensor([sampleCount, input.count / sampleCount], input).matrixProduct(
      Tensor([sampleCount, delta.count / sampleCount], delta), transposed: true
    ).scalars
  }

  /// The gradient of the bias, Σ δ.
  public func biasGradient() -> [Float] { columnSums(delta, rowCount: sampleCount).map { Float($0) } }
}

extension LayerSignals {
  /// The signals of one worker among `workerCount` whose batches lie one below the other.
  public init(_ signal: Gradients.Signal, worker: Int = 0, workerCount: Int = 1) {
    let sampleCount = signal.input.rowCount / workerCount
    let rows = worker * sampleCount..<(worker + 1) * sampleCount
    self.init(
      layer: signal.layer, sampleCount: sampleCount, input: signal.input.rows(rows).scalars,
      delta: signal.delta.rows(rows).scalars)
  }
}
