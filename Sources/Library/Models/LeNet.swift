import Autodiff

extension Network {
  /// LeNet as THESIS Table 2.1 counts it: two 5x5 convolutions of 32 and 64 filters with 2x2 pooling, 512 and 10 units;
  /// 1,663,370 parameters.
  public static let leNet = convolutional("LeNet", input: [28, 28, 1], filters: [32, 64], units: [512, 10])

  /// CifarNet of THESIS on 24x24 crops: two 5x5 convolutions of 64 filters with 2x2 pooling, 384, 192 and 10 units;
  /// 1,068,298 parameters.
  public static let cifarNet = cifarNet(size: 24)

  /// CifarNet for pictures of another size; 1,756,426 parameters at 32x32.
  ///
  /// - Precondition: `size` is a multiple of 4.
  public static func cifarNet(size: Int) -> Network {
    precondition(size.isMultiple(of: 4), "two poolings need a multiple of 4")
    return convolutional("CifarNet", input: [size, size, 3], filters: [64, 64], units: [384, 192, 10])
  }

  private static func convolutional(
    _ name: String, input: [Int], filters: [Int], units: [Int]
  ) -> Network {
    Network(name, input: input) { tape, x in
      var x = x
      for (index, count) in filters.enumerated() {
        x = tape.convolution(x, "conv\(index + 1)", filters: count, kernel: 5, activation: .relu)
        x = tape.maxPooling(x, window: 2, stride: 2)
      }
      x = tape.flattened(x)
      for (index, count) in units.enumerated() {
        let isLast = index == units.count - 1
        x = tape.dense(x, "fc\(index + 1)", units: count, activation: isLast ? .identity : .relu)
      }
      return x
    }
  }
}
