import Autodiff

/// Values of one signal on their way from the worker that computed them to another one.
public struct SignalMessage: Sendable {
  /// The signal, an index into ``LayerGraph/signals``.
  public let signal: Int
  /// The worker that sends.
  public let sender: Int
  /// [batch, values], or [batch, row, column, channels]: those rows of the signal that the receiver reads, in order.
  public let values: Tensor

  public init(signal: Int, sender: Int, values: Tensor) {
    self.signal = signal
    self.sender = sender
    self.values = values
  }
}

/// What was sent in one message.
public struct Transfer: Sendable, Equatable {
  /// The signal, an index into ``LayerGraph/signals``.
  public let signal: Int
  public let sender: Int, receiver: Int
  /// The number of values, of all samples of the batch.
  public let valueCount: Int
}

/// A worker's end of what connects it with the others.
///
/// Messages of one sender arrive in the order in which they were sent; those of several senders in any order.
public protocol WorkerLink {
  /// What was sent so far.
  var transfers: [Transfer] { get }
  /// Sends without waiting for the receiver.
  mutating func send(_ message: SignalMessage, to receiver: Int) throws
  /// Waits for the next message to this worker.
  ///
  /// - Throws: `CancellationError` when the task is cancelled, or what the transport throws.
  mutating func receive() async throws -> SignalMessage
}

/// A link within the process: each worker has one mailbox, into which the others put messages.
public struct MailboxLink: WorkerLink {
  public private(set) var transfers: [Transfer] = []
  private var inbox: AsyncStream<SignalMessage>.Iterator
  private let outboxes: [AsyncStream<SignalMessage>.Continuation]

  /// - Parameters:
  ///   - inbox: This worker's mailbox.
  ///   - outboxes: The mailboxes of all workers.
  init(inbox: AsyncStream<SignalMessage>, outboxes: [AsyncStream<SignalMessage>.Continuation]) {
    self.inbox = inbox.makeAsyncIterator()
    self.outboxes = outboxes
  }

  public mutating func send(_ message: SignalMessage, to receiver: Int) {
    outboxes[receiver].yield(message)
    transfers.append(
      Transfer(
        signal: message.signal, sender: message.sender, receiver: receiver, valueCount: message.values.count))
  }

  public mutating func receive() async throws -> SignalMessage {
    // A mailbox is never closed: it ends when the task that reads it is cancelled.
    guard let message = await inbox.next() else { throw CancellationError() }
    return message
  }
}
