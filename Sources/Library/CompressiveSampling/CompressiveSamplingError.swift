/// Why a bound or a compressor cannot be made.
public enum CompressiveSamplingError: Error, Equatable, Sendable {
  /// A count, of elements, measurements or levels, is not one that is admissible.
  case invalidCount(Int, quantity: String, expected: String)
  /// No choice of the scheme's parameters compresses so much.
  case unreachableGain(Double, expected: String)
  /// No construction here makes a Hadamard matrix of this order.
  case noHadamardMatrix(order: Int)
}

extension CompressiveSamplingError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .invalidCount(let count, let quantity, let expected): "\(count) \(quantity), expected \(expected)"
    case .unreachableGain(let gain, let expected): "the gain \(gain), expected \(expected)"
    case .noHadamardMatrix(let order): "no Hadamard matrix of order \(order) is known here"
    }
  }

  static func check(_ count: Int, in range: ClosedRange<Int>, _ quantity: String) throws(CompressiveSamplingError) {
    guard range.contains(count) else { throw .invalidCount(count, quantity: quantity, expected: "\(range)") }
  }
}
