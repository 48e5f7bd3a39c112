public import GradientCoding
import Quantization
public import Randomness
import RealModule

/// Some elements of each layer as floats, those of largest magnitude or some that are drawn, and zeros for the others.
///
/// Of a layer of n elements the k = ⌈K n⌉ of largest magnitude are sent, of equal ones those of least index (`TopSelection`). A
/// section holds their values as 32-bit floats and then their positions: as 32-bit words with ``SymbolCoder/words``, else the
/// number of elements passed over before each, in Rice's code with the same parameter at both ends. The server's estimate
/// is the plan's weighted mean, as in ``QuantizerCodec``. What is left out is lost unless `ErrorFeedback` keeps it.
///
/// With ``Rule/drawn`` the k elements are those that `RandomSelection` draws from the stream "selection" of worker and
/// round, scaled so that the estimate has no bias.
public struct SelectionCodec: ResumableCodec {
  /// Which elements are sent.
  public enum Rule: Sendable, Equatable {
    /// Those of largest magnitude.
    case greatest
    /// Some that are drawn, the larger ones more often.
    case drawn
  }

  /// The share K of the elements of a layer that are sent.
  public let keptShare: Double
  /// Which they are.
  public let rule: Rule
  /// How positions become bytes.
  public let coder: SymbolCoder

  /// Creates a codec.
  ///
  /// - Precondition: `keptShare` lies in 0...1 and is not 0.
  public init(keptShare: Double, rule: Rule = .greatest, coder: SymbolCoder = .adaptiveRange) {
    precondition(keptShare > 0 && keptShare <= 1, "a share of \(keptShare)")
    self.keptShare = keptShare
    self.rule = rule
    self.coder = coder
  }

  /// Creates a codec for a compression gain, 32 bits of each number over those sent: 32 K + H(K) = 32/gain, with values as
  /// they are and positions at their entropy, from which Rice's code is some hundredths of a bit away.
  ///
  /// - Precondition: The gain is at least 2.
  public init(gain: Double) {
    precondition(gain >= 2, "a gain of \(gain)")
    var (low, high) = (0.0, 0.5)
    for _ in 0..<50 {
      let share = (low + high) / 2
      let entropy = -share * .log2(share) - (1 - share) * .log2(1 - share)
      if 32 * share + entropy > 32 / gain { high = share } else { low = share }
    }
    self.init(keptShare: high)
  }

  /// The half of one worker.
  public func makeWorker(_ worker: Int, layout: LayerLayout, streams: Streams) -> Worker {
    Worker(worker: worker, codec: self, layout: layout, streams: streams)
  }

  /// The server's half. It draws nothing from the streams.
  public func makeServer(layout: LayerLayout, streams: Streams) -> Server {
    Server(codec: self, layout: layout)
  }

  /// How a layer of `count` elements is sent.
  func section(of count: Int) -> PositionSection {
    PositionSection(count: count, keptCount: Int((keptShare * Double(count)).rounded(.up)), coder: coder)
  }

  /// The worker's half: it keeps what it sent last.
  public struct Worker: ReconstructingWorker, MemorylessHalf {
    /// The worker's index.
    public let worker: Int
    let codec: SelectionCodec
    let layout: LayerLayout
    let streams: Streams
    private var last: [KeptElements]?

    init(worker: Int, codec: SelectionCodec, layout: LayerLayout, streams: Streams) {
      self.worker = worker
      self.codec = codec
      self.layout = layout
      self.streams = streams
    }

    /// What the server reads of the last gradient.
    public var reconstruction: [Float]? {
      last.map { kept in
        var values = [Float](repeating: 0, count: layout.elementCount)
        for (layer, kept) in zip(layout.layers, kept) {
          kept.forEach { values[layer.range.lowerBound + $0] = $1 }
        }
        return values
      }
    }

    /// Selects and codes.
    ///
    /// The raw size is 64 bits a kept element, the entropy 32 bits and the n H(k/n) bits a layer that say which they are.
    ///
    /// - Complexity: O(P).
    /// - Throws: `CodecError/notFinite(worker:layer:)`; the half is then as it was.
    public mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      precondition(gradient.values.count == layout.elementCount, "gradient of \(gradient.values.count) elements")
      if let layer = gradient.firstLayerNotFinite(in: layout) { throw .notFinite(worker: worker, layer: layer) }
      var sections: [[UInt8]] = [], raw = 0, entropy = 0.0, kept: [KeptElements] = []
      var rng = streams.generator("selection", worker: worker, round: round)
      for layer in layout.layers {
        let values = gradient.values.span.extracting(layer.range), section = codec.section(of: layer.range.count)
        let elements = codec.rule.elements(section.keptCount, of: values, using: &rng)
        sections.append(section.bytes(elements))
        raw += 64 * section.keptCount
        entropy += section.entropyBits
        kept.append(elements)
      }
      last = kept
      return Message(kind: .gradient, round: round, worker: worker, sections: sections, raw: raw, entropy: entropy)
    }
  }
}

extension SelectionCodec.Rule {
  /// `count` of the values.
  fileprivate func elements(
    _ count: Int, of values: Span<Float>, using rng: inout some RandomNumberGenerator
  ) -> KeptElements {
    switch self {
    case .greatest:
      let indices = TopSelection(count, of: values).indices(of: values)
      return KeptElements(indices: indices, values: indices.map { values[Int($0)] })
    case .drawn:
      let drawn = RandomSelection(count, of: values, using: &rng)
      return KeptElements(indices: drawn.indices, values: drawn.values)
    }
  }
}
