import Autodiff

extension Network {
  /// ResNet-50 with pre-activation (He et al. 2016, "Identity Mappings in Deep Residual Networks") for 32x32 pictures and
  /// ten classes, as CO3, Table II counts it: 23,585,290 parameters, of which 23,539,850 are trainable and 45,440 are
  /// moving moments.
  ///
  /// Layers have the names that the Keras application gives them, kernels its initializer (Glorot and Bengio 2010,
  /// uniform), normalisations its ε = 1.001e-5; as there, the last block of a stage halves the picture, not the first.
  public static let resNet50V2 = Network("ResNet50V2", input: [32, 32, 3]) { tape, input in
    let stem = tape.convolution(input, "conv1_conv", filters: 64, kernel: 7, stride: 2, padding: Padding(3))
    // No ReLU has gone before: the zeros of the frame take part in the largest number.
    var x = tape.maxPooling(tape.zeroPadding(stem, Padding(1)), window: 3, stride: 2)
    let blockCounts = [3, 4, 6, 3]
    for (stage, blockCount) in zip(2..., blockCounts) {
      for block in 1...blockCount {
        let halves = block == blockCount && stage <= blockCounts.count
        x = tape.bottleneck(
          x, "conv\(stage)_block\(block)", filters: 16 << stage, stride: halves ? 2 : 1, isFirst: block == 1)
      }
    }
    x = tape.rectifiedNormalization(x, "post_bn")
    return tape.dense(tape.globalAveragePooling(x), "classifier", units: 10)
  }
}

extension Tape {
  /// A bottleneck of 1x1, 3x3 and 1x1 convolutions, normalisation and ReLU before each, beside a shortcut: a 1x1
  /// convolution in the first block of a stage, else x, of which a block that halves takes every second row and column.
  fileprivate mutating func bottleneck(
    _ x: Variable, _ name: String, filters: Int, stride: Int, isFirst: Bool
  ) -> Variable {
    let activated = rectifiedNormalization(x, "\(name)_preact_bn")
    let shortcut =
      if isFirst {
        convolution(activated, "\(name)_0_conv", filters: 4 * filters, kernel: 1, stride: stride)
      } else {
        stride > 1 ? averagePooling(x, window: 1, stride: stride) : x
      }
    let squeezed = convolution(
      activated, "\(name)_1_conv", filters: filters, kernel: 1, hasBias: false, precedesNormalization: true)
    let filtered = convolution(
      rectifiedNormalization(squeezed, "\(name)_1_bn"), "\(name)_2_conv", filters: filters, kernel: 3, stride: stride,
      padding: Padding(1), hasBias: false, precedesNormalization: true)
    let expanded = convolution(
      rectifiedNormalization(filtered, "\(name)_2_bn"), "\(name)_3_conv", filters: 4 * filters, kernel: 1)
    return sum(shortcut, expanded)
  }

  fileprivate mutating func rectifiedNormalization(_ x: Variable, _ name: String) -> Variable {
    batchNormalization(x, name, activation: .relu, epsilon: 1.001e-5)
  }
}
