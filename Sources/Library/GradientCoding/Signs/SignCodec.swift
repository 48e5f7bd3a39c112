import Quantization
public import Randomness

/// SignSGD: one sign an element, and the scale of each layer (DSC, Algorithm 1 with m = 1; LIMITS, Section VI-A).
///
/// A section of a message is the layer's root mean square as a 32-bit float, unless the scale is fixed, then the signs
/// as the ``SignCoding`` writes them. The server's estimate of an element is, in single precision,
///
///     (w(2c − n) + w′(2c′ − n′) + …) · (s / W)
///
/// with the step s of the layer (``SignScale``), the sum W of all weights of the ``RoundPlan``, and, for each distinct
/// weight w in the order in which the plan has them, the number n of its workers and the count c of their positive
/// signs: the mean of the workers' ±s (DSC, Equation (37) with quantizers alike, and Algorithm 1, line 16). It depends
/// neither on the order of arrival nor on how signs are coded.
public struct SignCodec<Coding: SignCoding>: GradientCodec {
  /// What a sign stands for.
  public let scale: SignScale
  /// How signs become bytes.
  public let coding: Coding

  /// Creates a codec.
  ///
  /// - Precondition: A fixed step is finite and positive.
  public init(_ coding: Coding, scale: SignScale = .rootMeanSquare) {
    if case .fixed(let step) = scale { precondition(step > 0 && step.isFinite, "a step of \(step)") }
    self.scale = scale
    self.coding = coding
  }

  /// The half of one worker. It draws nothing from the streams.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, scale: scale, layout: layout, encoder: coding.makeEncoder(layout: layout))
  }

  /// The server's half. It draws nothing from the streams.
  public func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(scale: scale, layout: layout, decoder: coding.makeDecoder(layout: layout))
  }

  /// The worker's half.
  public struct Worker: WorkerHalf {
    /// The worker's index.
    public let worker: Int
    let scale: SignScale
    let layout: LayerLayout
    var encoder: Coding.Encoder

    /// Begins a round; there is no broadcast but the model.
    ///
    /// - Throws: ``CodecError/unexpectedDownlink(worker:)`` for another one.
    public mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
      guard broadcast == nil else { throw .unexpectedDownlink(worker: worker) }
      encoder.begin(round: round, model: model)
    }

    /// Sends scales and signs.
    ///
    /// The raw size is a bit a sign and 32 a scale; the entropy is that of the signs of each layer at their frequency
    /// in this message, and 32 bits a scale.
    ///
    /// - Complexity: O(P).
    public mutating func encode(_ gradient: LocalGradient, round: Int) -> Message {
      precondition(gradient.values.count == layout.elementCount, "gradient of \(gradient.values.count) elements")
      let scaleBits = 8 * scale.byteCount * layout.layers.count
      var sections: [[UInt8]] = []
      var entropy = Double(scaleBits)
      for (index, layer) in layout.layers.enumerated() {
        let values = gradient.values.span.extracting(layer.range)
        let signs = PackedSigns(of: values)
        var writer = ByteWriter()
        if scale == .rootMeanSquare { writer.write(floats: [SignScale.rootMeanSquare(of: values)]) }
        writer.write(encoder.encode(signs, layer: index))
        sections.append(writer.bytes)
        entropy += signs.entropy
      }
      return Message(
        kind: .gradient, round: round, worker: worker, sections: sections, raw: layout.elementCount + scaleBits,
        entropy: entropy)
    }
  }
}
