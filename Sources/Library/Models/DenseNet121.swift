import Autodiff

extension Network {
  /// DenseNet-121 (Huang et al. 2017, "Densely Connected Convolutional Networks", Table 1) for 32x32 pictures and ten
  /// classes, as CO3, Table II counts it: 7,047,754 parameters, of which 6,964,106 are trainable and 83,648 are moving
  /// moments.
  ///
  /// Layers have the names that the Keras application gives them, kernels its initializer (Glorot and Bengio 2010,
  /// uniform), normalisations its ε = 1.001e-5.
  public static let denseNet121 = Network("DenseNet121", input: [32, 32, 3]) { tape, input in
    let stem = tape.convolution(
      input, "conv1_conv", filters: 64, kernel: 7, stride: 2, padding: Padding(3), hasBias: false,
      precedesNormalization: true)
    var x = tape.rectifiedNormalization(stem, "conv1_bn")
    x = tape.maxPooling(x, window: 3, stride: 2, padding: Padding(1))
    let layerCounts = [6, 12, 24, 16]
    for (stage, layerCount) in zip(2..., layerCounts) {
      for layer in 1...layerCount { x = tape.denselyConnected(x, "conv\(stage)_block\(layer)") }
      if stage <= layerCounts.count { x = tape.transition(x, "pool\(stage)") }
    }
    x = tape.rectifiedNormalization(x, "bn")
    return tape.dense(tape.globalAveragePooling(x), "classifier", units: 10)
  }
}

extension Tape {
  /// x beside H(x): 1x1 and 3x3 convolutions behind normalisation and ReLU each, which add 32 channels (the growth rate).
  fileprivate mutating func denselyConnected(_ x: Variable, _ name: String) -> Variable {
    let squeezed = convolution(
      rectifiedNormalization(x, "\(name)_0_bn"), "\(name)_1_conv", filters: 128, kernel: 1, hasBias: false,
      precedesNormalization: true)
    let added = convolution(
      rectifiedNormalization(squeezed, "\(name)_1_bn"), "\(name)_2_conv", filters: 32, kernel: 3, hasBias: false)
    return concatenation([x, added])
  }

  /// Half the channels, rows and columns: normalisation, ReLU, a 1x1 convolution, the mean of 2x2.
  fileprivate mutating func transition(_ x: Variable, _ name: String) -> Variable {
    let normalized = rectifiedNormalization(x, "\(name)_bn")
    let halved = convolution(
      normalized, "\(name)_conv", filters: value(x).shape[3] / 2, kernel: 1, hasBias: false)
    return averagePooling(halved, window: 2, stride: 2)
  }

  fileprivate mutating func rectifiedNormalization(_ x: Variable, _ name: String) -> Variable {
    batchNormalization(x, name, activation: .relu, epsilon: 1.001e-5)
  }
}
