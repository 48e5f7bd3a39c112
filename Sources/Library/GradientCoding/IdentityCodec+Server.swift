extension IdentityCodec {
  /// The server's half: it keeps the messages of the open round, K times 4P bytes, and adds them up when it closes.
  public struct Server: ServerHalf, MemorylessHalf {
    let kind: MessageKind
    let layout: LayerLayout
    /// The workers' messages.
    private var round: OpenRound<FloatSection>?

    init(kind: MessageKind, layout: LayerLayout) {
      self.kind = kind
      self.layout = layout
    }

    /// Opens a round; there is no broadcast.
    public mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      round = OpenRound(plan)
      return nil
    }

    /// Checks and keeps a worker's message; there are no requests.
    ///
    /// - Complexity: O(layers).
    /// - Throws: ``CodecError`` for bytes that are not a message of this round and layout, or not its worker's first.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let round else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: kind, sectionCount: layout.layers.count)
      let place = try round.place(ofSender: header)
      for (layer, (section, length)) in zip(header.sections, IdentityCodec.lengths(of: layout)).enumerated() {
        guard section.count == length else {
          throw .invalid(
            CodecError.Place(layer: layer, offset: section.lowerBound), found: "section of \(section.count) bytes",
            expected: "\(length) bytes")
        }
      }
      self.round?.keep(FloatSection(message: message, start: header.bytes.count), at: place)
      return []
    }

    /// The weighted mean, as ``IdentityCodec`` defines it.
    ///
    /// - Complexity: O(KP), each message read once.
    /// - Throws: ``CodecError/noOpenRound`` and ``CodecError/missingWorkers(_:)``.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let round else { throw .noOpenRound }
      let sections = try round.complete()
      self.round = nil
      return FloatSection.mean(of: sections, weights: round.plan.weights, count: layout.elementCount)
    }
  }
}
