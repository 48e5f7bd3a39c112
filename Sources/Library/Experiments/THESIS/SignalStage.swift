import IndirectQuantization

/// What quantizes the gradient of a layer (THESIS, Figure 3.3).
public enum SignalScheme: String, Sendable, CaseIterable {
  /// The best points for the gradient itself.
  case direct = "direct Lloyd-Max"
  case naive = "naive ISGQ"
  /// One iteration of THESIS, Algorithm 1.
  case leastError = "MSE-ISGQ"
  case dithered = "dithered ISGQ"
  /// Dithered, and what is exactly zero stays so.
  case ditheredApart = "dithered, zeros apart"

  /// The method for K = `levels` levels to either side of zero, 2K + 1 points; nil for the direct one.
  func method(levels: Int) -> IndirectMethod? {
    let points = 2 * levels + 1
    return switch self {
    case .direct: nil
    case .naive: .naive(inputLevels: points, deltaLevels: points)
    case .leastError: .leastError(inputLevels: points, deltaLevels: points)
    case .dithered, .ditheredApart: .dithered(inputExtent: levels, deltaExtent: levels)
    }
  }

  var codesZeros: Bool { self == .ditheredApart }
}

/// How one-bit messages of all layers tell what is exactly zero, by MSE-ISGQ.
public enum ZeroCoding: String, Sendable, CaseIterable {
  case twoPoints = "2 points"
  case threePoints = "3 points"
  /// Zeros apart; one point for what is left of x, and two of δ.
  case apartOneAndTwo = "zeros apart, 1 and 2 points"
  case apartTwo = "zeros apart, 2 points"

  var method: IndirectMethod {
    switch self {
    case .twoPoints, .apartTwo: .leastError(inputLevels: 2, deltaLevels: 2)
    case .threePoints: .leastError(inputLevels: 3, deltaLevels: 3)
    case .apartOneAndTwo: .leastError(inputLevels: 1, deltaLevels: 2)
    }
  }

  var codesZeros: Bool { self == .apartOneAndTwo || self == .apartTwo }
}

/// The forward and backward signals of a network at one stage of a training.
public struct SignalStage: Sendable, Codable, Equatable {
  /// One batch at the second hidden layer.
  public struct Batch: Sendable, Codable, Equatable {
    /// x, δ and the gradient of the kernel, by quantizers of 1, 2, ... points.
    public var input: SignalQuality, delta: SignalQuality, gradient: SignalQuality
    /// The gradient by each scheme, [scheme][K − 1].
    public var products: [[ProductQuality]]
    /// A message of all layers in each way to tell zeros, in the order of `ZeroCoding.allCases`.
    public var messages: [Coded]
  }

  /// A message of all layers.
  public struct Coded: Sendable, Codable, Equatable {
    /// 32 bits for each parameter over the bits sent.
    public var gain: Double
    /// ‖G − G̃‖² / ‖G‖² of the second hidden layer.
    public var normalizedError: Double
  }

  /// "start", "end", or the accuracy that was just reached, such as "40 %".
  public var name: String
  /// The rounds before, and the share of the test pictures that the network tells.
  public var round: Int, accuracy: Double
  public var batches: [Batch]
  /// The output of the first hidden layer, x⁽¹⁾, and the backward signal at its input, δ⁽¹⁾.
  public var marginals: [SignalMarginal]

  /// The place of a stage between start and end, given the accuracies that are waited for.
  static func name(_ place: Int, _ accuracies: [Double]) -> String {
    place == 0 ? "start" : place > accuracies.count ? "end" : "\(Int((100 * accuracies[place - 1]).rounded())) %"
  }
}
