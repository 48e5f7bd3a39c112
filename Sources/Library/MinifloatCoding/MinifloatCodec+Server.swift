import EntropyCoding
public import GradientCoding
import GradientStatistics
import Quantization

extension MinifloatCodec {
  /// The server's half: it keeps the codes of the period and, of the open round, a byte an element and worker.
  public struct Server: ServerHalf, Resumable {
    /// What it keeps between rounds: the codes of the period.
    public struct Memory: Codable, Sendable {
      var codes: LayerCodes?
    }

    let codec: MinifloatCodec
    let layout: LayerLayout
    /// What it keeps between rounds; an open round is not part of it.
    public private(set) var memory = Memory()
    private var scales: ScaleTable
    private var plan: RoundPlan?
    /// What each worker of the plan sent so far.
    private var received: [Received?] = []

    /// How far a worker of the round has come.
    enum Received: Sendable {
      case laws([LayerStatistics])
      case codes([[UInt8]])
    }

    init(codec: MinifloatCodec, layout: LayerLayout) {
      self.codec = codec
      self.layout = layout
      scales = ScaleTable(format: codec.format, rule: codec.scaleRule)
    }

    public mutating func restore(_ memory: Memory) throws(DecodingError) {
      try memory.codes?.check(layout)
      self.memory = memory
    }

    /// What was told of each layer last, nil before the first round.
    public var layerCodes: [LayerCode]? { memory.codes?.layers }

    /// Opens a round; there is no broadcast but the model.
    public mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      self.plan = plan
      received = Array(repeating: nil, count: plan.workers.count)
      return nil
    }

    /// Hears a worker's laws, or decodes its codes; tells workers their codes when it can.
    ///
    /// - Complexity: O(P); for new scales, milliseconds a shape of fp4 and a tenth of a second of fp8.
    /// - Throws: `CodecError` for bytes that are no message of this round and layout, or not what the worker's turn is.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let plan else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: .gradient, .answer, sectionCount: 1)
      let place = try plan.place(ofSender: header)
      var reader = ByteReader(message, section: header.sections[0], layer: nil)
      let start = reader.place, tag = try reader.byte()
      guard let content = Content(rawValue: tag), header.kind == .gradient || content == .codes else {
        throw .invalid(start, found: "content \(tag)", expected: header.kind == .gradient ? "0 or 1" : "1")
      }
      switch (received[place], header.kind) {
      case (nil, .gradient): break
      case (.laws, .answer): break
      case (nil, _), (.codes, .answer):
        throw .invalid(start, found: "an answer", expected: "none, for the worker was not asked")
      default: throw .repeatedWorker(plan.workers[place])
      }
      if content == .laws { return try hear(&reader, plan, place) }
      guard let codes = memory.codes, codes.period == codec.period(of: plan.round) else {
        throw .invalid(start, found: "codes", expected: "laws, for the period has no codes yet")
      }
      received[place] = .codes(try codec.coder.decode(reader, layout: layout, with: codes.layers))
      return []
    }

    /// The weighted mean, as ``MinifloatCodec`` defines it.
    ///
    /// - Complexity: O(KP).
    /// - Throws: `CodecError/noOpenRound` and `CodecError/missingWorkers(_:)`.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let plan else { throw .noOpenRound }
      var codes: [[[UInt8]]] = [], missing: [Int] = []
      for (worker, received) in zip(plan.workers, received) {
        if case .codes(let decoded) = received { codes.append(decoded) } else { missing.append(worker) }
      }
      guard missing.isEmpty, let layers = memory.codes?.layers else { throw .missingWorkers(missing) }
      let estimate = mean(codes, weights: plan.weights, layers)
      self.plan = nil
      received = []
      return estimate
    }

    /// Notes a worker's laws. When all were heard, or there is a code of the period, tells codes.
    private mutating func hear(
      _ reader: inout ByteReader, _ plan: RoundPlan, _ place: Int
    ) throws(CodecError) -> [Request] {
      var laws: [LayerStatistics] = []
      for _ in layout.layers { laws.append(try LayerStatistics(from: &reader, hasSampleScale: codec.usesSampleScales)) }
      try reader.finish()
      let period = codec.period(of: plan.round)
      if let codes = memory.codes, codes.period == period {
        received[place] = .laws(laws)
        return [request(codes, plan, place)]
      }
      var heard: [[LayerStatistics]] = []
      for (index, received) in received.enumerated() {
        if index == place { heard.append(laws) } else if case .laws(let laws) = received { heard.append(laws) }
      }
      if heard.count < plan.workers.count {
        received[place] = .laws(laws)
        return []
      }
      let codes = try makeCodes(heard, plan, period: period)
      memory.codes = codes
      received[place] = .laws(laws)
      return plan.workers.indices.map { request(codes, plan, $0) }
    }

    private func request(_ codes: LayerCodes, _ plan: RoundPlan, _ place: Int) -> Request {
      let worker = plan.workers[place]
      return Request(
        worker: worker,
        message: Message(kind: .request, round: plan.round, worker: worker, sections: [codes.section], raw: 0))
    }

    /// Makes scales and codes of the laws that all workers of the plan announced.
    private mutating func makeCodes(
      _ heard: [[LayerStatistics]], _ plan: RoundPlan, period: Int
    ) throws(CodecError) -> LayerCodes {
      let laws = layout.layers.indices.map { layer in
        LayerStatistics.combined(heard.map { $0[layer] }, weights: plan.weights)
      }
      var known: [Float] = []
      for case let (law, sampleScale)? in laws {
        known.append(scales.scale(for: law.aboutZero, sampleScale: sampleScale))
      }
      let usual = ScaleTable.geometricMean(of: known)
      var next = known[...], layers: [LayerCode] = []
      for (index, law) in laws.enumerated() {
        let scale = law == nil ? usual : next.removeFirst()
        do {
          layers.append(
            try LayerCode(
              for: law?.law ?? GeneralizedNormal(deviation: 1 / Double(scale), shape: 1),
              quantizer: MinifloatQuantizer(codec.format, scale: scale), coder: codec.coder,
              keptShare: codec.keptShare))
        } catch {
          throw .invalid(CodecError.Place(layer: index, offset: 0), found: "\(error)", expected: "a code")
        }
      }
      return LayerCodes(period: period, layers: layers)
    }
  }
}
