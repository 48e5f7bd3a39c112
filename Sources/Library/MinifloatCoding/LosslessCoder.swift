/// How the codes of quantized gradients become bytes, without loss.
///
/// All but ``contextRange`` code each layer by itself, from nothing but its own symbols and its ``LayerCode``.
public enum LosslessCoder: String, Sendable, Hashable, CaseIterable, Codable {
  /// The paper's: a Huffman code made from the probabilities of the cells under the fitted law (CO3, Section IV-A).
  case modelHuffman
  /// A Huffman code made from the symbols' own counts, sent before them.
  case countedHuffman
  /// A range coder with the same probabilities as ``modelHuffman``, as integer frequencies.
  case modelRange
  /// A range coder that learns the frequencies of a layer's symbols from those before, from none on.
  case adaptiveRange
  /// A range coder that learns probabilities from the symbols before, in contexts of a symbol's row and column (`ContextCoder`).
  case contextRange
  /// Lempel and Ziv's incremental parsing, which the paper names beside Huffman codes (CO3, reference 33).
  case lempelZiv78
  /// zlib's deflate at its default level, of a byte a code, which it makes less of than of codes packed together.
  case zlib

  enum ModelKind { case none, huffman, frequencies }

  /// What of the fitted law it needs.
  var modelKind: ModelKind {
    switch self {
    case .modelHuffman: .huffman
    case .modelRange: .frequencies
    case .countedHuffman, .adaptiveRange, .contextRange, .lempelZiv78, .zlib: .none
    }
  }
}
