import Autodiff

extension Network {
  /// The residual network for 32x32 pictures of He et al. (2015), Section 4.2, with parameter-free shortcuts (option A):
  /// 6 n + 2 layers in three stages of 16, 32 and 64 filters.
  ///
  /// ResNet-20 has 269,722 trainable parameters, ResNet-56 853,018.
  ///
  /// - Precondition: `depth` is 6 n + 2 with n ≥ 1.
  public static func resNet(depth: Int) -> Network {
    precondition(depth >= 8 && (depth - 2).isMultiple(of: 6), "a depth of 6 n + 2, not \(depth)")
    let blockCount = (depth - 2) / 6
    return Network("ResNet-\(depth)", input: [32, 32, 3]) { tape, input in
      var x = tape.normalizedConvolution(input, "stem", filters: 16)
      for (stage, filters) in [16, 32, 64].enumerated() {
        for block in 1...blockCount {
          let name = "stage\(stage + 1)/block\(block)"
          let stride = stage > 0 && block == 1 ? 2 : 1
          let shortcut = stride == 1 ? x : tape.paddedShortcut(x, filters: filters)
          let y = tape.normalizedConvolution(x, "\(name)/conv1", filters: filters, stride: stride)
          x = tape.normalizedConvolution(y, "\(name)/conv2", filters: filters, adding: shortcut)
        }
      }
      return tape.dense(tape.globalAveragePooling(x), "classifier", units: 10)
    }
  }

  /// ResNet-20 of DSC and LIMITS.
  public static let resNet20 = resNet(depth: 20)

  /// ResNet-56 of DSC and LIMITS.
  public static let resNet56 = resNet(depth: 56)
}

extension Tape {
  /// A 3x3 convolution without bias, batch normalisation, an optional residual, ReLU.
  fileprivate mutating func normalizedConvolution(
    _ x: Variable, _ name: String, filters: Int, stride: Int = 1, adding residual: Variable? = nil
  ) -> Variable {
    let z = convolution(
      x, name, filters: filters, kernel: 3, stride: stride, padding: Padding(1), hasBias: false,
      precedesNormalization: true, initializer: .heNormal)
    return batchNormalization(z, "\(name)/norm", adding: residual, activation: .relu, epsilon: 1e-5)
  }

  /// Every second row and column, with zeros in place of the missing channels, half before and half after.
  fileprivate mutating func paddedShortcut(_ x: Variable, filters: Int) -> Variable {
    let missing = filters - value(x).shape[3]
    let sampled = averagePooling(x, window: 1, stride: 2)
    return zeroPadding(sampled, .valid, channels: (missing / 2, missing - missing / 2))
  }
}
