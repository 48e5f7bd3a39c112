import EntropyCoding
import GradientCoding
import HistoryCoding
import SlepianWolf

/// An open round: who was heard, whose turn it is, and what is decoded.
struct ServedRound: Sendable {
  let codec: DistributedSignCodec
  let layout: LayerLayout
  /// Root mean squares and counts of the workers decoded.
  private(set) var tally: SignTally
  /// The signs of the workers decoded as side information, one a layer.
  private(set) var layers: [SuccessiveDecoder<LayerModel>]
  /// The places in the plan of the workers decoded, in order.
  private(set) var order: [Int] = []
  /// The root mean squares of the workers heard, by their places in the plan.
  private var heard: [[Float]?]
  private var turns = WorkerTurns()

  init(codec: DistributedSignCodec, layout: LayerLayout, plan: RoundPlan, layers: [SuccessiveDecoder<LayerModel>]) {
    self.codec = codec
    self.layout = layout
    self.layers = layers
    tally = SignTally(plan: plan, layout: layout)
    heard = Array(repeating: nil, count: plan.workers.count)
  }

  /// Takes an announcement or an answer.
  ///
  /// - Throws: `CodecError`; the round is then as it was.
  mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
    let header = try MessageHeader(of: message, kinds: .gradient, .answer, sectionCount: layout.layers.count)
    let place = try tally.plan.place(ofSender: header)
    guard header.kind == .answer else {
      try hear(message, header, place)
      return turns.served == nil ? serveNext() : []
    }
    return try decode(message, header, place, try turns.asked(of: place, in: tally.plan))
  }

  /// Notes a worker's root mean squares.
  private mutating func hear(_ message: [UInt8], _ header: MessageHeader, _ place: Int) throws(CodecError) {
    guard heard[place] == nil else { throw .repeatedWorker(tally.plan.workers[place]) }
    var deviations: [Float] = []
    for (layer, section) in header.sections.enumerated() {
      var reader = ByteReader(message, section: section, layer: layer)
      deviations.append(try reader.rootMeanSquare())
      try reader.finish()
    }
    heard[place] = deviations
    turns.add(place)
  }

  /// Tells the next worker in the queue its rates.
  private mutating func serveNext() -> [Request] {
    guard let place = turns.goOn() else { return [] }
    let sections = layers.indices.map { layers[$0].announcement([plan(layers[$0])]) }
    return [Request(tally.plan, place: place, sections: sections)]
  }

  /// The plan of a layer's signs of the next worker.
  private func plan(_ decoder: SuccessiveDecoder<LayerModel>) -> PlanePlan {
    var information = decoder.information()[0]
    if let top = codec.topWorkerCount {
      information = decoder.model.expectation(stage: min(order.count, max(1, top) - 1)) ?? information
    }
    return codec.rateRule.plan(for: information, code: codec.code, count: decoder.elementCount)
  }

  /// Decodes an answer as far as it goes, and asks for more or goes on to the next worker.
  private mutating func decode(
    _ message: [UInt8], _ header: MessageHeader, _ place: Int, _ asked: [Bool]?
  ) throws(CodecError) -> [Request] {
    guard let deviations = heard[place] else { return [] }
    var decoders = layers, requests: [[UInt8]?] = []
    for (layer, section) in header.sections.enumerated() {
      let bytes = Array(message[section])
      do throws(EntropyCodingError) {
        if asked?[layer] ?? true {
          let isFirst = asked == nil
          requests.append(isFirst ? try decoders[layer].receive(bytes) : try decoders[layer].receive(answer: bytes))
        } else if bytes.isEmpty {
          requests.append(nil)
        } else {
          throw .trailing(offset: 0, count: bytes.count)
        }
      } catch {
        throw CodecError(error, layer: layer, from: section.lowerBound)
      }
    }
    layers = decoders
    if requests.contains(where: { $0 != nil }) {
      turns.ask(requests.map { $0 != nil })
      return [Request(tally.plan, place: place, sections: requests.map { $0 ?? [] })]
    }
    tally.add(layers.map { $0.planes[order.count][0].signs }, deviations: deviations, place: place)
    order.append(place)
    return serveNext()
  }
}
