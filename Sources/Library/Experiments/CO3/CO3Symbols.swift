import EntropyCoding
import GradientStatistics
import MinifloatCoding

/// The symbols that a user sent in one round, and their lengths by lossless coders.
struct CO3Symbols: Sendable {
  /// The codes of each layer, one a byte.
  let layers: [[UInt8]]
  /// What the server told of each layer.
  let codes: [LayerCode]

  /// The bits of all layers by a coder that needs no law, layer by layer.
  func length(by coder: LosslessCoder) throws -> CO3Result.CodeLength {
    var bits = 0
    for (symbols, code) in zip(layers, codes) {
      let own = try LayerCode(for: Self.noLaw, quantizer: code.quantizer, coder: coder)
      bits += try 8 * coder.encode(symbols.span, with: own).count
    }
    return CO3Result.CodeLength(coder: coder.rawValue, bits: Double(bits))
  }

  /// The bits of one layer: the entropy of its symbols, the code that the server told, and other coders, those from a law with
  /// the law fitted to `values`, which the symbols came from. The law itself, the same for many rounds, is not counted.
  func lengths(ofLayer index: Int, values: [Float]) throws -> [CO3Result.CodeLength] {
    let symbols = layers[index], told = codes[index]
    let law = (try? LawFit(.generalizedNormal, to: values))?.law
    let counts = try EntropyCoding.counts(of: symbols.span, alphabetSize: 256)
    var lengths = [
      CO3Result.CodeLength(coder: "entropy", bits: Double(symbols.count) * entropy(ofCounts: counts)),
      CO3Result.CodeLength(coder: "sent", bits: Double(8 * (try told.coder.encode(symbols.span, with: told)).count)),
    ]
    for coder in LosslessCoder.allCases where coder != .contextRange {
      guard let law = law ?? (coder.needsLaw ? nil : Self.noLaw) else { continue }
      let code = try LayerCode(for: law, quantizer: told.quantizer, coder: coder)
      lengths.append(
        CO3Result.CodeLength(
          coder: coder.rawValue, bits: Double(8 * (try coder.encode(symbols.span, with: code)).count))
      )
    }
    return lengths
  }

  /// The law for coders that need none.
  private static var noLaw: GeneralizedNormal { GeneralizedNormal(shape: 1) }
}

extension LosslessCoder {
  fileprivate var needsLaw: Bool { self == .modelHuffman || self == .modelRange }
}
