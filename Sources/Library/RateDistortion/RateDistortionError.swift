/// Why a quantity of the model is not defined.
public enum RateDistortionError: Error, Equatable, Sendable {
  /// The value of the quantity lies outside what is admissible.
  case outside(Double, quantity: String, admissible: String)
  /// A list has another length than what it belongs to.
  case mismatch(Int, quantity: String, expected: Int)
  /// A minimum was found less exactly than promised: what it may lie above the true one, in nats of the largest weight.
  case inexact(gapNats: Double, admissible: Double)
}

extension RateDistortionError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .outside(let value, let quantity, let admissible):
      "the \(quantity) is \(value), admissible is \(admissible)"
    case .mismatch(let count, let quantity, let expected):
      "\(count) \(quantity) where \(expected) are needed"
    case .inexact(let gap, let admissible):
      "the minimum may be \(gap) nats too high, admissible is \(admissible)"
    }
  }
}
