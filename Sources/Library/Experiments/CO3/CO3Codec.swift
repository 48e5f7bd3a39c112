import DistributedLearning
import Foundation
import GradientCoding

/// A codec of CO3's simulations, whose users show what they keep and whose training can be stored.
protocol CO3Codec: GradientCodec {
  /// What a user encoded last, v_t, where it is not the gradient itself; and what it keeps for the next round, m_t.
  static func feedback(of user: Worker) -> (corrected: [Float], memory: [Float])?
  /// The symbols that a user sent last; nil where gradients are not quantized.
  static func symbols(of user: Worker) -> CO3Symbols?

  static func snapshot(of training: DistributedTraining<Self>) throws -> Data
  static func restore(_ training: inout DistributedTraining<Self>, _ snapshot: Data) throws
}

extension IdentityCodec: CO3Codec {
  static func feedback(of user: Worker) -> (corrected: [Float], memory: [Float])? { nil }
  static func symbols(of user: Worker) -> CO3Symbols? { nil }

  static func snapshot(of training: DistributedTraining<Self>) throws -> Data { try training.snapshot() }

  static func restore(_ training: inout DistributedTraining<Self>, _ snapshot: Data) throws {
    try training.restore(snapshot)
  }
}
