import Autodiff

/// The three convolutions of a network whose gradients CO3 looks at: one each in its upper, middle and lower part
/// (Table III), upper being next to the input.
public struct ProbedLayers: Sendable {
  /// Where in the network a layer lies.
  public enum Section: String, Sendable, CaseIterable {
    case upper
    case middle
    case lower
  }

  public let network: Network
  private let names: [Section: String]

  private init(_ network: Network, upper: String, middle: String, lower: String) {
    self.network = network
    names = [.upper: upper, .middle: middle, .lower: lower]
  }

  /// The layers' kernels in the network's layout, from upper to lower.
  public var kernels: [(section: Section, entry: ParameterEntry)] {
    Section.allCases.compactMap { section in
      network.layout.entries.first { $0.layer == names[section] && $0.role == "kernel" }.map { (section, $0) }
    }
  }

  /// 4,096, 32,768 and 524,288 weights.
  public static let resNet50V2 = ProbedLayers(
    .resNet50V2, upper: "conv2_block1_1_conv", middle: "conv3_block1_1_conv", lower: "conv5_block1_1_conv")

  /// 9,408, 16,384 and 65,536 weights.
  public static let denseNet121 = ProbedLayers(
    .denseNet121, upper: "conv1_conv", middle: "conv2_block3_1_conv", lower: "conv5_block1_1_conv")

  /// 3,872, 30,976 and 185,856 weights.
  public static let nasNetMobile = ProbedLayers(
    .nasNetMobile, upper: "normal_conv_1_0", middle: "normal_conv_1_5", lower: "normal_conv_1_10")
}
