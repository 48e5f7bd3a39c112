import EntropyCoding
import GradientCoding
import GradientStatistics
import MinifloatCoding

/// The symbols that a user sent in one round, and their lengths by lossless coders.
struct CO3Symbols: Sendable {
  /// The codes of each layer, one a byte.
  let layers: [[UInt8]]
  /// What the server told of each layer.
  let codes: [LayerCode]

  /// The bits of all layers by a coder that needs no law.
  func length(by coder: LosslessCoder, _ layout: LayerLayout) throws -> CO3Result.CodeLength {
    let codes = try codes.map { try LayerCode(for: Self.noLaw, quantizer: $0.quantizer, coder: coder) }
    let bytes = try coder.encode(layers, layout: layout, with: codes)
    return CO3Result.CodeLength(coder: coder.rawValue, bits: Double(8 * bytes.count))
  }

  /// The bits of one layer by itself: the entropy of its symbols, the code that the server told, and other coders, those from a
  /// law with the law fitted to `values`, which the symbols came from. The law, which holds for many rounds, is not counted.
  func lengths(of layer: ShownLayer, values: [Float], _ layout: LayerLayout) throws -> [CO3Result.CodeLength] {
    let symbols = layers[layer.index], told = codes[layer.index]
    let alone = LayerLayout([(name: layer.name, shape: layout.layers[layer.index].shape)])
    func length(_ name: String, _ coder: LosslessCoder, _ code: LayerCode) throws -> CO3Result.CodeLength {
      let bytes = try coder.encode([symbols], layout: alone, with: [code])
      return CO3Result.CodeLength(coder: name, bits: Double(8 * bytes.count))
    }
    let law = (try? LawFit(.generalizedNormal, to: values))?.law
    let entropy = entropy(ofCounts: try counts(of: symbols.span, alphabetSize: 256))
    var lengths = [
      CO3Result.CodeLength(coder: "entropy", bits: Double(symbols.count) * entropy),
      try length("sent", told.coder, told),
    ]
    for coder in LosslessCoder.allCases {
      guard let law = law ?? (coder.needsLaw ? nil : Self.noLaw) else { continue }
      let code = try LayerCode(for: law, quantizer: told.quantizer, coder: coder)
      lengths.append(try length(coder.rawValue, coder, code))
    }
    return lengths
  }

  /// The law for coders that need none.
  private static var noLaw: GeneralizedNormal { GeneralizedNormal(shape: 1) }
}

extension LosslessCoder {
  fileprivate var needsLaw: Bool { self == .modelHuffman || self == .modelRange }
}
