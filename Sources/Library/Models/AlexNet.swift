import Autodiff

extension Network {
  /// AlexNet in one column, without groups, on 227x227 pictures of three colours; 62,378,344 parameters, as THESIS,
  /// Section 3.5 counts them.
  ///
  /// > Note: The thesis does not speak of local response normalisation and dropout. Neither has parameters, and both are
  /// > left out.
  public static let alexNet = alexNet(size: 227, filters: [96, 256, 384, 384, 256], units: [4_096, 4_096, 1_000])

  /// AlexNet of other widths: convolutions of 11x11 with stride 4, 5x5 and three of 3x3, the last four with 'same' zeros,
  /// pooling 3x3 with stride 2 after the first, second and fifth, then dense layers; ReLU behind all but the last.
  ///
  /// - Parameters:
  ///   - size: Rows and columns of a picture.
  ///   - filters: Those of the five convolutions.
  ///   - units: The number of outputs of each dense layer, the classes last.
  /// - Precondition: There are five numbers of filters, and `size` is at least 67, which leaves one pixel.
  public static func alexNet(size: Int, filters: [Int], units: [Int]) -> Network {
    precondition(filters.count == 5 && size >= 67, "\(filters.count) convolutions on \(size)x\(size) pictures")
    return Network("AlexNet", input: [size, size, 3]) { tape, x in
      func pooled(_ x: Variable) -> Variable { tape.maxPooling(x, window: 3, stride: 2) }
      var x = tape.convolution(
        x, "conv1", filters: filters[0], kernel: 11, stride: 4, padding: .valid, activation: .relu)
      x = tape.convolution(pooled(x), "conv2", filters: filters[1], kernel: 5, activation: .relu)
      x = pooled(x)
      for (index, count) in filters.enumerated().dropFirst(2) {
        x = tape.convolution(x, "conv\(index + 1)", filters: count, kernel: 3, activation: .relu)
      }
      x = tape.flattened(pooled(x))
      for (index, count) in units.enumerated() {
        let isLast = index == units.count - 1
        x = tape.dense(x, "fc\(index + filters.count + 1)", units: count, activation: isLast ? .identity : .relu)
      }
      return x
    }
  }
}
