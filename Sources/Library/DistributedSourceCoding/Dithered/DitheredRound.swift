import EntropyCoding
import GradientCoding
import HistoryCoding
import Quantization
import Randomness
import SlepianWolf

/// An open round: who was heard, what is decoded, and the worker of the second group whose turn it is.
struct DitheredRound: Sendable {
  let codec: DitheredSourceCodec
  let layout: LayerLayout
  let plan: RoundPlan
  let streams: Streams
  let history: ModelHistory
  /// What is known of each layer from earlier rounds, and is learnt in this one.
  var memories: [ParityMemory?]
  /// The first section of each worker's message, by its place in the plan, once it was heard.
  private(set) var heads: [SourceHead?]
  /// The levels of each worker and layer, by its place in the plan, once decoded.
  private(set) var levels: [[[Int8]]?]
  /// The workers of the second group that are decoded, in order, and what the parity checks of their layers took.
  private(set) var workers: [Int] = []
  private(set) var deliveries: [[TensorDelivery?]] = []
  /// What the decoded levels tell of others, one a layer that may have parity checks.
  private(set) var peers: [PeerInformation?]
  /// Zeros and others in each context, [layer, context].
  private var counts: [[SIMD2<Int>]]
  private var turns = WorkerTurns()
  /// The layers of the worker whose turn it is.
  private var served: [ServedLayer] = []
  /// The classes of scale from the model of so many rounds before.
  private var scales: [Int: [[UInt8]?]] = [:]

  init(
    codec: DitheredSourceCodec, layout: LayerLayout, plan: RoundPlan, streams: Streams, history: ModelHistory,
    memories: [ParityMemory?]
  ) {
    self.codec = codec
    self.layout = layout
    self.plan = plan
    self.streams = streams
    self.history = history
    self.memories = memories
    heads = Array(repeating: nil, count: plan.workers.count)
    levels = Array(repeating: nil, count: plan.workers.count)
    peers = zip(layout.layers, memories).map { layer, memory in
      memory.map { _ in PeerInformation(elementCount: layer.range.count) }
    }
    counts = Array(repeating: Array(repeating: .zero, count: SourceContexts.count), count: layout.layers.count)
  }

  /// The place of the first worker of the second group.
  var firstOfSecond: Int { codec.firstOfSecond(plan) }

  /// Takes a message or an answer.
  ///
  /// - Throws: `CodecError`; the round is then as it was.
  mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
    let start = self
    do throws(CodecError) { return try take(message) } catch {
      self = start
      throw error
    }
  }

  private mutating func take(_ message: [UInt8]) throws(CodecError) -> [Request] {
    if message.count > 1, message[1] == MessageKind.answer.rawValue {
      let header = try MessageHeader(of: message, kinds: .answer, sectionCount: layout.layers.count)
      let place = try plan.place(ofSender: header)
      return try decode(message, header, place, try turns.asked(of: place, in: plan))
    }
    let header = try MessageHeader(of: message, kinds: .gradient, sectionCount: layout.layers.count + 1)
    let place = try plan.place(ofSender: header)
    guard heads[place] == nil else { throw .repeatedWorker(plan.workers[place]) }
    let head = try SourceHead(
      message, section: header.sections[0], layerCount: layout.layers.count, reach: codec.reach)
    try prepareScales(head.age)
    heads[place] = head
    if place < firstOfSecond {
      try decodeFirst(message, Array(header.sections.dropFirst()), place, head)
    } else {
      for (layer, section) in header.sections.dropFirst().enumerated() where !section.isEmpty {
        throw .trailing(CodecError.Place(layer: layer, offset: section.lowerBound), count: section.count)
      }
      turns.add(place)
    }
    guard turns.served == nil, levels[..<firstOfSecond].allSatisfy({ $0 != nil }) else { return [] }
    return try serveNext()
  }

  /// Finds the classes of scale from the model of so many rounds before.
  private mutating func prepareScales(_ age: Int) throws(CodecError) {
    guard age > 0, scales[age] == nil else { return }
    guard let models = history.models(age: age) else {
      throw .invalid(
        CodecError.Place(offset: 0), found: "history of \(age) rounds", expected: "a round whose model the server has")
    }
    scales[age] = layout.layers.map { ScaleClasses.classes($0, from: models.earlier, to: models.current) }
  }

  func contexts(_ layer: Int, place: Int, age: Int) -> SourceContexts {
    codec.contexts(
      layout.layers[layer], dither: codec.dither(streams, worker: plan.workers[place], round: plan.round),
      scales: scales[age]?[layer])
  }

  /// Decodes a worker of the first group.
  private mutating func decodeFirst(
    _ message: [UInt8], _ sections: [Range<Int>], _ place: Int, _ head: SourceHead
  ) throws(CodecError) {
    var decoded: [ServedLayer] = []
    for (layer, section) in sections.enumerated() {
      var served = ServedLayer(
        contexts: contexts(layer, place: place, age: head.age), classes: [], isSilent: head.steps[layer] == 0,
        planner: nil, memory: nil, codec: codec)
      do throws(EntropyCodingError) { _ = try served.receive(Array(message[section])) } catch {
        throw CodecError(error, layer: layer, from: section.lowerBound)
      }
      decoded.append(served)
    }
    try keep(decoded, place, head)
  }

  /// Asks the next worker of the second group, once it was learnt what the first tells.
  private mutating func serveNext() throws(CodecError) -> [Request] {
    if workers.isEmpty, turns.waits { try learnFromFirst() }
    guard let place = turns.goOn(), let head = heads[place] else { return [] }
    served = layout.layers.indices.map { layer in
      let contexts = contexts(layer, place: place, age: head.age)
      let classes = peers[layer]?.classes(contexts, step: head.steps[layer]) ?? []
      let planner = memories[layer].map {
        ParityPlanner(counts: counts[layer], contexts: contexts.values, classes: classes, learnt: $0.learnt)
      }
      return ServedLayer(
        contexts: contexts, classes: classes, isSilent: head.steps[layer] == 0, planner: planner,
        memory: memories[layer], codec: codec)
    }
    return [Request(plan, place: place, sections: served.map(\.request))]
  }

  /// Decodes an answer as far as it goes, and asks for more or goes on to the next worker.
  private mutating func decode(
    _ message: [UInt8], _ header: MessageHeader, _ place: Int, _ asked: [Bool]?
  ) throws(CodecError) -> [Request] {
    guard let head = heads[place] else { return [] }
    var requests: [[UInt8]?] = []
    for (layer, section) in header.sections.enumerated() {
      let bytes = Array(message[section])
      do throws(EntropyCodingError) {
        if let asked {
          if asked[layer] {
            requests.append(try served[layer].receive(more: bytes))
          } else {
            guard bytes.isEmpty else { throw .trailing(offset: 0, count: bytes.count) }
            requests.append(nil)
          }
        } else {
          requests.append(try served[layer].receive(bytes))
        }
      } catch {
        throw CodecError(error, layer: layer, from: section.lowerBound)
      }
    }
    if requests.contains(where: { $0 != nil }) {
      turns.ask(requests.map { $0 != nil })
      return [Request(plan, place: place, sections: requests.map { $0 ?? [] })]
    }
    for layer in layout.layers.indices {
      guard var memory = memories[layer] else { continue }
      memory.learn(served[layer].levels, served[layer].classes)
      if let delivery = served[layer].delivery { memory.learn(delivery) }
      memories[layer] = memory
    }
    workers.append(plan.workers[place])
    deliveries.append(served.map(\.delivery))
    try keep(served, place, head)
    served = []
    return try serveNext()
  }

  /// Keeps the levels of a worker, and what they tell of others.
  private mutating func keep(_ decoded: [ServedLayer], _ place: Int, _ head: SourceHead) throws(CodecError) {
    var workerLevels: [[Int8]] = []
    for (layer, served) in decoded.enumerated() {
      let levels = served.contexts.folded(served.levels)
      workerLevels.append(levels)
      guard peers[layer] != nil else { continue }
      for (context, level) in zip(served.contexts.values, served.levels) {
        counts[layer][Int(context)][level == 0 ? 0 : 1] += 1
      }
      let values = try values(levels, layer, levels.indices, place, head)
      peers[layer]?.add(values, step: head.steps[layer])
    }
    levels[place] = workerLevels
  }

  /// What the server reads for the levels of a part of a worker's layer.
  func values(
    _ levels: [Int8], _ layer: Int, _ part: Range<Int>, _ place: Int, _ head: SourceHead
  ) throws(CodecError) -> [Float] {
    var values = [Float](repeating: 0, count: part.count), span = values.mutableSpan
    do throws(QuantizationError) {
      try codec.quantizer.decode(
        levels.span.extracting(part), step: head.steps[layer],
        dither: codec.dither(streams, worker: plan.workers[place], round: plan.round),
        startingAt: layout.layers[layer].range.lowerBound + part.lowerBound, into: &span)
    } catch {
      throw .invalid(CodecError.Place(layer: layer, offset: 0), found: "\(error)", expected: "levels of the quantizer")
    }
    return values
  }
}
