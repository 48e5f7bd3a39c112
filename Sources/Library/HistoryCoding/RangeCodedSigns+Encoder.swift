import EntropyCoding
public import GradientCoding
public import Quantization

extension RangeCodedSigns {
  /// The part of one worker: it keeps the model of the last round in which it took part.
  public struct Encoder: SignEncoder, Resumable {
    let coding: RangeCodedSigns
    let layout: LayerLayout
    /// The model of the round, and that of the round before in which the worker took part.
    private var current: BroadcastModel?, earlier: BroadcastModel?

    init(coding: RangeCodedSigns, layout: LayerLayout) {
      self.coding = coding
      self.layout = layout
    }

    /// The model of the last round in which the worker took part.
    public var memory: BroadcastModel? { current }

    public mutating func restore(_ memory: BroadcastModel?) throws(DecodingError) {
      try memory?.check(layout)
      (current, earlier) = (memory, nil)
    }

    /// Begins a round, or the same one again.
    public mutating func begin(round: Int, model: [Float]) {
      guard coding.reach > 0 else { return }
      precondition(model.count == layout.elementCount, "a model of \(model.count) parameters")
      if current?.round != round { earlier = current }
      current = BroadcastModel(round: round, values: model)
    }

    /// Codes the signs of a layer.
    ///
    /// - Complexity: O(count), some 30 ns each.
    public func encode(_ signs: PackedSigns, layer index: Int) -> [UInt8] {
      let layer = layout.layers[index]
      let plain = signs.bytes
      var writer = ByteWriter(capacity: plain.count)
      var displacement: Displacement?
      if let current, let earlier, (1...coding.reach).contains(current.round - earlier.round) {
        writer.write(integer: current.round - earlier.round)
        displacement = Displacement(
          from: earlier.values.span.extracting(layer.range), to: current.values.span.extracting(layer.range))
      } else {
        writer.write(integer: 0)
      }
      let neighbours = coding.rowWidth(layer).map { SignNeighbours(of: signs, width: $0) }
      if let neighbours { writer.write(UInt8(neighbours.lag)) }
      var bits = signs.bits
      var stream = RangeEncoder(capacity: plain.count)
      SignModel(neighbours: neighbours, displacement: displacement).run(&bits, with: &stream)
      writer.write(stream.finish())
      return writer.bytes.count < plain.count ? writer.bytes : plain
    }
  }
}
