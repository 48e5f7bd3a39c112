public import GradientCoding
import Randomness

extension NestedCodec {
  /// The server's half: of the open round it keeps a byte an element and worker, and reads them when it closes, the first
  /// group first.
  public struct Server: ServerHalf, MemorylessHalf {
    let codec: NestedCodec
    let layout: LayerLayout
    let streams: Streams
    private var round: OpenRound<Symbols>?

    /// The symbols of a worker.
    private enum Symbols: Sendable {
      case dithered(QuantizedGradient<LevelLayers>)
      case nested(QuantizedGradient<NestedLayers>)
    }

    init(codec: NestedCodec, layout: LayerLayout, streams: Streams) {
      self.codec = codec
      self.layout = layout
      self.streams = streams
    }

    /// Opens a round, and tells workers their groups.
    public mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      round = OpenRound(plan)
      return SecondGroup.broadcast(plan, firstPlace: codec.sideWorkerCount(of: plan.workers.count))
    }

    /// Decodes the symbols of a worker; there are no requests.
    ///
    /// - Complexity: O(P).
    /// - Throws: `CodecError` for bytes that are no message of this round and layout, or not its worker's first.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let round else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: .gradient, sectionCount: layout.layers.count)
      let place = try round.place(ofSender: header), plan = round.plan
      let dither = LayerDither.generator(streams, worker: plan.workers[place], round: plan.round)
      let symbols: Symbols =
        place < codec.sideWorkerCount(of: plan.workers.count)
        ? .dithered(
          try QuantizedGradient(message, header, codec.dithered, layout: layout, coder: codec.coder, dither: dither))
        : .nested(
          try QuantizedGradient(message, header, codec.nested, layout: layout, coder: codec.coder, dither: dither))
      self.round?.keep(symbols, at: place)
      return []
    }

    /// The estimate, as ``NestedCodec`` defines it: the same for any order of arrival.
    ///
    /// - Complexity: O(KP).
    /// - Throws: `CodecError/noOpenRound` and `CodecError/missingWorkers(_:)`.
    public mutating func close() throws(CodecError) -> [Float] {
      let round = try completeRound()
      var estimate = [Float](repeating: 0, count: layout.elementCount)
      for layer in layout.layers.indices {
        let weights = round.weights(layer)
        for piece in round.pieces[layer] {
          var mean = PieceMean(of: piece)
          round.read(piece, weights: weights, into: &mean) { _, _ in }
          mean.write(to: &estimate)
        }
      }
      self.round = nil
      return estimate
    }

    /// What is read of each worker of the plan, for experiments that know what was to be read (``Worker/intended``).
    ///
    /// - Complexity: O(KP).
    /// - Throws: as ``close()``; the round stays open.
    public func readings() throws(CodecError) -> [[Float]] {
      let round = try completeRound()
      var readings = [[Float]](
        repeating: [Float](repeating: 0, count: layout.elementCount), count: round.dithered.count + round.nested.count)
      for layer in layout.layers.indices {
        let weights = round.weights(layer)
        for piece in round.pieces[layer] {
          var mean = PieceMean(of: piece)
          round.read(piece, weights: weights, into: &mean) { readings[$0].replaceSubrange(piece.range, with: $1) }
        }
      }
      return readings
    }

    private func completeRound() throws(CodecError) -> NestedRound {
      guard let round else { throw .noOpenRound }
      var dithered: [QuantizedGradient<LevelLayers>] = [], nested: [QuantizedGradient<NestedLayers>] = []
      for symbols in try round.complete() {
        switch symbols {
        case .dithered(let gradient): dithered.append(gradient)
        case .nested(let gradient): nested.append(gradient)
        }
      }
      return NestedRound(
        dithered: dithered, nested: nested, planWeights: round.plan.weights,
        estimator: codec.estimator, pieces: LayerPiece.byLayer(of: layout))
    }
  }
}
