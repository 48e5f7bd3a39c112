import Autodiff
public import GradientCoding
import Randomness

extension IndirectCodec {
  /// The server's half: it keeps the signals of the open round, for each worker L times the sum of all widths.
  public struct Server: ServerHalf {
    let formats: (input: SignalFormat, delta: SignalFormat)
    let sampleLimit: Int
    let layers: IndirectLayers
    let elementCount: Int
    let streams: Streams
    var direct: Direct.Server
    /// The workers' signals.
    private var round: OpenRound<[LayerSignals]>?

    init(
      formats: (input: SignalFormat, delta: SignalFormat), sampleLimit: Int, layers: IndirectLayers, elementCount: Int,
      streams: Streams, direct: Direct.Server
    ) {
      self.formats = formats
      self.sampleLimit = sampleLimit
      self.layers = layers
      self.elementCount = elementCount
      self.streams = streams
      self.direct = direct
    }

    private var hasRest: Bool { layers.rest.elementCount > 0 }

    /// Opens a round; the broadcast is the direct codec's.
    public mutating func open(_ plan: RoundPlan, model: [Float]) throws(CodecError) -> Message? {
      let broadcast = hasRest ? try direct.open(plan, model: model.isEmpty ? [] : layers.rest(of: model)) : nil
      round = OpenRound(plan)
      return broadcast
    }

    /// Decodes a worker's message, or passes an answer on to the direct codec.
    ///
    /// - Complexity: O(L Σ(n + m)) for a message, some 20 ns a symbol.
    /// - Throws: `CodecError` for bytes that are not a message of this round and layout, or not its worker's first.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let round else { throw .noOpenRound }
      if hasRest, message.count > 1, message[1] == MessageKind.answer.rawValue { return try direct.receive(message) }
      let header = try MessageHeader(of: message, kinds: .gradient, sectionCount: 2 * layers.dense.count + 1)
      let place = try round.place(ofSender: header), plan = round.plan
      let signals = try signals(message, header, worker: plan.workers[place], round: plan.round)
      let requests = try receiveRest(message, section: header.sections[2 * layers.dense.count], of: plan, place: place)
      self.round?.keep(signals, at: place)
      return requests
    }

    /// The weighted mean.
    ///
    /// - Complexity: O(K L n m) for each layer, by the matrix kernel.
    /// - Throws: `CodecError/noOpenRound` and `CodecError/missingWorkers(_:)`, and what the direct codec throws.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let round else { throw .noOpenRound }
      let workers = try round.complete(), plan = round.plan, total = plan.weights.reduce(0, +)
      var estimate = [Float](repeating: 0, count: elementCount)
      if hasRest {
        let rest = try direct.close()
        for (layer, range) in zip(layers.rest.layers, layers.restRanges) {
          estimate.replaceSubrange(range, with: rest[layer.range])
        }
      }
      for (index, layer) in layers.dense.enumerated() {
        let joint = LayerSignals(
          layer: layer.name, sampleCount: workers.reduce(0) { $0 + $1[index].sampleCount },
          input: workers.flatMap { $0[index].input },
          delta: zip(workers, plan.weights).flatMap { worker, weight in
            worker[index].delta.map { $0 * (weight / total) }
          })
        estimate.replaceSubrange(layer.kernel, with: joint.kernelGradient())
        if let bias = layer.bias { estimate.replaceSubrange(bias, with: joint.biasGradient()) }
      }
      self.round = nil
      return estimate
    }

    /// The signals of a message, all x before all δ.
    private func signals(
      _ message: [UInt8], _ header: MessageHeader, worker: Int, round: Int
    ) throws(CodecError) -> [LayerSignals] {
      var inputs: [(sampleCount: Int, signal: QuantizedSignal)] = []
      for (index, layer) in layers.dense.enumerated() {
        var reader = ByteReader(message, section: header.sections[2 * index], layer: layer.tensor)
        let sampleCount = try reader.integer("number of samples", in: 1...sampleLimit)
        let section = SignalSection(format: formats.input, width: layer.width, tensor: layer.tensor)
        inputs.append((sampleCount, try section.signal(&reader, sampleCount: sampleCount, twin: nil)))
      }
      var signals: [LayerSignals] = []
      for (index, layer) in layers.dense.enumerated() {
        let (sampleCount, input) = inputs[index]
        var reader = ByteReader(message, section: header.sections[2 * index + 1], layer: layer.tensor)
        let section = SignalSection(format: formats.delta, width: layer.units, tensor: layer.tensor)
        let twin = formats.delta.codesZeros ? layers.successor(of: index).map { inputs[$0] } : nil
        let delta = try section.signal(
          &reader, sampleCount: sampleCount,
          twin: twin.flatMap { $0.sampleCount == sampleCount ? $0.signal.symbols : nil })
        signals.append(
          QuantizedLayer(sampleCount: sampleCount, input: input, delta: delta).signals(
            layer.name, dither: DitherStreams(streams, layer: layer.name, worker: worker, round: round)))
      }
      return signals
    }

    /// Gives the direct codec its message, which must be of the same worker.
    private mutating func receiveRest(
      _ message: [UInt8], section: Range<Int>, of plan: RoundPlan, place: Int
    ) throws(CodecError) -> [Request] {
      guard hasRest else {
        if section.isEmpty { return [] }
        throw .trailing(CodecError.Place(offset: section.lowerBound), count: section.count)
      }
      let own = Array(message[section])
      var reader = ByteReader(own)
      _ = try (reader.byte(), reader.byte())
      guard try reader.integer() == plan.round, try reader.integer() == plan.workers[place] + 1 else {
        throw .invalid(
          CodecError.Place(offset: section.lowerBound), found: "a message of another round or worker",
          expected: "the sender's")
      }
      return try direct.receive(own)
    }
  }
}
