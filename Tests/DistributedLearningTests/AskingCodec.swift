import GradientCoding
import Randomness

/// A small codec that takes every turn of a round: multiples of a broadcast step, and one worker that is asked again.
///
/// The server broadcasts an exponent e, Δ = 2⁻ᵉ, one more each round. Workers send ⌊g/Δ⌉; the last of the round is asked
/// for ⌊256 g/Δ⌉ in place of it.
struct AskingCodec: GradientCodec {
  /// The step of a round that throws ``error``, or that asks a worker that takes no part.
  enum Fault: CaseIterable {
    case makeServer, makeWorker, open, begin, encode, receive, answer, close
  }

  static let error = CodecError.invalid(.init(layer: 1, offset: 7), found: "a fault", expected: "none")

  var fault: Fault?
  /// A worker to ask besides.
  var stranger: Int?

  func check(_ step: Fault) throws(CodecError) {
    if step == fault { throw Self.error }
  }

  func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) throws(CodecError) -> Worker {
    try check(.makeWorker)
    return Worker(worker: worker, codec: self, layout: layout)
  }

  func makeServer(layout: LayerLayout, streams: Streams) throws(CodecError) -> Server {
    try check(.makeServer)
    return Server(codec: self, layout: layout)
  }

  static func step(round: Int) -> Float { 1 / Float(1 << (8 + round)) }

  /// Whole numbers of steps, in a message of one section a layer.
  static func message(
    _ kind: MessageKind, _ values: [Float], step: Float, _ layout: LayerLayout, round: Int, worker: Int
  ) -> Message {
    let sections = layout.layers.map { layer in
      var writer = ByteWriter()
      for value in values[layer.range] {
        let index = Int((value / step).rounded())
        writer.write(integer: index < 0 ? -2 * index - 1 : 2 * index)
      }
      return writer.bytes
    }
    return Message(kind: kind, round: round, worker: worker, sections: sections, raw: 8 * values.count)
  }

  struct Worker: WorkerHalf {
    let worker: Int
    let codec: AskingCodec
    let layout: LayerLayout
    private var gradient: [Float] = []
    private var round = 0

    init(worker: Int, codec: AskingCodec, layout: LayerLayout) {
      (self.worker, self.codec, self.layout) = (worker, codec, layout)
    }

    mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
      try codec.check(.begin)
      let header = try MessageHeader(of: broadcast ?? [], kinds: .broadcast, sectionCount: 0)
      guard header.round == round else { throw .wrongRound(found: header.round, expected: round) }
      self.round = round
    }

    mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      try codec.check(.encode)
      self.gradient = gradient.values
      return AskingCodec.message(
        .gradient, gradient.values, step: step(round: round), layout, round: round, worker: worker)
    }

    mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
      try codec.check(.answer)
      let header = try MessageHeader(of: request, kinds: .request, sectionCount: 0)
      guard header.worker == worker else { throw .unknownWorker(header.worker ?? -1) }
      return AskingCodec.message(
        .answer, gradient, step: step(round: round) / 256, layout, round: round, worker: worker)
    }
  }

  struct Server: ServerHalf {
    let codec: AskingCodec
    let layout: LayerLayout
    private var plan = RoundPlan(round: 0, workers: [0])
    private var decoded: [[Float]] = []
    /// What it was sent and sent in this round, in bytes, the broadcast once.
    private(set) var bytesReceived = 0, bytesAsked = 0, bytesBroadcast = 0
    /// The kind and sender of each message of this round.
    private(set) var senders: [(MessageKind, Int)] = []

    init(codec: AskingCodec, layout: LayerLayout) {
      (self.codec, self.layout) = (codec, layout)
    }

    mutating func open(_ plan: RoundPlan, model: [Float]) throws(CodecError) -> Message? {
      try codec.check(.open)
      self.plan = plan
      decoded = plan.workers.map { _ in [] }
      (bytesReceived, bytesAsked, senders) = (0, 0, [])
      let message = Message(kind: .broadcast, round: plan.round, worker: nil, sections: [], raw: 5)
      bytesBroadcast = message.bytes.count
      return message
    }

    mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      try codec.check(.receive)
      bytesReceived += message.count
      let header = try MessageHeader(of: message, kinds: .gradient, .answer, sectionCount: layout.layers.count)
      let place = try plan.place(ofSender: header)
      let worker = plan.workers[place]
      senders.append((header.kind, worker))
      let step = step(round: plan.round) / (header.kind == .answer ? 256 : 1)
      decoded[place] = []
      for (layer, section) in header.sections.enumerated() {
        var reader = ByteReader(message, section: section, layer: layer)
        for _ in layout.layers[layer].range {
          let code = try reader.integer()
          decoded[place].append(Float(code.isMultiple(of: 2) ? code / 2 : -(code + 1) / 2) * step)
        }
        try reader.finish()
      }
      guard header.kind == .gradient, worker == plan.workers.last else { return [] }
      let asked = [worker] + (codec.stranger.map { [$0] } ?? [])
      let requests = asked.map { worker in
        Request(
          worker: worker, message: Message(kind: .request, round: plan.round, worker: worker, sections: [], raw: 3))
      }
      bytesAsked += requests.reduce(0) { $0 + $1.message.bytes.count }
      return requests
    }

    mutating func close() throws(CodecError) -> [Float] {
      try codec.check(.close)
      return mean(decoded)
    }
  }
}

/// Δ of a round.
private func step(round: Int) -> Float { AskingCodec.step(round: round) }
