import EntropyCoding
public import GradientCoding
public import Quantization

extension RangeCodedSigns {
  /// The part of the server: it keeps the models of the last rounds.
  public struct Decoder: SignDecoder, Resumable {
    let coding: RangeCodedSigns
    let layout: LayerLayout
    /// The models of the last ``RangeCodedSigns/reach`` rounds and of the open one, in order.
    private var models: [BroadcastModel] = []
    /// What was computed in the open round from the model of so many rounds before, for each layer that needed it.
    private var displacements: [Int: [Displacement?]] = [:]

    init(coding: RangeCodedSigns, layout: LayerLayout) {
      self.coding = coding
      self.layout = layout
    }

    /// The models of the last rounds, in order.
    public var memory: [BroadcastModel] { models }

    public mutating func restore(_ memory: [BroadcastModel]) throws(DecodingError) {
      for model in memory { try model.check(layout) }
      (models, displacements) = (memory, [:])
    }

    /// Opens a round, or the same one again.
    public mutating func open(round: Int, model: [Float]) {
      guard coding.reach > 0 else { return }
      precondition(model.count == layout.elementCount, "a model of \(model.count) parameters")
      models.removeAll { $0.round >= round || $0.round + coding.reach < round }
      models.append(BroadcastModel(round: round, values: model))
      displacements = [:]
    }

    /// Decodes the signs of a layer.
    ///
    /// - Complexity: O(count), some 30 ns each.
    /// - Throws: `CodecError` for bytes that are not signs of this layer, also where they refer to a round of which
    ///   the server has no model.
    public mutating func decode(_ section: ByteReader, layer index: Int) throws(CodecError) -> PackedSigns {
      let layer = layout.layers[index], count = layer.range.count
      guard section.end - section.offset < PackedSigns.byteCount(of: count) else {
        return try PackedSigns(count: count, from: section)
      }
      var reader = section
      let displacement = try displacement(&reader, layer: index)
      var neighbours: SignNeighbours?
      if let width = coding.rowWidth(layer) {
        let lags = SignNeighbours.lags(rowCount: count / width), place = reader.place, lag = Int(try reader.byte())
        guard lags.contains(lag) else {
          throw .invalid(place, found: "lag \(lag)", expected: "\(lags.lowerBound) to \(lags.upperBound)")
        }
        neighbours = SignNeighbours(count: count, width: width, lag: lag)
      }
      var bits = [UInt8](repeating: 0, count: count)
      do throws(EntropyCodingError) {
        var stream = RangeDecoder(reader.bytes, section: reader.offset..<reader.end)
        try SignModel(neighbours: neighbours, displacement: displacement).run(&bits, with: &stream)
        let end = try stream.finish()
        guard end == reader.end else { throw .trailing(offset: end, count: reader.end - end) }
      } catch {
        throw CodecError(error, layer: index)
      }
      return PackedSigns(bits: bits.span)
    }

    /// The displacement from the model that the section refers to; nil where it refers to none.
    private mutating func displacement(_ reader: inout ByteReader, layer: Int) throws(CodecError) -> Displacement? {
      let place = reader.place
      let age = try reader.integer("history of rounds", in: 0...coding.reach)
      guard age > 0 else { return nil }
      if let known = displacements[age]?[layer] { return known }
      guard let current = models.last, let earlier = models.first(where: { $0.round == current.round - age }) else {
        throw .invalid(place, found: "history of \(age) rounds", expected: "a round whose model the server has")
      }
      let range = layout.layers[layer].range
      let displacement = Displacement(
        from: earlier.values.span.extracting(range), to: current.values.span.extracting(range))
      displacements[age, default: Array(repeating: nil, count: layout.layers.count)][layer] = displacement
      return displacement
    }
  }
}
