import DistributedLearning
import GradientCoding

/// In which order a server decodes the gradients of a round.
public enum DecodingOrder: String, Sendable, CaseIterable {
  /// In that of the workers' indices, as in one process.
  case fixed
  /// As they arrive.
  case arrival
}

/// The workers of an open round, in other processes.
struct RemoteWorkers<Port: MessagePort>: WorkerLink {
  let port: Port
  let crew: Crew
  let round: Int
  let order: DecodingOrder
  let patience: Duration
  /// The moments that a worker sends beside its gradient.
  let momentCount: Int
  /// The participants whose gradients have not come, ascending.
  private(set) var awaited: [Int]
  /// Who was heard last.
  private(set) var speaker: Int?

  init(
    _ plan: RoundPlan, port: Port, crew: Crew, order: DecodingOrder, patience: Duration, momentCount: Int
  ) {
    self.port = port
    self.crew = crew
    self.order = order
    self.patience = patience
    self.momentCount = momentCount
    round = plan.round
    awaited = plan.workers
  }

  mutating func next() async throws -> WorkerMessages? {
    guard let first = awaited.first else { return nil }
    let ranks = order == .fixed ? [crew.rank(of: first)] : Set(awaited.map(crew.rank)).sorted()
    let incoming = try await port.receive(.gradient, from: order == .fixed ? ranks[0] : nil, within: patience)
    guard let incoming else { throw MessagePassingError.silent(ranks: ranks, awaited: .gradient, patience: patience) }
    guard let place = awaited.firstIndex(where: { crew.rank(of: $0) == incoming.rank }) else {
      throw MessagePassingError.unreadable(rank: incoming.rank, .gradient)
    }
    let worker = awaited.remove(at: place)
    let (gradient, account) = try await read(incoming, .gradientAccount, of: worker)
    let moments = try await moments(of: worker)
    return WorkerMessages(worker: worker, loss: account.loss, gradient: gradient, moments: moments)
  }

  mutating func answer(_ request: Request) async throws -> Message {
    let rank = crew.rank(of: request.worker)
    try await port.send(Command.answer(worker: request.worker).bytes, to: rank, as: .command)
    try await port.send(request.message.bytes, to: rank, as: .request)
    return try await read(port.expect(.answer, from: rank, within: patience), .answerAccount, of: request.worker)
      .message
  }

  /// Checks whose message it is, and completes it with its account.
  private mutating func read(
    _ incoming: IncomingMessage, _ tag: MessageTag, of worker: Int
  ) async throws -> (message: Message, account: Account) {
    speaker = worker
    try checkSender(of: incoming.bytes, worker: worker, round: round)
    let account = try Account(try await port.expect(tag, from: incoming.rank, within: patience).bytes)
    return (account.message(incoming.bytes), account)
  }

  /// The moments of a worker's batch; none where its network does not normalise.
  private func moments(of worker: Int) async throws -> Message? {
    if momentCount == 0 { return nil }
    let bytes = try await port.expect(.moments, from: crew.rank(of: worker), within: patience).bytes
    try checkSender(of: bytes, worker: worker, round: round)
    return Message(bytes: bytes, raw: 32 * momentCount)
  }
}

extension MessagePort {
  /// The next message of a kind from a rank.
  ///
  /// - Throws: ``MessagePassingError/silent(ranks:awaited:patience:)``, or what the port throws.
  func expect(_ tag: MessageTag, from rank: Int, within patience: Duration) async throws -> IncomingMessage {
    guard let message = try await receive(tag, from: rank, within: patience) else {
      throw MessagePassingError.silent(ranks: [rank], awaited: tag, patience: patience)
    }
    return message
  }
}
