/// Bytes on their way between a worker and the server, and what they are measured as.
///
/// Only ``bytes`` crosses; the counts stay with the sender, for the observers of an experiment.
public struct Message: Sendable, Equatable {
  /// What the other side decodes, a ``MessageHeader`` and its sections.
  public let bytes: [UInt8]
  /// The four measures, of which `sentBytes` is the length of ``bytes``.
  public let bits: BitCount

  /// Creates a message of whole bytes; `raw`, `entropy` and `bound` are in bits, as in ``BitCount``.
  public init(bytes: [UInt8], raw: Int, entropy: Double? = nil, bound: Double? = nil) {
    self.bytes = bytes
    bits = BitCount(raw: raw, entropy: entropy, bound: bound, sentBytes: bytes.count)
  }

  /// Creates a message of one section a layer, behind their header.
  ///
  /// - Precondition: as ``MessageHeader/init(kind:round:worker:lengths:)``.
  public init(
    kind: MessageKind, round: Int, worker: Int?, sections: [[UInt8]], raw: Int, entropy: Double? = nil,
    bound: Double? = nil
  ) {
    let header = MessageHeader(kind: kind, round: round, worker: worker, lengths: sections.map(\.count))
    var bytes = header.bytes
    bytes.reserveCapacity(header.messageLength)
    for section in sections { bytes += section }
    self.init(bytes: bytes, raw: raw, entropy: entropy, bound: bound)
  }
}

/// What the server asks one worker for, such as further bits of a block that did not decode.
public struct Request: Sendable, Equatable {
  /// The worker that is to answer.
  public let worker: Int
  /// What it is sent.
  public let message: Message

  /// Creates a request to `worker`.
  public init(worker: Int, message: Message) {
    self.worker = worker
    self.message = message
  }
}
