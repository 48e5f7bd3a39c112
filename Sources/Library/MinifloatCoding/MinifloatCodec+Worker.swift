import EntropyCoding
public import GradientCoding
import HistoryCoding
import Quantization

extension MinifloatCodec {
  /// The worker's half: it keeps the codes of the period, and what it sent last.
  public struct Worker: ReconstructingWorker, Resumable {
    /// What it keeps between rounds: the codes of the period.
    public struct Memory: Codable, Sendable {
      var codes: LayerCodes?
    }

    /// The worker's index.
    public let worker: Int
    let codec: MinifloatCodec
    let layout: LayerLayout
    /// What it keeps between rounds; a gradient that was announced but not asked for is not part of it.
    public private(set) var memory: Memory
    /// The codes of the last gradient, one a byte, of each layer; nil as ``reconstruction``.
    public private(set) var codes: [[UInt8]]?
    /// What the server reads of the last gradient.
    public private(set) var reconstruction: [Float]?
    /// The gradient that was announced.
    private var announced: (round: Int, values: [Float])?

    init(worker: Int, codec: MinifloatCodec, layout: LayerLayout) {
      self.worker = worker
      self.codec = codec
      self.layout = layout
      memory = Memory()
    }

    public mutating func restore(_ memory: Memory) throws(DecodingError) {
      try memory.codes?.check(layout)
      self.memory = memory
    }

    /// What the server told of each layer, nil before the first answer.
    public var layerCodes: [LayerCode]? { memory.codes?.layers }

    /// Sends the gradient's codes or, where the worker has no code of the round's period, announces its laws.
    ///
    /// The raw size of codes is that of the format an element, the entropy that of the codes of each layer at their
    /// frequency in this message. Of an announcement both are 32 bits a number.
    ///
    /// - Complexity: O(P).
    /// - Throws: `CodecError/notFinite(worker:layer:)`; the half is then as it was.
    public mutating func encode(_ gradient: LocalGradient, round: Int) throws(CodecError) -> Message {
      precondition(gradient.values.count == layout.elementCount, "gradient of \(gradient.values.count) elements")
      if let layer = gradient.firstLayerNotFinite(in: layout) { throw .notFinite(worker: worker, layer: layer) }
      if let codes = memory.codes, codes.period == codec.period(of: round) {
        announced = nil
        return try message(.gradient, round: round, gradient.values, codes)
      }
      announced = (round, gradient.values)
      (codes, reconstruction) = (nil, nil)
      var writer = ByteWriter(capacity: 1 + 12 * layout.layers.count)
      writer.write(Content.laws.rawValue)
      for layer in layout.layers {
        LayerStatistics(
          of: gradient.values.span.extracting(layer.range), scaledFor: codec.usesSampleScales ? codec.format : nil
        ).write(to: &writer)
      }
      let raw = 8 * (writer.bytes.count - 1)
      return Message(
        kind: .gradient, round: round, worker: worker, sections: [writer.bytes], raw: raw, entropy: Double(raw))
    }

    /// Sends the codes of the gradient that was announced.
    ///
    /// - Complexity: O(P).
    /// - Throws: `CodecError` for bytes that are no request of this round to this worker; the half is then as it was.
    public mutating func answer(_ request: [UInt8]) throws(CodecError) -> Message {
      guard let announced else { throw .noOpenRound }
      let header = try MessageHeader(of: request, kinds: .request, sectionCount: 1)
      guard header.round == announced.round else { throw .wrongRound(found: header.round, expected: announced.round) }
      guard header.worker == worker else { throw .unexpectedDownlink(worker: worker) }
      let codes = try LayerCodes(
        period: codec.period(of: announced.round), bytes: request, section: header.sections[0],
        layerCount: layout.layers.count, format: codec.format, coder: codec.coder)
      let message = try message(.answer, round: announced.round, announced.values, codes)
      memory.codes = codes
      self.announced = nil
      return message
    }

    /// Converts and codes a gradient.
    private mutating func message(
      _ kind: MessageKind, round: Int, _ values: [Float], _ layerCodes: LayerCodes
    ) throws(CodecError) -> Message {
      let (codes, reconstruction) = try convert(values, layerCodes)
      let bytes = try codec.coder.encode(codes, layout: layout, with: layerCodes.layers)
      (self.codes, self.reconstruction) = (codes, reconstruction)
      return Message(
        kind: kind, round: round, worker: worker, sections: [[Content.codes.rawValue] + bytes],
        raw: codec.format.bitCount * values.count, entropy: codes.reduce(0) { $0 + entropy(of: $1) })
    }

    /// The codes of each layer, and what they stand for.
    private func convert(
      _ values: [Float], _ layerCodes: LayerCodes
    ) throws(CodecError) -> (codes: [[UInt8]], numbers: [Float]) {
      var codes: [[UInt8]] = [], numbers = [Float](repeating: 0, count: values.count)
      var read = numbers.mutableSpan
      for (index, (layer, code)) in zip(layout.layers, layerCodes.layers).enumerated() {
        let values = values.span.extracting(layer.range)
        var layerCodes = [UInt8](repeating: 0, count: values.count)
        var span = layerCodes.mutableSpan
        do throws(QuantizationError) {
          try code.quantizer.encode(values, into: &span)
        } catch {
          throw .notFinite(worker: worker, layer: index)
        }
        if codec.keptShare < 1 {
          let kept = Int((codec.keptShare * Double(values.count)).rounded(.up))
          TopSelection(kept, of: values).zeroOthers(&span, of: values)
        }
        // A layer's numbers are as many as the format has codes.
        let table = code.numbers.span, start = layer.range.lowerBound
        for place in span.indices { read[unchecked: start + place] = table[unchecked: Int(span[unchecked: place])] }
        codes.append(layerCodes)
      }
      return (codes, numbers)
    }
  }
}

/// The entropy of codes at their own frequencies, in bits.
private func entropy(of codes: [UInt8]) -> Double {
  // Four counts of each, so that equal neighbours do not wait for each other.
  var tables = [Int](repeating: 0, count: 1_024)
  var counts = tables.mutableSpan
  let codes = codes.span
  for place in codes.indices { counts[unchecked: (place & 3) << 8 | Int(codes[unchecked: place])] += 1 }
  let sums = (0..<256).map { counts[$0] + counts[256 + $0] + counts[512 + $0] + counts[768 + $0] }
  return Double(codes.count) * EntropyCoding.entropy(ofCounts: sums)
}

extension Minifloat {
  /// The bits of a code, sign and all.
  var bitCount: Int { 1 + exponentBits + mantissaBits }
}
