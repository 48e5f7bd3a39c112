/// Ends between which messages travel in memory, for tests of what MPI carries elsewhere.
public actor LocalPort: MessagePort {
  private actor Mailbox {
    private var messages: [(tag: MessageTag, message: IncomingMessage)] = []

    func put(_ message: IncomingMessage, _ tag: MessageTag) { messages.append((tag, message)) }

    func take(_ tag: MessageTag, from rank: Int?) -> IncomingMessage? {
      guard let place = messages.firstIndex(where: { $0.tag == tag && rank ?? $0.message.rank == $0.message.rank })
      else { return nil }
      return messages.remove(at: place).message
    }
  }

  public nonisolated let rank: Int
  public nonisolated let size: Int
  public private(set) var counts: WireCounts
  private let mailboxes: [Mailbox]

  /// As many ends that are joined to each other.
  public static func ends(_ size: Int) -> [LocalPort] {
    let mailboxes = (0..<size).map { _ in Mailbox() }
    return (0..<size).map { LocalPort(rank: $0, mailboxes) }
  }

  private init(rank: Int, _ mailboxes: [Mailbox]) {
    self.rank = rank
    size = mailboxes.count
    counts = WireCounts(size: mailboxes.count)
    self.mailboxes = mailboxes
  }

  public func send(_ bytes: [UInt8], to rank: Int, as tag: MessageTag) async {
    counts.send(bytes.count, to: rank, as: tag)
    await mailboxes[rank].put(IncomingMessage(rank: self.rank, bytes: bytes), tag)
  }

  public func poll(_ tag: MessageTag, from rank: Int?) async -> IncomingMessage? {
    let message = await mailboxes[self.rank].take(tag, from: rank)
    if let message { counts.receive(message.bytes.count, from: message.rank, as: tag) }
    return message
  }
}
