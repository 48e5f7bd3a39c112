import Autodiff
import Models
import Testing

/// CO3, Table III.
@Suite struct ProbedLayersTests {
  private static let table: [(layers: ProbedLayers, names: [String], counts: [Int])] = [
    (.resNet50V2, ["conv2_block1_1_conv", "conv3_block1_1_conv", "conv5_block1_1_conv"], [4_096, 32_768, 524_288]),
    (.denseNet121, ["conv1_conv", "conv2_block3_1_conv", "conv5_block1_1_conv"], [9_408, 16_384, 65_536]),
    (.nasNetMobile, ["normal_conv_1_0", "normal_conv_1_5", "normal_conv_1_10"], [3_872, 30_976, 185_856]),
  ]

  @Test(arguments: table)
  func kernelsAreThoseOfTheTable(_ layers: ProbedLayers, names: [String], counts: [Int]) {
    let kernels = layers.kernels
    #expect(kernels.map(\.section) == [.upper, .middle, .lower])
    #expect(kernels.map(\.entry.name) == names.map { "\($0)/kernel" })
    #expect(kernels.map(\.entry.range.count) == counts)
    // In the order of the forward pass.
    #expect(kernels.map(\.entry.range.lowerBound) == kernels.map(\.entry.range.lowerBound).sorted())
  }
}
