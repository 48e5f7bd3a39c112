public import Randomness

/// Gradients as they are: 32-bit floats, least significant byte first, the baseline of every comparison.
///
/// A message's sections are the layers' elements. All bit patterns arrive unchanged. The server's estimate is, element
/// by element in single precision and in the order of the workers' indices whatever the order of arrival,
///
///     ((w₀g₀ + w₁g₁) + …) / (w₀ + w₁ + …)
///
/// with the weights w of the ``RoundPlan``; of one worker it is the gradient itself, bit by bit.
///
/// With the kind ``MessageKind/auxiliary`` and a layout of their own, the same codec averages other numbers of the
/// workers, such as batch-norm moments, which are then counted apart.
public struct IdentityCodec: ResumableCodec {
  /// The kind of its messages.
  public let kind: MessageKind

  /// Creates the codec for messages of a kind.
  public init(kind: MessageKind = .gradient) {
    self.kind = kind
  }

  /// The half of one worker. It draws nothing from the streams.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, kind: kind, layout: layout)
  }

  /// The server's half. It draws nothing from the streams.
  public func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(kind: kind, layout: layout)
  }

  /// The worker's half: it has no state but the last gradient, which is what the server reads.
  public struct Worker: ReconstructingWorker, MemorylessHalf {
    /// The worker's index.
    public let worker: Int
    /// The gradient encoded last.
    public private(set) var reconstruction: [Float]?
    let kind: MessageKind
    let layout: LayerLayout

    init(worker: Int, kind: MessageKind, layout: LayerLayout) {
      self.worker = worker
      self.kind = kind
      self.layout = layout
    }

    /// Copies the gradient behind a header.
    ///
    /// The raw size is 32 bits an element; there are no symbols, hence no entropy, and no bound is known.
    ///
    /// - Complexity: O(P), at the speed of a copy.
    public mutating func encode(_ gradient: LocalGradient, round: Int) -> Message {
      precondition(gradient.values.count == layout.elementCount, "gradient of \(gradient.values.count) elements")
      let header = MessageHeader(kind: kind, round: round, worker: worker, lengths: IdentityCodec.lengths(of: layout))
      var writer = ByteWriter(capacity: header.messageLength)
      writer.write(header.bytes)
      writer.write(floats: gradient.values)
      reconstruction = gradient.values
      return Message(bytes: writer.bytes, raw: 32 * layout.elementCount)
    }
  }

  /// The lengths in bytes of the sections.
  static func lengths(of layout: LayerLayout) -> [Int] {
    layout.layers.map { $0.range.count * MemoryLayout<Float>.size }
  }
}
