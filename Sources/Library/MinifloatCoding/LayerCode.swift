import EntropyCoding
import GradientCoding
import GradientStatistics
import HistoryCoding
import Quantization

/// What all workers are told of a layer: its scale, and the code of its symbols in integers.
///
/// Codes are made from a law by the server alone, and cross as code lengths or frequencies: probabilities in floating point
/// differ in the last place from machine to machine.
public struct LayerCode: Sendable, Equatable {
  /// How symbols become bits.
  public enum Model: Sendable, Equatable {
    /// As the coder learns from the symbols themselves.
    case none
    /// By a code of these lengths.
    case huffman(HuffmanCode)
    /// By these frequencies.
    case frequencies(FrequencyTable)
  }

  /// The coder that it is for.
  public let coder: LosslessCoder
  /// Converts with the layer's format and scale.
  public let quantizer: MinifloatQuantizer
  /// The code of the symbols.
  public let model: Model
  /// What each code stands for, and whether it does.
  let numbers: [Float], isUsed: [Bool]

  private init(coder: LosslessCoder, quantizer: MinifloatQuantizer, model: Model) {
    self.coder = coder
    self.quantizer = quantizer
    self.model = model
    numbers = quantizer.numbers
    isUsed = quantizer.isUsed
  }

  /// The scale b, the code and, about their sizes in bits, 32 for the scale and a few a level for the code.
  func write(to writer: inout BitWriter) {
    writer.write(UInt64(quantizer.scale.bitPattern), count: 32)
    switch model {
    case .none: break
    case .huffman(let code): code.write(to: &writer)
    case .frequencies(let table): table.write(to: &writer)
    }
  }

  /// Reads what ``write(to:)`` wrote for this format and coder.
  ///
  /// - Throws: `EntropyCodingError`, also for a scale that no quantizer has, and for a code without words for some numbers.
  init(
    from reader: inout BitReader, format: Minifloat, coder: LosslessCoder
  ) throws(EntropyCodingError) {
    let offset = reader.byteOffset
    let scale = Float(bitPattern: UInt32(truncatingIfNeeded: try reader.read(32)))
    let quantizer: MinifloatQuantizer
    do throws(QuantizationError) {
      quantizer = try MinifloatQuantizer(format, scale: scale)
    } catch {
      throw .invalid(offset: offset, found: "scale \(scale)", expected: "2⁻⁶³ to 2⁶³")
    }
    let model: Model, used: [Bool]
    switch coder.modelKind {
    case .none:
      (model, used) = (.none, quantizer.isUsed)
    case .huffman:
      let code = try HuffmanCode(from: &reader)
      guard code.longestLength <= HuffmanCode.longestBulkLength else {
        throw .invalid(offset: offset, found: "words of \(code.longestLength) bits", expected: "at most 11")
      }
      (model, used) = (.huffman(code), code.lengths.map { $0 > 0 })
    case .frequencies:
      let table = try FrequencyTable(from: &reader)
      (model, used) = (.frequencies(table), table.frequencies.map { $0 > 0 })
    }
    guard used == quantizer.isUsed else {
      throw .invalid(offset: offset, found: "a code of other symbols", expected: "one of the format's numbers")
    }
    self.init(coder: coder, quantizer: quantizer, model: model)
  }

  /// Creates the code of a layer whose values follow a law, of which the share K of largest magnitudes is kept.
  ///
  /// - Throws: `EntropyCodingError` where the probabilities make no code.
  public init(
    for law: GeneralizedNormal, quantizer: MinifloatQuantizer, coder: LosslessCoder, keptShare: Double = 1
  ) throws(EntropyCodingError) {
    let model: Model
    switch coder.modelKind {
    case .none: model = .none
    case .huffman:
      model = .huffman(try HuffmanCode(counts: quantizer.symbolWeights(for: law, keptShare: keptShare)))
    case .frequencies:
      model = .frequencies(try FrequencyTable(counts: quantizer.symbolWeights(for: law, keptShare: keptShare)))
    }
    self.init(coder: coder, quantizer: quantizer, model: model)
  }
}
