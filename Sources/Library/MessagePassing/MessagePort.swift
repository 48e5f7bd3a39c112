/// A message that has come.
public struct IncomingMessage: Sendable, Equatable {
  /// Who sent it.
  public let rank: Int
  public let bytes: [UInt8]

  public init(rank: Int, bytes: [UInt8]) {
    self.rank = rank
    self.bytes = bytes
  }
}

/// One of several ends between which bytes travel: rank 0 is the server, every other a process of workers.
///
/// Messages of one kind from one rank to another keep their order. A send does not wait for its receiver, so that two
/// ends may send to each other at once.
public protocol MessagePort: Sendable {
  /// The end's own number, in `0..<size`.
  var rank: Int { get }
  /// The number of ends.
  var size: Int { get }

  /// Sends bytes, which are counted as they are given.
  func send(_ bytes: [UInt8], to rank: Int, as tag: MessageTag) async throws
  /// The next message of a kind from a rank, or from whom one came first; nil where none has come yet.
  func poll(_ tag: MessageTag, from rank: Int?) async throws -> IncomingMessage?
  /// What was sent and received so far.
  var counts: WireCounts { get async }
  /// Is told when the gradients of the end's workers are there, and before they are encoded.
  func noteGradients() async
}

extension MessagePort {
  /// Does nothing: it is for those who measure.
  public func noteGradients() async {}

  /// Waits for a message.
  ///
  /// The first looks follow each other at once; then the pauses grow from 10 µs to 1 ms, so that processes that share a
  /// processor leave it to those that work.
  ///
  /// - Parameter patience: The longest wait; nil for none.
  /// - Returns: nil where none has come in that time.
  /// - Throws: `CancellationError`, or what the port throws.
  public func receive(
    _ tag: MessageTag, from rank: Int? = nil, within patience: Duration? = nil
  ) async throws -> IncomingMessage? {
    let clock = ContinuousClock(), start = clock.now
    var looks = 0
    while true {
      if let message = try await poll(tag, from: rank) { return message }
      if let patience, clock.now - start > patience { return nil }
      try Task.checkCancellation()
      looks += 1
      if looks < 10 { await Task.yield() } else { try await Task.sleep(for: .microseconds(min(looks, 1_000))) }
    }
  }
}
