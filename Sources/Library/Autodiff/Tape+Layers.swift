/// Layers: operations with parameters that they name in the network's layout.
extension Tape {
  /// A dense layer f(x W + b) of `units` outputs.
  public mutating func dense(
    _ x: Variable, _ name: String, units: Int, activation: Activation = .identity,
    initializer: Initializer = .glorotUniform
  ) -> Variable {
    let kernel = parameter(layer: name, role: "kernel", shape: [value(x).rowSize, units], initializer)
    let bias = parameter(layer: name, role: "bias", shape: [units], .zeros)
    let y = dense(x, kernel: kernel, bias: bias, activation: activation)
    recordLayer(name, input: x, output: y)
    return y
  }

  /// A convolution layer with a square kernel.
  ///
  /// - Parameter padding: Zeros around the picture; nil for TensorFlow's 'same'.
  public mutating func convolution(
    _ x: Variable, _ name: String, filters: Int, kernel size: Int, stride: Int = 1, padding: Padding? = nil,
    groups: Int = 1, hasBias: Bool = true, activation: Activation = .identity, precedesNormalization: Bool = false,
    initializer: Initializer = .glorotUniform
  ) -> Variable {
    let shape = value(x).shape
    let kernel = parameter(
      layer: name, role: "kernel", shape: [size, size, shape[3] / groups, filters], initializer)
    let bias = hasBias ? parameter(layer: name, role: "bias", shape: [filters], .zeros) : nil
    let y = convolution(
      x, kernel: kernel, bias: bias, stride: stride,
      padding: padding ?? .same(height: shape[1], width: shape[2], window: size, stride: stride), groups: groups,
      activation: activation, precedesNormalization: precedesNormalization)
    recordLayer(name, input: x, output: y)
    return y
  }

  /// A separable convolution layer without bias (Chollet 2017): a filter for each channel alone, then a 1x1 convolution
  /// across channels.
  ///
  /// The parameters are a depthwise kernel `[row, column, 1, in]` and a pointwise one `[1, 1, in, out]`. As a layer whose
  /// signals observers may ask for, it is the 1x1 convolution.
  ///
  /// - Parameter padding: Zeros around the picture; nil for TensorFlow's 'same'.
  public mutating func separableConvolution(
    _ x: Variable, _ name: String, filters: Int, kernel size: Int, stride: Int = 1, padding: Padding? = nil,
    precedesNormalization: Bool = false, initializer: Initializer = .glorotUniform
  ) -> Variable {
    let shape = value(x).shape
    let depthwise = parameter(layer: name, role: "depthwise_kernel", shape: [size, size, 1, shape[3]], initializer)
    let pointwise = parameter(layer: name, role: "pointwise_kernel", shape: [1, 1, shape[3], filters], initializer)
    let filtered = convolution(
      x, kernel: depthwise, stride: stride,
      padding: padding ?? .same(height: shape[1], width: shape[2], window: size, stride: stride), groups: shape[3])
    let y = convolution(filtered, kernel: pointwise, precedesNormalization: precedesNormalization)
    recordLayer(name, input: filtered, output: y)
    return y
  }

  /// Batch normalisation with moving moments for inference, an optional residual, and an activation.
  ///
  /// - Parameter epsilon: ε, by default that of Keras.
  public mutating func batchNormalization(
    _ z: Variable, _ name: String, adding residual: Variable? = nil, activation: Activation = .identity,
    epsilon: Float = 1e-3
  ) -> Variable {
    let shape = [value(z).shape[3]]
    let scale = parameter(layer: name, role: "scale", shape: shape, .ones)
    let offset = parameter(layer: name, role: "offset", shape: shape, .zeros)
    let moving = movingMoments(layer: name, shape: shape)
    let y = batchNormalization(
      z, scale: scale, offset: offset, adding: residual, activation: activation, epsilon: epsilon,
      moving: mode == .inference ? moving.value : nil)
    if mode == .training { recordBatchMoments(normalizationMoments(y), at: moving.range) }
    return y
  }
}
