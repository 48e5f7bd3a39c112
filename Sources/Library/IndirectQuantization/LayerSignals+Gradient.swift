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
