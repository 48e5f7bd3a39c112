public import GradientCoding

/// Who sends what to whom in one round.
public enum Exchange: Sendable, CaseIterable {
  /// A server takes the workers' messages and sends the mean of the gradients to every worker as 32-bit floats: a product
  /// of all signals is no shorter than that once the batches together are as large as the layers.
  case centralized
  /// Every worker takes the messages of all others; each can, since it knows their dithers by name.
  case decentralized

  /// What crosses in a round, from the messages of its workers: as uplink each message once, as downlink what each worker
  /// is sent, by the server or by the others.
  public func traffic(of messages: [BitCount], layout: LayerLayout) -> Traffic {
    var traffic = Traffic()
    traffic.uplink = messages.reduce(.zero, +)
    switch self {
    case .centralized:
      let lengths = layout.layers.map { 4 * $0.range.count }
      let header = MessageHeader(kind: .broadcast, round: 0, worker: nil, lengths: lengths)
      traffic.downlink =
        BitCount(raw: 32 * layout.elementCount, sentBytes: header.messageLength) * messages.count
    case .decentralized:
      traffic.downlink = traffic.uplink * (messages.count - 1)
    }
    return traffic
  }
}

extension BitCount {
  /// The compression gain of a message: 32 P bits over those sent (THESIS, Section 3.5).
  public func gain(elementCount: Int) -> Double { 32 * Double(elementCount) / Double(sentBits) }
}
