public import GradientCoding
import HistoryCoding
import QuantizerCoding
import Randomness
import SlepianWolf

extension DitheredSourceCodec {
  /// The server's half: it decodes the first group as it comes, and then serves one worker of the second after the
  /// other.
  ///
  /// Of the open round it keeps the levels of all workers, P bytes each, and for layers with parity checks two sums
  /// of 32 bits an element.
  public struct Server: ServerHalf, Resumable {
    /// What it keeps between rounds: the models of the last ones, and how often levels were zero.
    public struct Memory: Codable, Sendable {
      var history: ModelHistory
      var layers: [ParityMemory?]
    }

    let codec: DitheredSourceCodec
    let layout: LayerLayout
    let streams: Streams
    /// What it keeps between rounds; of an open round it has the model alone.
    public private(set) var memory: Memory
    /// How the levels of the last closed round were delivered.
    public private(set) var report: SourceReport?
    private var round: DitheredRound?

    init(codec: DitheredSourceCodec, layout: LayerLayout, streams: Streams) {
      self.codec = codec
      self.layout = layout
      self.streams = streams
      memory = Memory(
        history: ModelHistory(reach: codec.reach),
        layers: layout.layers.map { layer in
          codec.rule != .contexts && layer.range.count >= ScaleClasses.leastElementCount ? ParityMemory() : nil
        })
    }

    public mutating func restore(_ memory: Memory) throws(DecodingError) {
      guard memory.layers.count == layout.layers.count else {
        throw .otherState("a memory of \(memory.layers.count) layers, not of \(layout.layers.count)")
      }
      for model in memory.history.models { try model.check(layout) }
      self.memory = memory
    }

    /// Opens a round, and tells all workers the first one of the second group, where there is to be one.
    public mutating func open(_ plan: RoundPlan, model: [Float]) throws(CodecError) -> Message? {
      memory.history.open(round: plan.round, model: model)
      round = DitheredRound(
        codec: codec, layout: layout, plan: plan, streams: streams, history: memory.history, memories: memory.layers)
      return codec.rule == .contexts ? nil : SecondGroup.broadcast(plan, firstPlace: codec.firstOfSecond(plan))
    }

    /// Decodes a worker of the first group, hears one of the second, or decodes its answer; asks the worker whose
    /// turn it is.
    ///
    /// - Complexity: O(P), some 50 ns each, and belief propagation.
    /// - Throws: `CodecError` for bytes that are no message of this round and layout, not their worker's first, or
    ///   no answer to what was asked; the half is then as it was.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard var round else { throw .noOpenRound }
      self.round = nil
      defer { self.round = round }
      return try round.receive(message)
    }

    /// The weighted mean of what the quantizer sent.
    ///
    /// - Complexity: O(K P).
    /// - Throws: `CodecError/noOpenRound` and `CodecError/missingWorkers(_:)`.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let round else { throw .noOpenRound }
      let estimate = try round.estimate()
      memory.layers = round.memories
      report = SourceReport(round: round.plan.round, workers: round.workers, deliveries: round.deliveries)
      self.round = nil
      return estimate
    }
  }

  /// The place in a plan of the first worker of the second group.
  func firstOfSecond(_ plan: RoundPlan) -> Int {
    rule == .contexts ? plan.workers.count : (plan.workers.count + 1) / 2
  }
}
