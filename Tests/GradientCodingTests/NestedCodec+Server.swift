import GradientCoding
import Randomness

extension NestedCodec {
  struct Server: ServerHalf {
    let layout: LayerLayout
    let streams: Streams
    var plan: RoundPlan?
    var exponent = 7
    var decoded: [[Float]?] = []
    var awaited: Set<Int> = []
    var first: [Float]?

    /// Every round is one bit finer than the one before.
    mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      self.plan = plan
      exponent += 1
      decoded = Array(repeating: nil, count: plan.workers.count)
      awaited = []
      first = nil
      return Message(
        kind: .broadcast, round: plan.round, worker: nil,
        sections: layout.layers.map { _ in [UInt8(exponent)] }, raw: 8 * layout.layers.count)
    }

    mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let plan else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: .gradient, .answer, sectionCount: layout.layers.count)
      let place = try plan.place(ofSender: header)
      let worker = plan.workers[place]
      guard decoded[place] == nil, awaited.contains(worker) == (header.kind == .answer) else {
        throw .repeatedWorker(worker)
      }
      var values: [Float] = []
      for (layer, section) in header.sections.enumerated() {
        let reader = ByteReader(message, section: section, layer: layer)
        guard let layerValues = try decode(reader, layer: layer, worker: worker, kind: header.kind) else {
          awaited.insert(worker)
          return [
            Request(
              worker: worker,
              message: Message(kind: .request, round: plan.round, worker: worker, sections: [], raw: 0))
          ]
        }
        values += layerValues
      }
      awaited.remove(worker)
      decoded[place] = values
      first = first ?? values
      return []
    }

    /// The layer's values, or nil if the hash shows that the side information was too far off.
    private func decode(
      _ section: ByteReader, layer: Int, worker: Int, kind: MessageKind
    ) throws(CodecError) -> [Float]? {
      var reader = section
      let range = layout.layers[layer].range
      let step = NestedCodec.step(exponent: exponent)
      let dither = NestedCodec.dither(
        worker: worker, round: plan?.round ?? 0, step: step, count: range.count, streams: streams)
      var indices: [Int] = []
      for (i, d) in zip(range, dither) {
        if kind == .answer {
          let code = try reader.integer("index", in: 0...1 << 32)
          indices.append(code & 1 == 0 ? code / 2 : -(code + 1) / 2)
        } else {
          let residue = try reader.integer("residue", in: 0...15)
          let side = Int((((first?[i] ?? 0) + d) / step).rounded())
          indices.append(side + ((residue - side + 8) & 15) - 8)
        }
      }
      if kind == .gradient {
        guard try reader.integer("hash", in: 0...Int(UInt32.max)) == NestedCodec.hash(indices) else { return nil }
      }
      try reader.finish()
      return zip(indices, dither).map { Float($0) * step - $1 }
    }

    mutating func close() throws(CodecError) -> [Float] {
      guard let plan else { throw .noOpenRound }
      let missing = zip(plan.workers, decoded).filter { $0.1 == nil }.map(\.0)
      guard missing.isEmpty else { throw .missingWorkers(missing) }
      let gradients = decoded.compactMap { $0 }
      self.plan = nil
      return (0..<layout.elementCount).map { i in
        gradients.reduce(0) { $0 + $1[i] } / Float(gradients.count)
      }
    }
  }
}
