public import Randomness

/// Error feedback with memory decay (CO3, Equations (13) and (14)) or with a weight (THESIS, Equation (4.14)) around
/// any codec.
///
/// With the gradient g, the memory m, at first 0, and ĝ for what the server reads of a message, a worker encodes in
/// round t
///
///     vₜ = gₜ + γ mₜ₋₁        and keeps        mₜ = ρ mₜ₋₁ + vₜ − ĝₜ
///
/// with the decay γ in 0...1 and ρ = 0, or with the weight β in 0...1, γ = β and ρ = 1 − β. With a weight, and with γ =
/// 1, the sum of what was read and the memory equals the sum of the gradients, but for rounding; with γ = 0 there is no
/// feedback. Each worker has a memory of its own, of P floats; the server's half is the codec's own, and the bytes are
/// too.
///
/// The memory moves when ĝ is known: after `encode`, or after `answer` where the codec sends its bulk as an answer. A
/// gradient that the codec refuses leaves it as it was.
public struct ErrorFeedback<Base: GradientCodec>: GradientCodec where Base.Worker: ReconstructingWorker {
  /// The codec that sends v.
  public let base: Base
  /// How much of the memory is sent along, γ.
  public let decay: Float
  /// How much of the memory is kept beside the error, ρ.
  public let retention: Float

  /// Wraps a codec, with the decay γ.
  ///
  /// - Precondition: γ lies in 0...1.
  public init(_ base: Base, decay: Float) {
    precondition((0...1).contains(decay), "a decay of \(decay)")
    self.base = base
    self.decay = decay
    retention = 0
  }

  /// Wraps a codec, with the weight β.
  ///
  /// - Precondition: β lies in 0...1.
  public init(_ base: Base, weight: Float) {
    precondition((0...1).contains(weight), "a weight of \(weight)")
    self.base = base
    decay = weight
    retention = 1 - weight
  }

  /// The half of one worker.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) throws(CodecError) -> Worker {
    Worker(
      base: try base.makeWorker(worker, layout: layout, streams: streams), decay: decay, retention: retention,
      elementCount: layout.elementCount)
  }

  /// The server's half of the codec itself.
  public func makeServer(layout: LayerLayout, streams: Streams) throws(CodecError) -> Base.Server {
    try base.makeServer(layout: layout, streams: streams)
  }

  /// The worker's half: the codec's, and the memory.
  public struct Worker: ReconstructingWorker {
    /// The codec's half.
    public private(set) var base: Base.Worker
    /// m: what the server has not read yet of the gradients so far, flat as the layout.
    public private(set) var residual: [Float]
    /// v: what was encoded last, flat as the layout; zeros before the first round.
    public private(set) var corrected: [Float]
    let decay: Float
    let retention: Float

    init(base: Base.Worker, decay: Float, retention: Float, elementCount: Int) {
      self.base = base
      self.decay = decay
      self.retention = retention
      residual = [Float](repeating: 0, count: elementCount)
      corrected = residual
    }

    /// The worker's index.
    public var worker: Int { base.worker }
    /// ĝ of v.
    public var reconstruction: [Float]? { base.reconstruction }

    /// Begins a round of the codec.
    public mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
      try base.begin(round: round, model: model, broadcast: broadcast)
    }

    /// Encodes v.
    ///
    /// - Complexity: O(P) beside the codec.
    /// - Throws: what the codec throws; the memory is then as it was.
    public mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      precondition(gradient.values.count == residual.count, "gradient of \(gradient.values.count) elements")
      correct(gradient.values)
      let message = try base.encode(LocalGradient(values: corrected), round: round)
      remember()
      return message
    }

    /// Answers for the codec.
    ///
    /// - Throws: what the codec throws; the memory is then as it was.
    public mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
      let message = try base.answer(request)
      remember()
      return message
    }

    /// Equation (13): v = g + γm.
    private mutating func correct(_ gradient: [Float]) {
      guard decay > 0 else { return corrected = gradient }
      let decay = decay, memory = residual
      let gradient = gradient.span, residual = memory.span
      var sums = corrected.mutableSpan
      for index in sums.indices {
        sums[unchecked: index] = gradient[unchecked: index] + decay * residual[unchecked: index]
      }
    }

    /// Equation (14): m = ρm + v − ĝ, where ĝ is known.
    private mutating func remember() {
      guard let reconstruction = base.reconstruction else { return }
      precondition(reconstruction.count == residual.count, "a reconstruction of \(reconstruction.count) elements")
      let sent = corrected
      let corrected = sent.span, read = reconstruction.span, retention = retention
      var memory = residual.mutableSpan
      for index in memory.indices {
        let error = corrected[unchecked: index] - read[unchecked: index]
        memory[unchecked: index] = retention > 0 ? retention * memory[unchecked: index] + error : error
      }
    }
  }
}

extension ErrorFeedback.Worker: Resumable where Base.Worker: Resumable {
  /// What a worker keeps between rounds: m, and what the codec keeps.
  public struct Memory: Codable, Sendable {
    let residual: StoredFloats
    let base: Base.Worker.Memory
  }

  /// What it keeps between rounds; v is not part of it.
  public var memory: Memory { Memory(residual: StoredFloats(residual), base: base.memory) }

  public mutating func restore(_ memory: Memory) throws(DecodingError) {
    let values = memory.residual.values
    guard values.count == residual.count else {
      throw .otherState("a memory of \(values.count) elements, not of \(residual.count)")
    }
    try base.restore(memory.base)
    residual = values
  }
}

extension ErrorFeedback: ResumableCodec where Base: ResumableCodec {}
