public import GradientCoding
public import Randomness

/// Gradients quantized layer by layer (THESIS, Section 2.3).
///
/// A message has a section a layer: the parameters as 32-bit floats, least significant byte first, then the symbols as
/// ``SymbolCoder`` says. The dither of element i of a gradient is element i of the stream "dither" of its worker and
/// round, which the server draws too. Its estimate is, element by element in single precision and in the order of the
/// workers' indices, ((w₀g̃₀ + w₁g̃₁) + …)/(w₀ + w₁ + …) with the weights of the plan; of one worker it is g̃ itself.
///
/// Nothing is kept from round to round. One-bit quantization of Seide et al. is
/// `ErrorFeedback(QuantizerCodec(ColumnLayers()), decay: 1)`.
public struct QuantizerCodec<Quantizer: LayerQuantizer>: ResumableCodec {
  /// What layers are quantized with.
  public let quantizer: Quantizer
  /// How symbols become bytes.
  public let coder: SymbolCoder

  /// Creates a codec.
  public init(_ quantizer: Quantizer, coder: SymbolCoder = .adaptiveRange) {
    self.quantizer = quantizer
    self.coder = coder
  }

  /// The half of one worker.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, codec: self, layout: layout, streams: streams)
  }

  /// The server's half.
  public func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(codec: self, layout: layout, streams: streams)
  }

  /// The worker's half: it keeps the last symbols, for what the server reads of them.
  public struct Worker: ReconstructingWorker, MemorylessHalf {
    /// The worker's index.
    public let worker: Int
    let codec: QuantizerCodec
    let layout: LayerLayout
    let streams: Streams
    private var last: QuantizedGradient<Quantizer>?

    init(worker: Int, codec: QuantizerCodec, layout: LayerLayout, streams: Streams) {
      self.worker = worker
      self.codec = codec
      self.layout = layout
      self.streams = streams
    }

    /// What the server reads of the last gradient.
    ///
    /// - Complexity: O(P), at each reading.
    public var reconstruction: [Float]? { last?.values(layout) }

    /// Quantizes and codes a gradient.
    ///
    /// The raw size is that of parameters and words, the entropy that of the symbols at their frequencies in each layer, and
    /// of the parameters as they are.
    ///
    /// - Complexity: O(P).
    /// - Throws: `CodecError/notFinite(worker:layer:)`; the half is then as it was.
    public mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      precondition(gradient.values.count == layout.elementCount, "gradient of \(gradient.values.count) elements")
      let dither = LayerDither.generator(streams, worker: worker, round: round)
      let quantized = try QuantizedGradient(
        gradient, codec.quantizer, layout: layout, dither: dither, worker: worker)
      let message = try quantized.message(layout, coder: codec.coder, round: round, worker: worker)
      last = quantized
      return message
    }
  }
}
