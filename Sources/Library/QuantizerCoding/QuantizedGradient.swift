import GradientCoding
import Quantization
import Randomness

/// A worker's gradient after quantization, layer by layer, and its dither.
struct QuantizedGradient<Partition: LayerPartition>: Sendable {
  let partition: Partition
  let layers: [LayerSymbols]
  let dither: Philox

  /// Quantizes a gradient.
  ///
  /// - Throws: ``CodecError/notFinite(worker:layer:)``.
  init(
    _ gradient: LocalGradient, _ partition: Partition, layout: LayerLayout, dither: Philox, worker: Int
  ) throws(CodecError) {
    if let layer = gradient.firstLayerNotFinite(in: layout) { throw .notFinite(worker: worker, layer: layer) }
    var layers: [LayerSymbols] = []
    for (index, layer) in layout.layers.enumerated() {
      var symbols = [UInt8](repeating: 0, count: partition.symbolCount(of: layer.shape))
      var span = symbols.mutableSpan
      do throws(QuantizationError) {
        let parameters = try partition.quantize(
          gradient.values.span.extracting(layer.range), shape: layer.shape,
          dither: LayerDither(generator: dither, startingAt: layer.range.lowerBound), into: &span)
        layers.append(LayerSymbols(parameters: parameters, symbols: symbols))
      } catch {
        throw .notFinite(worker: worker, layer: index)
      }
    }
    self.partition = partition
    self.layers = layers
    self.dither = dither
  }

  /// Reads the sections of a message.
  ///
  /// - Throws: ``CodecError`` for sections that are none of this layout.
  init(
    _ message: [UInt8], _ header: MessageHeader, _ partition: Partition, layout: LayerLayout, coder: SymbolCoder,
    dither: Philox
  ) throws(CodecError) {
    var layers: [LayerSymbols] = []
    for (index, layer) in layout.layers.enumerated() {
      let reader = ByteReader(message, section: header.sections[index], layer: index)
      let section = SymbolSection(partition, shape: layer.shape, coder: coder)
      let symbols = try section.layer(reader, index: index)
      guard partition.accepts(symbols.parameters) else {
        throw .invalid(reader.place, found: "parameters \(symbols.parameters.prefix(4))", expected: "those of a layer")
      }
      layers.append(symbols)
    }
    self.partition = partition
    self.layers = layers
    self.dither = dither
  }

  /// The message.
  func message(_ layout: LayerLayout, coder: SymbolCoder, round: Int, worker: Int) throws(CodecError) -> Message {
    var sections: [[UInt8]] = [], raw = 0, entropy = 0.0
    for (index, layer) in layout.layers.enumerated() {
      let section = SymbolSection(partition, shape: layer.shape, coder: coder)
      sections.append(try section.bytes(layers[index], index: index))
      raw += section.rawBits
      entropy += section.entropyBits(layers[index])
    }
    return Message(kind: .gradient, round: round, worker: worker, sections: sections, raw: raw, entropy: entropy)
  }
}

extension QuantizedGradient where Partition: LayerQuantizer {
  /// Writes what the server reads of a piece.
  func read(_ piece: LayerPiece, into values: inout MutableSpan<Float>) {
    let layer = layers[piece.layer]
    partition.dequantize(
      layer.symbols.span.extracting(partition.symbolRange(of: piece.part, shape: piece.shape)), part: piece.part,
      shape: piece.shape, parameters: layer.parameters,
      dither: LayerDither(generator: dither, startingAt: piece.start), into: &values)
  }

  /// What the server reads of the gradient.
  func values(_ layout: LayerLayout) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(layout.elementCount)
    for piece in LayerPiece.all(of: layout, blockLength: partition.blockLength) {
      var numbers = [Float](repeating: 0, count: piece.part.count)
      var span = numbers.mutableSpan
      read(piece, into: &span)
      values += numbers
    }
    return values
  }
}
