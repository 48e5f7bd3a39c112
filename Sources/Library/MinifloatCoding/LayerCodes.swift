import EntropyCoding
import Foundation
import GradientCoding
import HistoryCoding
import Quantization

/// The codes of all layers for one period.
struct LayerCodes: Sendable, Equatable {
  let period: Int
  let layers: [LayerCode]

  init(period: Int, layers: [LayerCode]) {
    self.period = period
    self.layers = layers
  }

  /// Refuses codes that were stored by a half of another layout.
  func check(_ layout: LayerLayout) throws(DecodingError) {
    guard layers.count == layout.layers.count else {
      throw .otherState("codes of \(layers.count) layers, not of \(layout.layers.count)")
    }
  }

  /// The section of a request.
  var section: [UInt8] {
    var writer = BitWriter()
    for layer in layers { layer.write(to: &writer) }
    return writer.finish()
  }

  /// Reads ``section``.
  ///
  /// - Throws: `CodecError`, which names the layer.
  init(
    period: Int, bytes: [UInt8], section: Range<Int>, layerCount: Int, format: Minifloat, coder: LosslessCoder
  ) throws(CodecError) {
    var reader = BitReader(bytes, section: section)
    var layers: [LayerCode] = []
    for layer in 0..<layerCount {
      do throws(EntropyCodingError) {
        layers.append(try LayerCode(from: &reader, format: format, coder: coder))
        if layer == layerCount - 1 { try reader.finish() }
      } catch {
        throw CodecError(error, layer: layer)
      }
    }
    self.init(period: period, layers: layers)
  }
}

/// It is stored as the bytes in which it crosses, and what it takes to read them.
extension LayerCodes: Codable {
  private enum CodingKeys: CodingKey {
    case period, layerCount, exponentBits, mantissaBits, coder, section
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(period, forKey: .period)
    try container.encode(layers.count, forKey: .layerCount)
    try container.encode(layers.first?.quantizer.format.exponentBits ?? 0, forKey: .exponentBits)
    try container.encode(layers.first?.quantizer.format.mantissaBits ?? 0, forKey: .mantissaBits)
    try container.encode(layers.first?.coder, forKey: .coder)
    try container.encode(Data(section), forKey: .section)
  }

  /// Reads codes.
  ///
  /// - Throws: `DecodingError`, or what the bytes are not.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let (period, layerCount) = (
      try container.decode(Int.self, forKey: .period), try container.decode(Int.self, forKey: .layerCount)
    )
    guard layerCount > 0 else {
      self.init(period: period, layers: [])
      return
    }
    let bytes = [UInt8](try container.decode(Data.self, forKey: .section))
    try self.init(
      period: period, bytes: bytes, section: 0..<bytes.count, layerCount: layerCount,
      format: Minifloat(
        exponentBits: container.decode(Int.self, forKey: .exponentBits),
        mantissaBits: container.decode(Int.self, forKey: .mantissaBits)),
      coder: container.decode(LosslessCoder.self, forKey: .coder))
  }
}
