/// Why a code, a matrix or a message is not one.
public enum SlepianWolfError: Error, Equatable, Sendable {
  /// A matrix, degree distribution or rate that cannot be.
  case invalid(String, expected: String)
}

extension SlepianWolfError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .invalid(let found, let expected): "\(found), expected \(expected)"
    }
  }
}
