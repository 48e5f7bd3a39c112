public import GradientCoding
import Randomness

extension IndirectCodec {
  /// The worker's half.
  public struct Worker: WorkerHalf {
    /// The worker's index.
    public let worker: Int
    let method: IndirectMethod
    let codesZeros: Bool
    let sampleLimit: Int
    let layers: IndirectLayers
    let elementCount: Int
    let streams: Streams
    var direct: Direct.Worker

    /// Passes on the direct codec's broadcast.
    public mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
      try direct.begin(round: round, model: model.isEmpty ? [] : layers.rest(of: model), broadcast: broadcast)
    }

    /// Quantizes and codes the signals, and what is left by the direct codec.
    ///
    /// The raw size counts symbols in 32-bit words and parameters as floats, the entropy is that of each signal's symbols.
    ///
    /// - Precondition: there are signals of every dense layer that travels, in their order and of its shape, of at most
    ///   `sampleLimit` samples.
    /// - Throws: `CodecError/notFinite(worker:layer:)`, and what the direct codec throws.
    public mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      precondition(gradient.values.count == elementCount, "gradient of \(gradient.values.count) elements")
      let quantized = try quantize(gradient.signals, round: round)
      let formats = method.formats(codesZeros: codesZeros)
      var sections: [[UInt8]] = [], raw = 0, entropy: Double? = 0
      for (index, (layer, signal)) in zip(layers.dense, quantized).enumerated() {
        let x = SignalSection(format: formats.input, width: layer.width, tensor: layer.tensor)
        let δ = SignalSection(format: formats.delta, width: layer.units, tensor: layer.tensor)
        sections.append(try x.bytes(signal.input, sampleCount: signal.sampleCount, twin: nil))
        let twin = codesZeros ? layers.successor(of: index).map { quantized[$0] } : nil
        sections.append(
          try δ.bytes(
            signal.delta, sampleCount: nil,
            twin: twin.flatMap { $0.sampleCount == signal.sampleCount ? $0.input.symbols : nil }))
        for part in [signal.input, signal.delta] {
          raw += part.format.rawBits(symbolCount: part.symbols.count)
          entropy = entropy.map { $0 + part.entropyBits }
        }
      }
      sections.append([])
      if layers.rest.elementCount > 0 {
        let message = try direct.encode(LocalGradient(values: layers.rest(of: gradient.values)), round: round)
        sections[sections.count - 1] = message.bytes
        raw += message.bits.raw
        entropy = message.bits.entropy.flatMap { own in entropy.map { $0 + own } }
      }
      return Message(kind: .gradient, round: round, worker: worker, sections: sections, raw: raw, entropy: entropy)
    }

    /// Passes on a request to the direct codec.
    public mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message { try direct.answer(request) }

    private func quantize(_ signals: [LayerSignals], round: Int) throws(CodecError) -> [QuantizedLayer] {
      var quantized: [QuantizedLayer] = []
      for layer in layers.dense {
        guard let signal = signals.first(where: { $0.layer == layer.name }) else {
          preconditionFailure("no signals of layer \(layer.name)")
        }
        precondition(signal.sampleCount <= sampleLimit, "\(signal.sampleCount) samples, at most \(sampleLimit)")
        precondition(
          signal.input.count == layer.width * signal.sampleCount
            && signal.delta.count == layer.units * signal.sampleCount, "signals that do not fit layer \(layer.name)")
        guard signal.input.allSatisfy(\.isFinite), signal.delta.allSatisfy(\.isFinite) else {
          throw .notFinite(worker: worker, layer: layer.tensor)
        }
        quantized.append(
          QuantizedLayer(
            signal, method: method, codesZeros: codesZeros,
            dither: DitherStreams(streams, layer: layer.name, worker: worker, round: round)))
      }
      return quantized
    }
  }
}
