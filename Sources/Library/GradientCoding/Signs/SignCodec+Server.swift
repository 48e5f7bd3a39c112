import Quantization

extension SignCodec {
  /// The server's half: it counts positive signs as messages arrive, and keeps P log₂ K bits of the open round.
  public struct Server: ServerHalf {
    let scale: SignScale
    let layout: LayerLayout
    var decoder: Coding.Decoder
    private var tally: SignTally?

    init(scale: SignScale, layout: LayerLayout, decoder: Coding.Decoder) {
      self.scale = scale
      self.layout = layout
      self.decoder = decoder
    }

    /// Opens a round; there is no broadcast but the model.
    public mutating func open(_ plan: RoundPlan, model: [Float]) -> Message? {
      decoder.open(round: plan.round, model: model)
      tally = SignTally(plan: plan, layout: layout)
      return nil
    }

    /// Decodes and counts a worker's signs; there are no requests.
    ///
    /// - Complexity: O(P).
    /// - Throws: ``CodecError`` for bytes that are not a message of this round and layout, or not its worker's first.
    public mutating func receive(_ message: [UInt8]) throws(CodecError) -> [Request] {
      guard let plan = tally?.plan else { throw .noOpenRound }
      let header = try MessageHeader(of: message, kinds: .gradient, sectionCount: layout.layers.count)
      let place = try plan.place(ofSender: header)
      guard tally?.deviations[place] == nil else { throw .repeatedWorker(plan.workers[place]) }
      var deviations: [Float] = [], signs: [PackedSigns] = []
      for (layer, section) in header.sections.enumerated() {
        var reader = ByteReader(message, section: section, layer: layer)
        if scale == .rootMeanSquare { deviations.append(try reader.rootMeanSquare()) }
        signs.append(try decoder.decode(reader, layer: layer))
      }
      tally?.add(signs, deviations: deviations, place: place)
      return []
    }

    /// The mean of the workers' steps, as ``SignCodec`` defines it.
    ///
    /// - Complexity: O(P log K), and once more for each distinct weight.
    /// - Throws: ``CodecError/noOpenRound`` and ``CodecError/missingWorkers(_:)``.
    public mutating func close() throws(CodecError) -> [Float] {
      guard let tally else { throw .noOpenRound }
      let estimate = try tally.estimate(scale)
      self.tally = nil
      return estimate
    }
  }
}

extension ByteReader {
  /// Reads a root mean square.
  ///
  /// - Throws: ``CodecError/truncated(_:needed:found:)``, or ``CodecError/invalid(_:found:expected:)`` for what is not
  ///   finite or below 0, as the gradients of a training that diverged.
  package mutating func rootMeanSquare() throws(CodecError) -> Float {
    let start = self
    let value = try float()
    guard value >= 0, value.isFinite else {
      self = start
      throw .invalid(place, found: "a root mean square of \(value)", expected: "one that is finite and not negative")
    }
    return value
  }
}
