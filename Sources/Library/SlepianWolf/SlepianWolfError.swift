/// Why a code, a matrix or a message is not one.
public enum SlepianWolfError: Error, Equatable, Sendable {
  /// A matrix, degree distribution or rate that cannot be.
  case invalid(String, expected: String)
}
