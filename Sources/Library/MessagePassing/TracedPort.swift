import Foundation

/// A port that notes when its end sends, receives and waits, for a look at where the time of a round goes.
///
/// Times are of the machine's monotonic clock, which processes of one machine have in common, also where network namespaces
/// make several hosts of it.
public actor TracedPort<Port: MessagePort>: MessagePort {
  public nonisolated let rank: Int
  public nonisolated let size: Int
  private let port: Port
  /// When the end began to look for a message that has not come.
  private var waitStart: Double?
  /// What happened, in its order.
  public private(set) var events: [TraceEvent] = []

  /// Notes what passes through a port.
  public init(_ port: Port) {
    self.port = port
    (rank, size) = (port.rank, port.size)
  }

  public var counts: WireCounts { get async { await port.counts } }

  public func send(_ bytes: [UInt8], to rank: Int, as tag: MessageTag) async throws {
    let start = Self.now
    try await port.send(bytes, to: rank, as: tag)
    events.append(TraceEvent(start: start, end: Self.now, .sent(to: rank, tag, bytes: bytes.count)))
  }

  public func poll(_ tag: MessageTag, from rank: Int?) async throws -> IncomingMessage? {
    let start = waitStart ?? Self.now
    guard let message = try await port.poll(tag, from: rank) else {
      waitStart = start
      return nil
    }
    waitStart = nil
    events.append(
      TraceEvent(start: start, end: Self.now, .received(from: message.rank, tag, bytes: message.bytes.count)))
    return message
  }

  public func noteGradients() async {
    let now = Self.now
    events.append(TraceEvent(start: now, end: now, .computedGradients))
    await port.noteGradients()
  }

  /// Seconds of the monotonic clock.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

/// Something that a ``TracedPort`` saw.
public struct TraceEvent: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case sent(to: Int, MessageTag, bytes: Int)
    /// From the first look for it until it was there whole: the time in which the end waited.
    case received(from: Int, MessageTag, bytes: Int)
    /// The gradients of the end's workers are there, and not yet encoded.
    case computedGradients
  }

  /// Seconds of the monotonic clock.
  public let start: Double, end: Double
  public let kind: Kind

  init(start: Double, end: Double, _ kind: Kind) {
    (self.start, self.end, self.kind) = (start, end, kind)
  }
}
