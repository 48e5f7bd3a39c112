import Autodiff
import FigureKit
import Models

/// The networks that experiments name in their options and in parameters.
public enum ModelName: String, Sendable, Codable, CaseIterable {
  case mlp = "MLP"
  case fc300 = "FC-300-100"
  case fc1000 = "FC"
  case leNet = "LeNet"
  case cifarNet = "CifarNet"
  case alexNet = "AlexNet"
  case resNet20 = "ResNet-20"
  case resNet56 = "ResNet-56"
  case denseNet121 = "DenseNet121"
  case resNet50V2 = "ResNet50V2"
  case nasNetMobile = "NASNetMobile"

  /// The network for its usual data: 28x28 grey for perceptrons and LeNet, 32x32 coloured for the others, of which CifarNet
  /// reads 24x24; AlexNet's pictures are 227x227.
  public var network: Network {
    switch self {
    case .mlp: .mlp
    case .fc300: .fc300
    case .fc1000: .fc1000
    case .leNet: .leNet
    case .cifarNet: .cifarNet
    case .alexNet: .alexNet
    case .resNet20: .resNet20
    case .resNet56: .resNet56
    case .denseNet121: .denseNet121
    case .resNet50V2: .resNet50V2
    case .nasNetMobile: .nasNetMobile
    }
  }
}

extension ModelName {
  /// The networks that tools train, by the names of their command lines.
  public static let tools: [(key: String, model: ModelName)] =
    allCases.filter { $0 != .alexNet }.map { ("\($0)".lowercased(), $0) }

  /// Whether the network is for pictures like those of MNIST.
  public var readsGreyPictures: Bool { [.mlp, .fc300, .fc1000, .leNet].contains(self) }
}

extension ModelName: ParameterValue {
  public init?(parameterText text: String) { self.init(rawValue: text) }
  public var parameterText: String { rawValue }
  public static var expectation: String { "one of " + allCases.map(\.rawValue).joined(separator: ", ") }
}
