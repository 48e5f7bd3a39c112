import EntropyCoding
import GradientCoding
import HistoryCoding
import Quantization

/// The context coder on one layer by itself: what it would cost beside another coder in one training.
public struct LayerContexts: Sendable, Codable {
  private var history: ContextHistory

  /// Begins before the first message, for a layer of so many elements.
  public init(elementCount: Int) {
    history = ContextHistory(magnitudes: [UInt8](repeating: 0, count: elementCount))
  }

  /// The bytes of the layer's next codes, and moves on.
  ///
  /// - Throws: `EntropyCodingError` for codes that stand for no number.
  /// - Complexity: O(n).
  public mutating func encode(_ codes: [UInt8], format: Minifloat) throws(EntropyCodingError) -> [UInt8] {
    let coder = ContextCoder(format: format, layout: LayerLayout([(name: "layer", shape: [codes.count])]))
    var writer = ByteWriter()
    try coder.encode([codes], history: &history, to: &writer)
    return writer.bytes
  }
}
