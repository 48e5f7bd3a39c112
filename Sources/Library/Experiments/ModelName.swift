import Autodiff
import Models

/// The networks that experiments name in their options.
public enum ModelName: String, Sendable, Codable, CaseIterable {
  case mlp = "MLP"
  case resNet20 = "ResNet-20"
  case resNet56 = "ResNet-56"

  /// The network for its usual data: 28x28 grey for the MLP, 32x32 coloured for the others.
  public var network: Network {
    switch self {
    case .mlp: .mlp
    case .resNet20: .resNet20
    case .resNet56: .resNet56
    }
  }
}
