public import GradientCoding
import Randomness

extension NestedCodec {
  /// The server's half: of the open round it keeps a byte an element and worker, and reads them when it closes, the first
  /// group first.
  public struct Server: ServerHalf, MemorylessHalf {
    let codec: NestedCodec
    let layout: LayerLayout
    let streams: Streams
    private var plan: RoundPlan?
    private var dithered: [QuantizedGradient<LevelLayers>?] = []
    private var nested: [QuantizedGradient<NestedLayers>?] = []

    init(codec: NestedCodec, layout: LayerLayout, streams: Streams) {
      self.codec = codec
      self.layout = layout
      self.streams = streams
    }

    /// Opens a round, and tells workers their groups.
    public mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      let sideCount = codec.sideWorkerCount(of: plan.workers.count)
      self.plan = plan
      dithered = Array(repeating: nil, count: sideCount)
      nested = Array(repeating: nil, count: plan.workers.count - sideCount)
      return SecondGroup.broadcast(plan, firstPlace: sideCount)
    }

    /// Decodes the symbols of a worker; there are no requests.
    ///
    /// - Complexity: O(P).
    /// - Throws: ``CodecError`` for bytes that are no message of this round and layout, or not its worker's first.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let plan else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: .gradient, sectionCount: layout.layers.count)
      let place = try plan.place(ofSender: header), worker = plan.workers[place]
      let dither = LayerDither.generator(streams, worker: worker, round: plan.round)
      if place < dithered.count {
        guard dithered[place] == nil else { throw .repeatedWorker(worker) }
        dithered[place] = try QuantizedGradient(
          message, header, codec.dithered, layout: layout, coder: codec.coder, dither: dither)
      } else {
        guard nested[place - dithered.count] == nil else { throw .repeatedWorker(worker) }
        nested[place - dithered.count] = try QuantizedGradient(
          message, header, codec.nested, layout: layout, coder: codec.coder, dither: dither)
      }
      return []
    }

    /// The estimate, as ``NestedCodec`` defines it: the same for any order of arrival.
    ///
    /// - Complexity: O(KP).
    /// - Throws: ``CodecError/noOpenRound`` and ``CodecError/missingWorkers(_:)``.
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
      plan = nil
      (dithered, nested) = ([], [])
      return estimate
    }

    /// What is read of each worker of the plan, for experiments that know what was to be read (``Worker/intended``).
    ///
    /// - Complexity: O(KP).
    /// - Throws: as ``close()``; the round stays open.
    public func readings() throws(CodecError) -> [[Float]] {
      let round = try completeRound()
      var readings = [[Float]](
        repeating: [Float](repeating: 0, count: layout.elementCount), count: dithered.count + nested.count)
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
      guard let plan else { throw .noOpenRound }
      let missing = zip(plan.workers, dithered.map { $0 == nil } + nested.map { $0 == nil }).filter(\.1).map(\.0)
      guard missing.isEmpty else { throw .missingWorkers(missing) }
      return NestedRound(
        dithered: dithered.compactMap(\.self), nested: nested.compactMap(\.self), planWeights: plan.weights,
        estimator: codec.estimator, pieces: LayerPiece.byLayer(of: layout))
    }
  }
}
