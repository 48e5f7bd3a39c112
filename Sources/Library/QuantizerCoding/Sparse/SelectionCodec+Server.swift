public import GradientCoding

extension SelectionCodec {
  /// The server's half: of the open round it keeps 8 bytes a kept element and worker.
  public struct Server: ServerHalf, MemorylessHalf {
    let codec: SelectionCodec
    let layout: LayerLayout
    private var round: OpenRound<[KeptElements]>?

    init(codec: SelectionCodec, layout: LayerLayout) {
      self.codec = codec
      self.layout = layout
    }

    /// Opens a round; there is no broadcast.
    public mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      round = OpenRound(plan)
      return nil
    }

    /// Decodes a worker's elements; there are no requests.
    ///
    /// - Complexity: O(KP).
    /// - Throws: `CodecError` for bytes that are no message of this round and layout, or not its worker's first.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let round else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: .gradient, sectionCount: layout.layers.count)
      let place = try round.place(ofSender: header)
      var layers: [KeptElements] = []
      for (index, layer) in layout.layers.enumerated() {
        let reader = ByteReader(message, section: header.sections[index], layer: index)
        layers.append(try codec.section(of: layer.range.count).elements(reader, layer: index))
      }
      self.round?.keep(layers, at: place)
      return []
    }

    /// The weighted mean of the plan.
    ///
    /// - Complexity: O(P), and O(KP) for each worker.
    /// - Throws: `CodecError/noOpenRound` and `CodecError/missingWorkers(_:)`.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let round else { throw .noOpenRound }
      let workers = try round.complete(), plan = round.plan
      var estimate = [Float](repeating: 0, count: layout.elementCount)
      let isMean = workers.count > 1, total = plan.weights.reduce(0, +)
      for (layers, weight) in zip(workers, plan.weights) {
        let factor = isMean ? weight : 1
        for (layer, kept) in zip(layout.layers, layers) {
          kept.forEach { estimate[layer.range.lowerBound + $0] += factor * $1 }
        }
      }
      if isMean { for index in estimate.indices { estimate[index] /= total } }
      self.round = nil
      return estimate
    }
  }
}
