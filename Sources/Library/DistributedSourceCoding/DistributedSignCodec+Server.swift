public import GradientCoding
import GradientStatistics
import HistoryCoding
import RateDistortion
import SlepianWolf

extension DistributedSignCodec {
  /// The server's half: it serves one worker after the other, and learns from a round when it closes it.
  ///
  /// Of the open round it keeps the signs of the workers decoded, P bits each, and a state of 32 bits for each element.
  public struct Server: ServerHalf, Resumable {
    /// What it keeps between rounds: each layer's statistics and, with history, the model of the last round.
    public struct Memory: Codable, Sendable {
      var layers: [LayerMemory]
      var model: BroadcastModel?
    }

    let codec: DistributedSignCodec
    let layout: LayerLayout
    /// What it keeps between rounds; an open round is not part of it.
    public private(set) var memory: Memory
    /// How the signs of the last closed round were delivered.
    public private(set) var report: DeliveryReport?
    private var round: ServedRound?
    /// The model of the open round, where history is used.
    private var model: BroadcastModel?

    init(codec: DistributedSignCodec, layout: LayerLayout) {
      self.codec = codec
      self.layout = layout
      memory = Memory(layers: Array(repeating: LayerMemory(), count: layout.layers.count))
    }

    public mutating func restore(_ memory: Memory) throws(DecodingError) {
      guard memory.layers.count == layout.layers.count else {
        throw .otherState("a memory of \(memory.layers.count) layers, not of \(layout.layers.count)")
      }
      try memory.model?.check(layout)
      self.memory = memory
    }

    /// Opens a round with the rates that the rounds before give; there is no broadcast but the model.
    ///
    /// - Complexity: O(P + K² layers).
    /// - Throws: `CodecError/invalid(_:found:expected:)` for more than 1,000 workers.
    public mutating func open(_ plan: RoundPlan, model: [Float]) throws(CodecError) -> Message? {
      var layers: [SuccessiveDecoder<LayerModel>] = []
      for (layer, memory) in zip(layout.layers, memory.layers) {
        let count = layer.range.count
        do throws(RateDistortionError) {
          var decoder = SuccessiveDecoder(
            elementCount: count,
            model: try memory.model(codec.sideInformation, elementCount: count, workerCount: plan.workers.count),
            code: codec.code)
          if case .leastCost = codec.rateRule, codec.topWorkerCount == nil {
            decoder.corrections = memory.corrections(workerCount: plan.workers.count)
          }
          decoder.beginRound(contexts: contexts(of: layer, at: model))
          layers.append(decoder)
        } catch {
          throw .invalid(
            CodecError.Place(offset: 0), found: "a round of \(plan.workers.count) workers", expected: "at most 1,000")
        }
      }
      round = ServedRound(codec: codec, layout: layout, plan: plan, layers: layers)
      if case .empiricalWithHistory = codec.sideInformation {
        self.model = BroadcastModel(round: plan.round, values: model)
      }
      return nil
    }

    /// Hears a worker's announcement, or decodes its answer; asks the worker whose turn it is.
    ///
    /// - Complexity: O(P) an answer, and belief propagation.
    /// - Throws: `CodecError` for bytes that are no message of this round and layout, not their worker's first
    ///   announcement, or no answer to what was asked.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard var round else { throw .noOpenRound }
      self.round = nil
      defer { self.round = round }
      return try round.receive(message)
    }

    /// The estimate of `SignCodec` from the signs decoded; the statistics of the round are those of the next one's rates.
    ///
    /// - Complexity: O(P log K) and, for statistics, O(K √ratio) a layer.
    /// - Throws: `CodecError/noOpenRound` and `CodecError/missingWorkers(_:)`.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let round else { throw .noOpenRound }
      let estimate = try round.tally.estimate(.rootMeanSquare)
      let estimator = OnlineEstimator(workerCount: round.order.count)
      for (layer, decoder) in round.layers.enumerated() {
        let deviations = round.tally.deviations.compactMap { $0?[layer] }
        memory.layers[layer].learn(from: decoder, deviations: deviations, estimator: estimator)
      }
      if let model { memory.model = model }
      report = DeliveryReport(round, statistics: memory.layers.map(\.statistics))
      (self.round, model) = (nil, nil)
      return estimate
    }

    /// The classes of the elements of a layer by how far they moved since the last round, from 1 on; nil where that tells
    /// nothing.
    private func contexts(of layer: LayerLayout.Layer, at model: [Float]) -> [Int]? {
      let classCount = codec.sideInformation.contextCount(elementCount: layer.range.count) - 1
      guard classCount > 0, let earlier = memory.model else { return nil }
      let displacement = Displacement(
        from: earlier.values.span.extracting(layer.range), to: model.span.extracting(layer.range))
      return displacement.classes.map { 1 + Int($0) * classCount / displacement.classCount }
    }
  }

  /// K^top, where rates are the model's alone.
  var topWorkerCount: Int? {
    guard case .gaussian(let count) = sideInformation else { return nil }
    return count
  }
}
