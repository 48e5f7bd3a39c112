public import GradientCoding
public import Randomness

/// Indirect quantization of gradients (THESIS, Chapter 3): dense layers travel as quantized signals, all other tensors by a
/// direct codec.
///
/// A message has two sections for each dense layer, those of x and δ, and at the end the direct codec's own message of the
/// tensors that are left, or nothing where none are. The server reads all x before all δ, since the zeros of δ of one layer
/// may be those of x of the next. Its estimate is the weighted mean of the workers' Σ x̃ δ̃ᵀ, which it computes as one
/// product of all signals below each other, and Σ δ̃ for biases, as if every sample had a 1 behind its x that is not sent
/// (THESIS, Section 3.4). Broadcasts, requests and answers are the direct codec's.
///
/// Workers are given `LocalGradient/signals`; of `values` only the tensors that are left are read. They do not know what the
/// server will read of them, so that `ErrorFeedback` around this codec does not compile; around the direct one it does.
public struct IndirectCodec<Direct: GradientCodec>: GradientCodec {
  /// How signals are rounded.
  public let method: IndirectMethod
  /// Whether exact zeros of the signals are coded as such.
  public let codesZeros: Bool
  /// The most samples that a worker's batch may have.
  public let sampleLimit: Int
  /// The codec of the tensors that are left.
  public let direct: Direct
  private let travels: @Sendable (IndirectLayers.Dense) -> Bool

  /// Creates the codec.
  ///
  /// - Parameters:
  ///   - sampleLimit: bounds what a server reads of a hostile message.
  ///   - travels: which dense layers travel as signals.
  /// - Precondition: the method's numbers lie in their ranges, `sampleLimit` in `1...65,536`.
  public init(
    _ method: IndirectMethod, codesZeros: Bool = false, sampleLimit: Int = 1_024, direct: Direct,
    where travels: @escaping @Sendable (IndirectLayers.Dense) -> Bool = { _ in true }
  ) {
    method.check()
    precondition(1...65_536 ~= sampleLimit, "at most \(sampleLimit) samples, expected 1 to 65,536")
    self.method = method
    self.codesZeros = codesZeros
    self.sampleLimit = sampleLimit
    self.direct = direct
    self.travels = travels
  }

  /// Whether it reads signals: yes.
  public var readsSignals: Bool { true }

  /// The half of one worker.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) throws(CodecError) -> Worker {
    let layers = layers(of: layout)
    return Worker(
      worker: worker, method: method, codesZeros: codesZeros, sampleLimit: sampleLimit, layers: layers,
      elementCount: layout.elementCount, streams: streams,
      direct: try direct.makeWorker(worker, layout: layers.rest, streams: streams))
  }

  /// The server's half.
  public func makeServer(layout: LayerLayout, streams: Streams) throws(CodecError) -> Server {
    let layers = layers(of: layout)
    return Server(
      formats: method.formats(codesZeros: codesZeros), sampleLimit: sampleLimit, layers: layers,
      elementCount: layout.elementCount, streams: streams,
      direct: try direct.makeServer(layout: layers.rest, streams: streams))
  }

  /// Which tensors of a layout travel as signals.
  public func layers(of layout: LayerLayout) -> IndirectLayers { IndirectLayers(layout, where: travels) }
}

// What the halves keep is what those of the direct codec keep.

extension IndirectCodec.Worker: Resumable where Direct.Worker: Resumable {
  public var memory: Direct.Worker.Memory { direct.memory }
  public mutating func restore(_ memory: Direct.Worker.Memory) throws(DecodingError) { try direct.restore(memory) }
}

extension IndirectCodec.Server: Resumable where Direct.Server: Resumable {
  public var memory: Direct.Server.Memory { direct.memory }
  public mutating func restore(_ memory: Direct.Server.Memory) throws(DecodingError) { try direct.restore(memory) }
}

extension IndirectCodec: ResumableCodec where Direct: ResumableCodec {}
