/// Why a channel, a code or an uplink cannot be made.
public enum ChannelError: Error, Equatable, Sendable {
  /// A number is not one that is admissible.
  case invalidParameter(Double, quantity: String, expected: String)
}

extension ChannelError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .invalidParameter(let value, let quantity, let expected): "\(quantity) of \(value), expected \(expected)"
    }
  }

  static func check(
    _ value: Double, _ quantity: String, _ expected: String, _ isAdmissible: (Double) -> Bool
  ) throws(ChannelError) {
    guard value.isFinite && isAdmissible(value) else {
      throw .invalidParameter(value, quantity: quantity, expected: expected)
    }
  }
}
