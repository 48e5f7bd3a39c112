import GradientCoding

/// A codec of CO3's simulations, whose users show what they keep.
protocol CO3Codec: ResumableCodec {
  /// What a user encoded last, v_t, where it is not the gradient itself; and what it keeps for the next round, m_t.
  static func feedback(of user: Worker) -> (corrected: [Float], memory: [Float])?
  /// The symbols that a user sent last; nil where gradients are not quantized.
  static func symbols(of user: Worker) -> CO3Symbols?
}

extension IdentityCodec: CO3Codec {
  static func feedback(of user: Worker) -> (corrected: [Float], memory: [Float])? { nil }
  static func symbols(of user: Worker) -> CO3Symbols? { nil }
}
