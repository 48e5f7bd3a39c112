extension IdentityCodec {
  /// The server's half: it keeps the messages of the open round, K times 4P bytes, and adds them up when it closes.
  public struct Server: ServerHalf, MemorylessHalf {
    let kind: MessageKind
    let layout: LayerLayout
    private var plan: RoundPlan?
    /// The message of each worker of the plan, once it came.
    private var received: [FloatSection?] = []

    init(kind: MessageKind, layout: LayerLayout) {
      self.kind = kind
      self.layout = layout
    }

    /// Opens a round; there is no broadcast.
    public mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      self.plan = plan
      received = Array(repeating: nil, count: plan.workers.count)
      return nil
    }

    /// Checks and keeps a worker's message; there are no requests.
    ///
    /// - Complexity: O(layers).
    /// - Throws: ``CodecError`` for bytes that are not a message of this round and layout, or not its worker's first.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let plan else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: kind, sectionCount: layout.layers.count)
      let place = try plan.place(ofSender: header)
      for (layer, (section, length)) in zip(header.sections, IdentityCodec.lengths(of: layout)).enumerated() {
        guard section.count == length else {
          throw .invalid(
            CodecError.Place(layer: layer, offset: section.lowerBound), found: "section of \(section.count) bytes",
            expected: "\(length) bytes")
        }
      }
      guard received[place] == nil else { throw .repeatedWorker(plan.workers[place]) }
      received[place] = FloatSection(message: message, start: header.bytes.count)
      return []
    }

    /// The weighted mean, as ``IdentityCodec`` defines it.
    ///
    /// - Complexity: O(KP), each message read once.
    /// - Throws: ``CodecError/noOpenRound`` and ``CodecError/missingWorkers(_:)``.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let plan else { throw .noOpenRound }
      let sections = try plan.complete(received)
      self.plan = nil
      received = []
      return FloatSection.mean(of: sections, weights: plan.weights, count: layout.elementCount)
    }
  }
}
