import COpenMPI
import Foundation
public import MessagePassing

/// A process that mpirun started, as an end between which messages travel.
///
/// One process has one, from its start to its end. Calls of MPI are those of the actor, hence one at a time.
public actor MPIPort: MessagePort {
  /// A message on its way, whose bytes must stay where they are until it has left.
  private struct Outgoing {
    let bytes: UnsafeMutableRawBufferPointer
    var request: MPI_Request?
  }

  /// A message whose beginning is here; the rest of a long one comes as its sender goes on, if it does.
  private struct Incoming {
    let tag: MessageTag
    let rank: Int
    let bytes: UnsafeMutableRawBufferPointer
    var request: MPI_Request?
  }

  public nonisolated let rank: Int
  public nonisolated let size: Int
  public private(set) var counts: WireCounts
  private var outgoing: [Outgoing] = []
  private var incoming: [Incoming] = []

  /// Initializes MPI.
  ///
  /// - Throws: `MessagePassingError/transport(rank:call:reason:)`.
  public init() throws(MessagePassingError) {
    var allowsThreads: Int32 = 0, rank: Int32 = -1, size: Int32 = 0
    try Self.check(telegrad_mpi_init(&allowsThreads), "MPI_Init_thread", rank: -1)
    guard allowsThreads != 0 else {
      throw .transport(rank: -1, call: "MPI_Init_thread", reason: "no MPI_THREAD_SERIALIZED")
    }
    try Self.check(telegrad_mpi_rank(&rank), "MPI_Comm_rank", rank: -1)
    try Self.check(telegrad_mpi_size(&size), "MPI_Comm_size", rank: Int(rank))
    (self.rank, self.size) = (Int(rank), Int(size))
    counts = WireCounts(size: Int(size))
  }

  public func send(_ bytes: [UInt8], to rank: Int, as tag: MessageTag) throws {
    guard let count = Int32(exactly: bytes.count) else {
      throw MessagePassingError.transport(rank: rank, call: "MPI_Isend", reason: "\(bytes.count) bytes in one message")
    }
    try reap()
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    var message = Outgoing(bytes: copy, request: nil)
    try Self.check(
      telegrad_mpi_isend(copy.baseAddress, count, Int32(rank), tag.rawValue, &message.request), "MPI_Isend", rank: rank)
    outgoing.append(message)
    counts.send(bytes.count, to: rank, as: tag)
  }

  /// Looks for a message, for up to a millisecond while parts of others are on their way: MPI moves them only when it is called.
  public func poll(_ tag: MessageTag, from rank: Int?) throws -> IncomingMessage? {
    let clock = ContinuousClock(), end = clock.now + .milliseconds(1)
    repeat {
      try reap()
      if let message = try take(tag, from: rank) { return message }
      if outgoing.isEmpty && incoming.isEmpty { return nil }
      sched_yield()
    } while clock.now < end
    return nil
  }

  /// A message of a kind that is here whole.
  private func take(_ tag: MessageTag, from rank: Int?) throws -> IncomingMessage? {
    // A later message of the same rank and kind must not overtake one that has begun.
    func isAwaited(_ message: Incoming) -> Bool { message.tag == tag && rank ?? message.rank == message.rank }
    if !incoming.contains(where: isAwaited) { try begin(tag, from: rank) }
    for (place, message) in incoming.enumerated() where isAwaited(message) {
      var done: Int32 = 0
      try Self.check(telegrad_mpi_test(&incoming[place].request, &done), "MPI_Test", rank: message.rank)
      guard done != 0 else { continue }
      incoming.remove(at: place)
      defer { message.bytes.deallocate() }
      counts.receive(message.bytes.count, from: message.rank, as: tag)
      return IncomingMessage(rank: message.rank, bytes: Array(message.bytes))
    }
    return nil
  }

  /// Begins to receive a message of a kind, if there is one.
  private func begin(_ tag: MessageTag, from rank: Int?) throws(MessagePassingError) {
    var found: Int32 = 0, source: Int32 = -1, count: Int32 = 0, message: MPI_Message?
    try Self.check(
      telegrad_mpi_probe(Int32(rank ?? -1), tag.rawValue, &found, &message, &source, &count), "MPI_Improbe",
      rank: rank ?? self.rank)
    guard found != 0 else { return }
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(count), alignment: 1)
    var begun = Incoming(tag: tag, rank: Int(source), bytes: bytes, request: nil)
    try Self.check(
      telegrad_mpi_receive(bytes.baseAddress, count, &message, &begun.request), "MPI_Imrecv", rank: begun.rank)
    incoming.append(begun)
  }

  /// Waits until all that was sent has left and all processes are here, and ends MPI.
  ///
  /// - Throws: `MessagePassingError/transport(rank:call:reason:)`, `CancellationError`.
  public func finish() async throws {
    while !outgoing.isEmpty {
      try reap()
      try await Task.sleep(for: .microseconds(100))
    }
    try Self.check(telegrad_mpi_barrier(), "MPI_Barrier", rank: rank)
    try Self.check(MPI_Finalize(), "MPI_Finalize", rank: rank)
  }

  /// Ends all processes with an exit code.
  public func abort(_ code: Int32) { telegrad_mpi_abort(code) }

  /// Frees what has left.
  private func reap() throws(MessagePassingError) {
    var waiting: [Outgoing] = []
    for var message in outgoing {
      var done: Int32 = 0
      try Self.check(telegrad_mpi_test(&message.request, &done), "MPI_Test", rank: rank)
      if done != 0 { message.bytes.deallocate() } else { waiting.append(message) }
    }
    outgoing = waiting
  }

  private static func check(_ code: Int32, _ call: String, rank: Int) throws(MessagePassingError) {
    guard code != 0 else { return }
    var text = [CChar](repeating: 0, count: Int(MPI_MAX_ERROR_STRING) + 1), length: Int32 = 0
    MPI_Error_string(code, &text, &length)
    let reason = String(decoding: text.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    throw .transport(rank: rank, call: call, reason: reason)
  }
}
