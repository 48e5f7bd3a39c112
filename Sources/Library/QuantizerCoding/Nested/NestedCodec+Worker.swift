public import GradientCoding
import Randomness

extension NestedCodec {
  /// The worker's half: it keeps the last symbols and gradient, for what the server should read.
  public struct Worker: WorkerHalf, MemorylessHalf {
    /// The worker's index.
    public let worker: Int
    let codec: NestedCodec
    let layout: LayerLayout
    let streams: Streams
    /// The round that began, and whether this worker is of its second group.
    private var begun: (round: Int, isNested: Bool)?
    private var last: Sent?

    /// What was sent last.
    private enum Sent {
      case dithered(QuantizedGradient<LevelLayers>)
      case nested(QuantizedGradient<NestedLayers>, values: [Float])
    }

    init(worker: Int, codec: NestedCodec, layout: LayerLayout, streams: Streams) {
      self.worker = worker
      self.codec = codec
      self.layout = layout
      self.streams = streams
    }

    /// What the server reads of the last gradient, if it takes no element for one of another coarse cell: it then reads the
    /// same floats.
    ///
    /// - Complexity: O(P), at each reading.
    public var intended: [Float]? {
      switch last {
      case .dithered(let quantized): quantized.values(layout)
      case .nested(let quantized, let values): quantized.values(layout, side: values)
      case nil: nil
      }
    }

    /// Learns which group the worker is of.
    ///
    /// - Throws: `CodecError` for bytes that are no broadcast of this round.
    public mutating func begin(round: Int, model: [Float], broadcast: [UInt8]?) throws(CodecError) {
      begun = (round, try SecondGroup.has(worker, round: round, broadcast: broadcast))
    }

    /// Quantizes and codes a gradient as the worker's group does; counts are those of ``QuantizerCodec``.
    ///
    /// - Complexity: O(P).
    /// - Throws: `CodecError/noOpenRound` unless the round began, `CodecError/notFinite(worker:layer:)`.
    public mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      precondition(gradient.values.count == layout.elementCount, "gradient of \(gradient.values.count) elements")
      guard let begun, begun.round == round else { throw .noOpenRound }
      let dither = LayerDither.generator(streams, worker: worker, round: round)
      if begun.isNested {
        let quantized = try QuantizedGradient(gradient, codec.nested, layout: layout, dither: dither, worker: worker)
        let message = try quantized.message(layout, coder: codec.coder, round: round, worker: worker)
        last = .nested(quantized, values: gradient.values)
        return message
      }
      let quantized = try QuantizedGradient(gradient, codec.dithered, layout: layout, dither: dither, worker: worker)
      let message = try quantized.message(layout, coder: codec.coder, round: round, worker: worker)
      last = .dithered(quantized)
      return message
    }
  }
}
