import DistributedLearning
import Foundation
import GradientCoding
import Randomness

/// One round of a training, as every codec that is compared on it is given it.
public struct TrialRound: Sendable {
  /// Who takes part, and with what weights.
  public let plan: RoundPlan
  /// The model that was broadcast, flat as the layout.
  public let model: [Float]
  /// The gradients of the plan's workers, in its order.
  public let gradients: [LocalGradient]
  /// The estimate of the mean gradient that exact delivery gives, the same by every codec; nil where codecs round in ways of
  /// their own.
  public let estimate: [Float]?

  public init(plan: RoundPlan, model: [Float], gradients: [LocalGradient], estimate: [Float]?) {
    precondition(gradients.count == plan.workers.count, "\(gradients.count) gradients of \(plan.workers.count) workers")
    self.plan = plan
    self.model = model
    self.gradients = gradients
    self.estimate = estimate
  }
}

/// What a codec sent in a round.
public struct CodecCost: Sendable, Equatable {
  /// What crossed in either direction, headers and all; the model's broadcast is not part of it.
  public var traffic = Traffic()
  /// Blocks of syndromes, and those that needed more than their first.
  public var blocks = 0, repairedBlocks = 0

  public init() {}

  /// Bits in both directions.
  public var bits: Int { traffic.uplink.sentBits + traffic.downlink.sentBits }
}

/// Why a comparison of codecs was given up.
public enum CommunicationError: Error, Equatable {
  /// A server's estimate is not, bit by bit, the one of exact delivery.
  case notDelivered(codec: String, round: Int, element: Int)
}

extension CommunicationError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .notDelivered(let codec, let round, let element):
      "\(codec) did not deliver element \(element) of round \(round) as it was sent"
    }
  }
}

/// A codec beside a training that does without it: its halves code the training's own gradients over real bytes.
///
/// Where delivery is exact, all codecs of the same quantizer lead to the same training, so that one training serves all.
/// That it is exact is checked in every round that says what it gives.
public protocol CodecComparison: Sendable {
  /// Hears of a round that is not coded, so that what both ends know of earlier models stays as it would be.
  mutating func follow(_ plan: RoundPlan, model: [Float]) throws
  /// Codes a round, checks what the server decodes, and counts.
  mutating func code(_ round: TrialRound) throws -> CodecCost
  /// What the halves keep from round to round.
  func memory() throws -> Data
  /// Goes on where the halves that gave the memory were.
  mutating func restore(_ memory: Data) throws(DecodingError)
}

/// The halves of one codec, of all workers and of the server.
public struct CodecTrial<Codec: ResumableCodec>: CodecComparison {
  /// The codec's name in errors.
  public let name: String
  private var workers: [Codec.Worker]
  private var server: Codec.Server
  private let addReport: @Sendable (Codec.Server, inout CodecCost) -> Void

  /// Creates fresh halves.
  ///
  /// - Parameter addReport: Adds what the server tells of a closed round.
  public init(
    _ codec: Codec, name: String, workerCount: Int, layout: LayerLayout, streams: Streams,
    addReport: @escaping @Sendable (Codec.Server, inout CodecCost) -> Void = { _, _ in }
  ) throws(CodecError) {
    self.name = name
    self.addReport = addReport
    server = try codec.makeServer(layout: layout, streams: streams)
    workers = []
    for worker in 0..<workerCount { workers.append(try codec.makeWorker(worker, layout: layout, streams: streams)) }
  }

  public mutating func follow(_ plan: RoundPlan, model: [Float]) throws { _ = try open(plan, model) }

  /// - Complexity: That of the codec, on the thread that calls.
  /// - Throws: ``CommunicationError/notDelivered(codec:round:element:)``, or `CodecError`.
  public mutating func code(_ round: TrialRound) throws -> CodecCost {
    let plan = round.plan
    var cost = CodecCost()
    if let broadcast = try open(plan, round.model) { cost.traffic.downlink += broadcast.bits * plan.workers.count }
    var messages: [Message] = []
    for (worker, gradient) in zip(plan.workers, round.gradients) {
      messages.append(try workers[worker].encode(gradient, round: plan.round))
    }
    let estimate = try server.decode(messages, traffic: &cost.traffic) { request throws(CodecError) in
      guard plan.workers.contains(request.worker) else { throw .unknownWorker(request.worker) }
      return try workers[request.worker].answer(request.message.bytes)
    }
    try check(estimate, against: round)
    addReport(server, &cost)
    return cost
  }

  private mutating func open(_ plan: RoundPlan, _ model: [Float]) throws(CodecError) -> Message? {
    let broadcast = try server.open(plan, model: model)
    for worker in plan.workers {
      try workers[worker].begin(round: plan.round, model: model, broadcast: broadcast?.bytes)
    }
    return broadcast
  }

  private func check(_ estimate: [Float], against round: TrialRound) throws(CommunicationError) {
    guard let delivered = round.estimate else { return }
    let expected = delivered.span, found = estimate.span
    precondition(found.count == expected.count, "an estimate of \(found.count) elements")
    for index in expected.indices where found[index].bitPattern != expected[index].bitPattern {
      throw .notDelivered(codec: name, round: round.plan.round, element: index)
    }
  }

  private struct Memory: Codable {
    let workers: [Codec.Worker.Memory]
    let server: Codec.Server.Memory
  }

  public func memory() throws -> Data {
    try StoredState.data(of: Memory(workers: workers.map(\.memory), server: server.memory))
  }

  /// - Throws: `DecodingError` for other bytes, and for a memory of another number of workers.
  public mutating func restore(_ memory: Data) throws(DecodingError) {
    let memory = try StoredState.value(Memory.self, from: memory)
    guard memory.workers.count == workers.count else {
      throw .otherState("a memory of \(memory.workers.count) workers, not of \(workers.count)")
    }
    for index in workers.indices { try workers[index].restore(memory.workers[index]) }
    try server.restore(memory.server)
  }
}
