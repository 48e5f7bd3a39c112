/// What one end has sent and received, by the other end and the kind of message.
public struct WireCounts: Sendable, Codable, Equatable {
  /// Messages of one kind.
  public struct Line: Sendable, Codable, Equatable {
    public var messages = 0
    public var bytes = 0
  }

  /// [rank][tag - 1].
  private var sentLines: [[Line]], receivedLines: [[Line]]

  /// Counts nothing yet, between `size` ends.
  public init(size: Int) {
    let none = Array(repeating: MessageTag.allCases.map { _ in Line() }, count: size)
    (sentLines, receivedLines) = (none, none)
  }

  /// What was sent to a rank, as a kind.
  public func sent(to rank: Int, _ tag: MessageTag) -> Line { sentLines[rank][Self.place(tag)] }
  /// What was received from a rank, as a kind.
  public func received(from rank: Int, _ tag: MessageTag) -> Line { receivedLines[rank][Self.place(tag)] }

  /// The bytes that were sent to all, as any of some kinds.
  public func bytesSent(_ tags: MessageTag...) -> Int {
    sentLines.reduce(0) { sum, lines in tags.reduce(sum) { $0 + lines[Self.place($1)].bytes } }
  }

  /// The bytes that were received from all, as any of some kinds.
  public func bytesReceived(_ tags: MessageTag...) -> Int {
    receivedLines.reduce(0) { sum, lines in tags.reduce(sum) { $0 + lines[Self.place($1)].bytes } }
  }

  /// Counts a message that was sent.
  public mutating func send(_ count: Int, to rank: Int, as tag: MessageTag) {
    sentLines[rank][Self.place(tag)].messages += 1
    sentLines[rank][Self.place(tag)].bytes += count
  }

  /// Counts a message that was received.
  public mutating func receive(_ count: Int, from rank: Int, as tag: MessageTag) {
    receivedLines[rank][Self.place(tag)].messages += 1
    receivedLines[rank][Self.place(tag)].bytes += count
  }

  /// Whether it is of as many ends, which counts that were read need not be.
  func isComplete(size: Int) -> Bool {
    [sentLines, receivedLines].allSatisfy { lines in
      lines.count == size && lines.allSatisfy { $0.count == MessageTag.allCases.count }
    }
  }

  private static func place(_ tag: MessageTag) -> Int { Int(tag.rawValue) - 1 }
}
