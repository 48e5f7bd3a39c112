public import GradientCoding
import Randomness

extension QuantizerCodec {
  /// The server's half: of the open round it keeps a byte an element and worker.
  public struct Server: ServerHalf, MemorylessHalf {
    let codec: QuantizerCodec
    let layout: LayerLayout
    let streams: Streams
    private var round: OpenRound<QuantizedGradient<Quantizer>>?

    init(codec: QuantizerCodec, layout: LayerLayout, streams: Streams) {
      self.codec = codec
      self.layout = layout
      self.streams = streams
    }

    /// Opens a round; there is no broadcast.
    public mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      round = OpenRound(plan)
      return nil
    }

    /// Decodes the symbols of a worker; there are no requests.
    ///
    /// - Complexity: O(P).
    /// - Throws: `CodecError` for bytes that are no message of this round and layout, or not its worker's first.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let round else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: .gradient, sectionCount: layout.layers.count)
      let place = try round.place(ofSender: header), plan = round.plan
      let gradient = try QuantizedGradient(
        message, header, codec.quantizer, layout: layout, coder: codec.coder,
        dither: LayerDither.generator(streams, worker: plan.workers[place], round: plan.round))
      self.round?.keep(gradient, at: place)
      return []
    }

    /// The weighted mean, as ``QuantizerCodec`` defines it.
    ///
    /// - Complexity: O(KP).
    /// - Throws: `CodecError/noOpenRound` and `CodecError/missingWorkers(_:)`.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let round else { throw .noOpenRound }
      let workers = try round.complete()
      var estimate = [Float](repeating: 0, count: layout.elementCount)
      for piece in LayerPiece.all(of: layout, blockLength: codec.quantizer.blockLength) {
        var mean = PieceMean(of: piece)
        for (worker, weight) in zip(workers, round.plan.weights) {
          mean.add(weight: weight) { worker.read(piece, into: &$0) }
        }
        mean.write(to: &estimate)
      }
      self.round = nil
      return estimate
    }
  }
}
