/// How a check's messages to its bits are computed from those of the other bits.
public enum CheckRule: Sendable, Equatable {
  /// The exact rule, 2 artanh ∏ tanh(qᵢ / 2).
  case sumProduct
  /// The least magnitude of the others times `factor`, in (0, 1]; 0.75 to 0.8 suits regular codes.
  case minSum(factor: Float)
}
