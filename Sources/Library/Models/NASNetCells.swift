import Autodiff

/// The cells of NASNet-A (Zoph et al. 2018, "Learning Transferable Architectures for Scalable Image Recognition",
/// Figure 4), under the names of the Keras application.
///
/// A cell reads the outputs of the two cells before it, h[i] and h[i-1]. Both are brought to its number of filters first,
/// and called h and p from there on. Everything that reads a cell's output rectifies it, so cells hand it out rectified.
extension Tape {
  /// Normal cell A: five sums beside p, 6 `filters` channels.
  ///
  ///     x1 = 5x5(h) + 3x3(p),  x2 = 5x5(p) + 3x3(p),  x3 = mean(h) + p,  x4 = mean(p) + mean(p),  x5 = 3x3(h) + h
  ///
  /// - Parameters:
  ///   - input: h[i], rectified.
  ///   - previous: h[i-1], rectified.
  mutating func normalCell(_ input: Variable, _ previous: Variable, _ id: String, filters: Int) -> Variable {
    let p = adjusted(previous, to: input, id, filters: filters)
    let h = projected(input, convolution: "normal_conv_1_\(id)", normalization: "normal_bn_1_\(id)", filters: filters)
    let activeH = relu(h), activeP = relu(p)

    let left1 = separableBlock(activeH, kernel: 5, "normal_left1_\(id)", filters: filters)
    let x1 = separableBlock(activeP, kernel: 3, "normal_right1_\(id)", filters: filters, adding: left1)
    let left2 = separableBlock(activeP, kernel: 5, "normal_left2_\(id)", filters: filters)
    let x2 = separableBlock(activeP, kernel: 3, "normal_right2_\(id)", filters: filters, adding: left2)
    let x3 = sum(mean(h), p)
    let meanP = mean(p)
    let x4 = sum(meanP, meanP)
    let x5 = separableBlock(activeH, kernel: 3, "normal_left5_\(id)", filters: filters, adding: h)
    return relu(concatenation([p, x1, x2, x3, x4, x5]))
  }

  /// Reduction cell A: half the rows and columns, 4 `filters` channels.
  ///
  ///     x1 = 5x5(h) + 7x7(p),  x2 = max(h) + 7x7(p),  x3 = mean(h) + 5x5(p),  x4 = mean(x1) + x2,  x5 = 3x3(x1) + max(h)
  ///
  /// Here 5x5, 7x7, max and mean of h and p take every second row and column; x1 is not handed out.
  ///
  /// - Parameters:
  ///   - input: h[i], rectified.
  ///   - previous: h[i-1], rectified; nil in the first cell, which reads its input twice and does not adjust it.
  mutating func reductionCell(_ input: Variable, _ previous: Variable?, _ id: String, filters: Int) -> Variable {
    let activeP = previous.map { adjusted($0, to: input, id, filters: filters, activation: .relu) } ?? input
    let h = projected(
      input, convolution: "reduction_conv_1_\(id)", normalization: "reduction_bn_1_\(id)", filters: filters)
    // The zeros of this frame count in the mean and in the largest number.
    let shape = value(h).shape
    let framed = zeroPadding(h, .same(height: shape[1], width: shape[2], window: 3, stride: 2))
    let largest = maxPooling(framed, window: 3, stride: 2)

    let left1 = separableBlock(relu(h), kernel: 5, stride: 2, "reduction_left1_\(id)", filters: filters)
    let x1 = separableBlock(
      activeP, kernel: 7, stride: 2, "reduction_right1_\(id)", filters: filters, adding: left1)
    let x2 = separableBlock(
      activeP, kernel: 7, stride: 2, "reduction_right2_\(id)", filters: filters, adding: largest)
    let x3 = separableBlock(
      activeP, kernel: 5, stride: 2, "reduction_right3_\(id)", filters: filters,
      adding: averagePooling(framed, window: 3, stride: 2))
    let x4 = sum(mean(x1), x2)
    let x5 = separableBlock(relu(x1), kernel: 3, "reduction_left4_\(id)", filters: filters, adding: largest)
    return relu(concatenation([x2, x3, x4, x5]))
  }

  /// p from h[i-1]: where that is larger than h[i], every second row and column beside those in between, which a shift by
  /// one brings to the same places, each with half the filters; elsewhere a 1x1 convolution.
  private mutating func adjusted(
    _ previous: Variable, to input: Variable, _ id: String, filters: Int, activation: Activation = .identity
  ) -> Variable {
    guard value(previous).shape[2] != value(input).shape[2] else {
      return projected(
        previous, convolution: "adjust_conv_projection_\(id)", normalization: "adjust_bn_\(id)", filters: filters,
        activation: activation)
    }
    let framed = zeroPadding(previous, Padding(top: 0, bottom: 1, left: 0, right: 1))
    let shifted = cropping(framed, Padding(top: 1, bottom: 0, left: 1, right: 0))
    let halves = [previous, shifted].enumerated().map { index, path in
      convolution(
        averagePooling(path, window: 1, stride: 2), "adjust_conv_\(index + 1)_\(id)", filters: filters / 2, kernel: 1,
        hasBias: false, initializer: .heNormal)
    }
    return batchNormalization(concatenation(halves), "adjust_bn_\(id)", activation: activation)
  }

  /// A 1x1 convolution and its normalisation.
  private mutating func projected(
    _ x: Variable, convolution: String, normalization: String, filters: Int, activation: Activation = .identity
  ) -> Variable {
    let z = self.convolution(
      x, convolution, filters: filters, kernel: 1, hasBias: false, precedesNormalization: true, initializer: .heNormal)
    return batchNormalization(z, normalization, activation: activation)
  }

  /// A separable convolution twice, each with its normalisation and behind a ReLU; the first ReLU is the caller's. Only
  /// the first takes the stride.
  private mutating func separableBlock(
    _ x: Variable, kernel: Int, stride: Int = 1, _ name: String, filters: Int, adding other: Variable? = nil
  ) -> Variable {
    let first = separableConvolution(
      x, "separable_conv_1_\(name)", filters: filters, kernel: kernel, stride: stride, precedesNormalization: true)
    let y = batchNormalization(first, "separable_conv_1_bn_\(name)", activation: .relu)
    let second = separableConvolution(
      y, "separable_conv_2_\(name)", filters: filters, kernel: kernel, precedesNormalization: true)
    return batchNormalization(second, "separable_conv_2_bn_\(name)", adding: other)
  }

  /// The mean of 3x3 around each pixel, of what lies inside the picture.
  private mutating func mean(_ x: Variable) -> Variable {
    averagePooling(x, window: 3, stride: 1, padding: Padding(1))
  }
}
