import DistributedSourceCoding
public import GradientCoding
import IndirectQuantization
import Quantization
public import QuantizerCoding

/// A way to send gradients in the trainings of THESIS, Chapters 2 to 4.
public enum ThesisScheme: Sendable, Codable, Hashable {
  /// Gradients as 32-bit floats.
  case baseline
  /// Subtractive dither, 2M + 1 levels of an extent M (Equations (2.4) and (2.5)).
  case dithered(extent: Int)
  /// The same with 7 levels, by distributed source coding or parts of it (Section 2.3.2).
  case distributed(SourceVariant)
  /// Half of the workers dithered to 7 levels, the other half nested with a fine step of a third of the greatest magnitude and a
  /// coarse one of three of these (Section 2.4).
  case nested
  /// Stochastic quantization to 2M + 1 levels of the greatest magnitude: the thesis' QSG, by Lemma 19 half-dithered.
  case stochastic(extent: Int)
  /// The same with the greatest magnitude of each column (`LayerBlocks`).
  case stochasticColumns(extent: Int)
  /// QSGD as published, with the 2-norm in the greatest magnitude's place.
  case qsgd(levels: Int)
  /// Three levels after clipping.
  case ternGrad
  /// One bit of Seide et al., two points for each column, with error feedback.
  case oneBit
  /// Dense layers as their quantized signals (Chapter 3), with exact zeros coded apart or not; convolutions by TernGrad, one of
  /// the direct methods that Section 3.4 names.
  case indirect(IndirectMethod, codesZeros: Bool = false)
  /// Quantized compressive sampling, or what sends as few bits (Chapter 4).
  case sampled(SamplingScheme)

  /// What the thesis calls ISGQ with 1 bit: two levels of either signal, points of least error.
  public static let oneBitIndirect = ThesisScheme.indirect(.leastError(inputLevels: 2, deltaLevels: 2))
  /// The same with three levels, as many as a dithered quantizer of extent 1 has.
  public static let ternaryIndirect = ThesisScheme.indirect(.leastError(inputLevels: 3, deltaLevels: 3))
  /// The same with 2 bits, four levels.
  public static let twoBitIndirect = ThesisScheme.indirect(.leastError(inputLevels: 4, deltaLevels: 4))

  /// The codec; signals and distributed source coding have coders of their own, symbols of direct methods go by `coder`, of which
  /// words are the faster.
  ///
  /// - Throws: `QuantizationError` for an extent out of range, `CompressiveSamplingError` for a gain that is not reached.
  public func codec(_ coder: SymbolCoder) throws -> any ResumableCodec {
    switch self {
    case .baseline: IdentityCodec()
    case .dithered(let extent): QuantizerCodec(LevelLayers(try .dithered(extent: extent)), coder: coder)
    case .distributed(let variant): variant.codec(try .dithered(extent: 3))
    case .nested: try NestedCodec(coder: coder)
    case .stochastic(let extent): QuantizerCodec(LevelLayers(try .halfDithered(extent: extent)), coder: coder)
    case .stochasticColumns(let extent):
      QuantizerCodec(LevelLayers(try .halfDithered(extent: extent), blocks: .columns), coder: coder)
    case .qsgd(let levels): QuantizerCodec(LevelLayers(try .qsgd(extent: levels)), coder: coder)
    case .ternGrad: QuantizerCodec(LevelLayers(try .ternGrad()), coder: coder)
    case .oneBit: ErrorFeedback(QuantizerCodec(ColumnLayers(), coder: coder), decay: 1)
    case .indirect(let method, let codesZeros):
      IndirectCodec(
        method, codesZeros: codesZeros, direct: QuantizerCodec(LevelLayers(try .ternGrad()), coder: coder))
    case .sampled(let scheme): try scheme.codec(coder)
    }
  }

  /// The name in tables.
  public var name: String {
    switch self {
    case .baseline: "baseline"
    case .dithered(let extent): "dithered, \(2 * extent + 1) levels"
    case .distributed(let variant): variant.rawValue
    case .nested: "nested"
    case .stochastic(let extent): "QSG, \(2 * extent + 1) levels"
    case .stochasticColumns(let extent): "QSG by columns, \(2 * extent + 1) levels"
    case .qsgd(let levels): "QSGD with the 2-norm, \(2 * levels + 1) levels"
    case .ternGrad: "TernGrad"
    case .oneBit: "1-bit with error feedback"
    case .indirect(.naive(let input, let delta), _): "naive ISGQ, \(input) x \(delta) levels"
    case .indirect(.leastError(let input, let delta, _, _), _): "least-error ISGQ, \(input) x \(delta) levels"
    case .indirect(.dithered(let input, let delta), _): "dithered ISGQ, \(2 * input + 1) x \(2 * delta + 1) levels"
    case .sampled(let scheme): scheme.name
    }
  }
}
