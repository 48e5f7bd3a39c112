/// The differentiable operations. Batches lie along the first axis; pictures are `[batch, row, column, channel]`.
extension Tape {
  /// op(A) op(B) for matrices, op transposing where told.
  public mutating func product(
    _ a: Variable, transposed transposesA: Bool = false, _ b: Variable, transposed transposesB: Bool = false
  ) -> Variable {
    apply(MatrixProduct(transposesA: transposesA, transposesB: transposesB), [a, b])
  }

  /// f(x W + b) for x `[batch, in]`, W `[in, out]` and b `[out]`.
  public mutating func dense(
    _ x: Variable, kernel: Variable, bias: Variable? = nil, activation: Activation = .identity
  ) -> Variable {
    apply(Dense(activation: activation), [x, kernel] + (bias.map { [$0] } ?? []))
  }

  /// f(x * K + b), a 2-D convolution with a kernel `[row, column, in / groups, out]`.
  ///
  /// - Parameter precedesNormalization: Whether to take the moments of the result along, which a normalisation of it
  ///   then need not compute.
  public mutating func convolution(
    _ x: Variable, kernel: Variable, bias: Variable? = nil, stride: Int = 1, padding: Padding = .valid,
    groups: Int = 1, activation: Activation = .identity, precedesNormalization: Bool = false
  ) -> Variable {
    apply(
      Convolution(
        stride: stride, padding: padding, groups: groups, activation: activation,
        collectsMoments: precedesNormalization && mode == .training), [x, kernel] + (bias.map { [$0] } ?? []))
  }

  /// The largest number of each window.
  public mutating func maxPooling(
    _ x: Variable, window: Int, stride: Int, padding: Padding = .valid
  ) -> Variable {
    apply(Pooling(kind: .maximum, window: window, stride: stride, padding: padding), [x])
  }

  /// The mean over the part of each window that lies inside the picture.
  public mutating func averagePooling(
    _ x: Variable, window: Int, stride: Int, padding: Padding = .valid
  ) -> Variable {
    apply(Pooling(kind: .average, window: window, stride: stride, padding: padding), [x])
  }

  /// The mean over all positions, `[batch, channel]`.
  public mutating func globalAveragePooling(_ x: Variable) -> Variable { apply(GlobalAveragePooling(), [x]) }

  /// f(γ (z − μ) / √(v + ε) + β + r), by the moments of each worker's batch where `moving` is nil.
  ///
  /// - Parameter moving: Moving means and variances, `[2, channels]`.
  public mutating func batchNormalization(
    _ z: Variable, scale: Variable, offset: Variable, adding residual: Variable? = nil,
    activation: Activation = .identity, epsilon: Float = 1e-3, moving: Tensor? = nil
  ) -> Variable {
    let known = moving.map { $0.reshaped([1] + $0.shape) } ?? convolutionMoments(z)
    return apply(
      BatchNormalization(epsilon: epsilon, activation: activation, moments: known, usesBatch: moving == nil),
      [z, scale, offset] + (residual.map { [$0] } ?? []))
  }

  /// max(x, 0).
  public mutating func relu(_ x: Variable) -> Variable { apply(Elementwise(function: .relu), [x]) }

  /// tanh x.
  public mutating func tanh(_ x: Variable) -> Variable { apply(Elementwise(function: .tanh), [x]) }

  /// 1 / (1 + e⁻ˣ).
  public mutating func sigmoid(_ x: Variable) -> Variable { apply(Elementwise(function: .sigmoid), [x]) }

  /// a + b for tensors of one shape.
  public mutating func sum(_ a: Variable, _ b: Variable) -> Variable { apply(Arithmetic(kind: .sum), [a, b]) }

  /// a b, number by number.
  public mutating func product(elementwise a: Variable, _ b: Variable) -> Variable {
    apply(Arithmetic(kind: .product), [a, b])
  }

  /// Tensors side by side along the channels.
  public mutating func concatenation(_ parts: [Variable]) -> Variable { apply(Concatenation(), parts) }

  /// Zeros around rows and columns, and before and after the channels.
  public mutating func zeroPadding(_ x: Variable, _ padding: Padding, channels: (before: Int, after: Int) = (0, 0))
    -> Variable
  {
    apply(
      Framing(
        before: [padding.top, padding.left, channels.before], after: [padding.bottom, padding.right, channels.after]),
      [x])
  }

  /// Rows and columns cut off.
  public mutating func cropping(_ x: Variable, _ cut: Padding) -> Variable {
    apply(Framing(before: [-cut.top, -cut.left, 0], after: [-cut.bottom, -cut.right, 0]), [x])
  }

  /// `[batch, ...]` as `[batch, features]`.
  public mutating func flattened(_ x: Variable) -> Variable {
    apply(Reshape(shape: [value(x).rowCount, value(x).rowSize]), [x])
  }

  /// e^{z_c} / Σ e^z over the numbers of each row, `[batch, classes]`.
  public mutating func softmax(_ logits: Variable) -> Variable { apply(Softmax(), [logits]) }

  /// The mean over each worker's rows of −log softmax(z)[label], `[workers]`.
  public mutating func softmaxCrossEntropy(_ logits: Variable, labels: [Int32]) -> Variable {
    apply(SoftmaxCrossEntropy(labels: labels), [logits])
  }

  /// The mean over each worker's numbers of (y − t)², `[workers]`.
  public mutating func meanSquaredError(_ y: Variable, _ target: Variable) -> Variable {
    apply(MeanSquaredError(), [y, target])
  }
}
