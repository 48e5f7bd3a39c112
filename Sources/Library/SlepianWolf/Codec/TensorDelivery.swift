/// What it took to deliver one worker's symbols of a tensor.
public struct TensorDelivery: Sendable, Equatable {
  /// The bytes of message and answers.
  public internal(set) var uplinkBytes = 0
  /// The bytes of plans and requests.
  public internal(set) var downlinkBytes = 0
  /// The requests after the message.
  public internal(set) var requestCount = 0
  /// The blocks that were sent as syndromes at first.
  public internal(set) var blockCount = 0
  /// Those of them that needed more than their first syndrome.
  public internal(set) var repairedCount = 0
  /// Those that did not decode and were delivered as they were, where planes are not exact.
  public internal(set) var failedCount = 0
  /// The sum of the conditional entropies of the symbols by the model, given the elements' states, bits.
  public internal(set) var modelEntropy = 0.0
  /// What an ideal code by the model spends on the symbols that were sent, bits: their empirical cross-entropy.
  public internal(set) var codeLength = 0.0

  /// The delivery of nothing.
  public init() {}

  /// The bits sent in either direction.
  public var sentBits: Int { 8 * (uplinkBytes + downlinkBytes) }

  /// The delivery of two tensors together.
  public static func + (left: TensorDelivery, right: TensorDelivery) -> TensorDelivery {
    var sum = left
    sum.uplinkBytes += right.uplinkBytes
    sum.downlinkBytes += right.downlinkBytes
    sum.requestCount += right.requestCount
    sum.blockCount += right.blockCount
    sum.repairedCount += right.repairedCount
    sum.failedCount += right.failedCount
    sum.modelEntropy += right.modelEntropy
    sum.codeLength += right.codeLength
    return sum
  }

  /// Counts the blocks of a tensor that is decoded.
  mutating func add(_ decoder: TensorDecoder) {
    for plane in decoder.planes {
      guard let levels = plane.levels else { continue }
      blockCount += levels.startedCount
      repairedCount += levels.climbedCount
      failedCount += plane.waiting.count
    }
  }
}
