import Autodiff
import DistributedLearning
import Foundation
import GradientCoding

/// The server's side of a training whose workers are in other processes.
///
/// It is `DistributedTraining` but for the way of the messages: the same server, workers, codecs and rounds, and with
/// ``DecodingOrder/fixed`` the same results, bit by bit. What is counted in reports is what crosses, and
/// ``finish()`` checks it at both ends.
public struct RemoteTraining<Codec: ResumableCodec, Port: MessagePort>: ResumableTraining, Sendable {
  private let setup: TrainingSetup<Codec>
  private let port: Port
  private let crew: Crew
  private let order: DecodingOrder
  private let patience: Duration
  public private(set) var server: ParameterServer<Codec.Server>
  /// What the port had carried before this training.
  private let carried: WireCounts
  /// The index of the next round.
  public private(set) var round = 0
  /// What the rounds of this process reported: gradients in both directions, and moments.
  public private(set) var reported = (traffic: Traffic(), moments: BitCount.zero)

  public var network: Network { setup.network }
  public var state: NetworkState { server.state }

  /// Sets up the server, and hears of every other rank what it was set up with.
  ///
  /// - Parameters:
  ///   - patience: How long a rank may be silent when something is to come of it.
  /// - Throws: ``MessagePassingError``, `CodecError` where the codec does not fit the network.
  public init(
    _ setup: TrainingSetup<Codec>, optimizer: any Optimizer, over port: Port, as hello: Hello,
    order: DecodingOrder = .fixed, patience: Duration
  ) async throws {
    precondition(port.rank == 0, "the server is rank 0")
    self.setup = setup
    self.port = port
    self.order = order
    self.patience = patience
    carried = await port.counts
    crew = try Crew(workerCount: setup.workerCount, size: port.size)
    server = try setup.makeServer(optimizer)
    for rank in crew.ranks { try hello.check(try await port.expect(.hello, from: rank, within: patience)) }
  }

  /// Runs one round; the workers compute on the threads of their own processes.
  ///
  /// - Throws: ``MessagePassingError``, also for a message that the codec refuses; `CodecError`, `CancellationError`.
  public mutating func runRound(jobs: Int = 1) async throws -> RoundReport {
    let plan = setup.plan(of: round), broadcast = try server.open(plan)
    try await announce(plan, broadcast)
    var workers = RemoteWorkers(
      plan, port: port, crew: crew, order: order, patience: patience, momentCount: network.momentLayout.count)
    do {
      let report = try await server.serve(plan, broadcast: broadcast, over: &workers)
      reported.traffic += report.traffic
      reported.moments += report.momentBits
      round += 1
      return report
    } catch let error as CodecError {
      guard let worker = workers.speaker else { throw error }
      throw MessagePassingError.garbage(rank: crew.rank(of: worker), worker: worker, error)
    }
  }

  /// Tells ranks that have participants of the round, and the model; the codec's broadcast goes to each participant.
  private func announce(_ plan: RoundPlan, _ broadcast: Message?) async throws {
    var writer = ByteWriter()
    writer.write(floats: server.state.parameters.scalars)
    writer.write(floats: server.state.moments.scalars)
    let command = Command.round(plan.round, hasBroadcast: broadcast != nil)
    for rank in crew.ranks {
      let participants = plan.workers.count(where: crew.workers(of: rank).contains)
      if participants == 0 { continue }
      try await port.send(command.bytes, to: rank, as: .command)
      try await port.send(writer.bytes, to: rank, as: .model)
      guard let broadcast else { continue }
      for _ in 0..<participants { try await port.send(broadcast.bytes, to: rank, as: .broadcast) }
    }
  }

  /// The bytes that `DistributedTraining.snapshot` of the same training gives, whatever the number of processes.
  ///
  /// - Throws: ``MessagePassingError``, `EncodingError`.
  public func snapshot() async throws -> Data {
    for rank in crew.ranks { try await port.send(Command.remember.bytes, to: rank, as: .command) }
    var memories: [Codec.Worker.Memory] = []
    for rank in crew.ranks {
      let bytes = try await port.expect(.memory, from: rank, within: patience).bytes
      guard let found = try? StoredState.value([Codec.Worker.Memory].self, from: Data(bytes)),
        found.count == crew.workers(of: rank).count
      else { throw MessagePassingError.unreadable(rank: rank, .memory) }
      memories += found
    }
    return try server.snapshot(round: round, workers: memories)
  }

  /// Goes on where a training set up in the same way gave the snapshot, in one process or in any number of them.
  ///
  /// - Throws: ``MessagePassingError``, `DecodingError`, `EncodingError`.
  public mutating func restore(_ snapshot: Data) async throws {
    let restored = try server.restore(snapshot, workers: Codec.Worker.Memory.self, count: setup.workerCount)
    round = restored.round
    for rank in crew.ranks {
      let memories = Array(restored.workers[crew.workers(of: rank)])
      try await port.send(Command.restore.bytes, to: rank, as: .command)
      try await port.send([UInt8](StoredState.data(of: memories)), to: rank, as: .memory)
    }
  }

  /// Ends the other processes, and checks that what each end sent the other received, and that the bytes of gradients
  /// and moments are those that rounds reported.
  ///
  /// - Returns: What the port has carried.
  /// - Throws: ``MessagePassingError``.
  public func finish() async throws -> WireCounts {
    let counts = await port.counts
    for rank in crew.ranks { try await port.send(Command.finish.bytes, to: rank, as: .command) }
    for rank in crew.ranks {
      let bytes = try await port.expect(.counts, from: rank, within: patience).bytes
      guard let theirs = try? JSONDecoder().decode(WireCounts.self, from: Data(bytes)),
        theirs.isComplete(size: port.size)
      else { throw MessagePassingError.unreadable(rank: rank, .counts) }
      try counts.check(against: theirs, of: rank)
    }
    let traffic = reported.traffic
    for (name, crossed, reported) in [
      (
        "gradients and answers",
        counts.bytesReceived(.gradient, .answer) - carried.bytesReceived(.gradient, .answer),
        traffic.uplink.sentBytes
      ),
      (
        "broadcasts and requests", counts.bytesSent(.broadcast, .request) - carried.bytesSent(.broadcast, .request),
        traffic.downlink.sentBytes
      ),
      ("moments", counts.bytesReceived(.moments) - carried.bytesReceived(.moments), reported.moments.sentBytes),
    ] where crossed != reported {
      throw MessagePassingError.misreported(name, crossed: crossed, reported: reported)
    }
    return counts
  }
}

extension WireCounts {
  /// Compares with what another rank counted, before commands to finish.
  fileprivate func check(against theirs: WireCounts, of rank: Int) throws(MessagePassingError) {
    for tag in MessageTag.allCases where tag != .command && tag != .counts {
      let (up, down) = (received(from: rank, tag), sent(to: rank, tag))
      let (theirUp, theirDown) = (theirs.sent(to: 0, tag), theirs.received(from: 0, tag))
      guard up == theirUp else { throw .miscounted(rank: rank, tag, sent: theirUp.bytes, received: up.bytes) }
      guard down == theirDown else { throw .miscounted(rank: rank, tag, sent: down.bytes, received: theirDown.bytes) }
    }
  }
}
