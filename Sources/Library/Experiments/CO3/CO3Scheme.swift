public import GradientCoding
public import MinifloatCoding
import Quantization

/// A way to send gradients in CO3's simulations (Section V).
public enum CO3Scheme: Sendable, Codable, Hashable {
  /// Gradients as 32-bit floats: "full computation".
  case fullComputation
  /// Conversion to a minifloat, lossless coding, and error feedback.
  case converted(CO3Conversion)

  /// CO3 as in the paper's simulations.
  public static func converted(_ format: CO3Conversion.Format, decay: Double) -> CO3Scheme {
    .converted(CO3Conversion(format, decay: decay))
  }

  /// The same with the scale of least error for the users' own numbers, over a coarseness, and with a range coder that knows the
  /// numbers before in Huffman's place.
  public static func contextCoded(
    _ format: CO3Conversion.Format, decay: Double, coarseness: Double = 1
  ) -> CO3Scheme {
    .converted(
      CO3Conversion(format, decay: decay, scale: .leastSampleError(coarseness: coarseness), coder: .contextRange))
  }

  /// γ, where there is error feedback.
  public var decay: Double? {
    switch self {
    case .fullComputation: nil
    case .converted(let conversion): conversion.decay
    }
  }

  /// Whether only some of the numbers are sent.
  public var isSparse: Bool {
    if case .converted(let conversion) = self { return conversion.kept != nil }
    return false
  }

  /// The name in tables: "full computation", "fp4, γ = 0.9".
  public var name: String {
    switch self {
    case .fullComputation: "full computation"
    case .converted(let conversion): conversion.name
    }
  }
}

/// CO3 as the paper has it, or with one of its parts in another's place.
public struct CO3Conversion: Sendable, Codable, Hashable {
  /// The minifloat, as in Section IV-B.
  public enum Format: String, Sendable, Codable, CaseIterable {
    /// [sgn, exp, mant] = [1, 2, 1], E2M1 with 11 levels.
    case fp4
    /// [1, 5, 2], E5M2 with 247 levels.
    case fp8

    var minifloat: Minifloat { self == .fp4 ? .e2m1 : .e5m2 }
  }

  public var format: Format
  /// The memory decay coefficient γ of Equations (13) and (14).
  public var decay: Double
  /// How the scale in front of the conversion follows from a fitted law; the paper's is Equations (15) and (16), over α.
  public var scale: ScaleRule
  /// The lossless code of a layer's symbols; the paper's is Huffman's from the fitted law.
  public var coder: LosslessCoder
  /// The share K of a layer's numbers that are kept, those of greatest magnitude; nil for all.
  public var kept: Double?

  /// - Precondition: 0 ≤ γ ≤ 1, 0 < K ≤ 1, and an epoch at least between fits.
  public init(
    _ format: Format, decay: Double, scale: ScaleRule = .polynomial,
    coder: LosslessCoder = .modelHuffman, kept: Double? = nil
  ) {
    precondition((0...1).contains(decay) && kept.map { $0 > 0 && $0 <= 1 } != false, "shares between 0 and 1")
    self.format = format
    self.decay = decay
    self.scale = scale
    self.coder = coder
    self.kept = kept
  }

  /// The codec, whose laws, scales and codes are fitted anew after `refreshInterval` rounds.
  public func codec(refreshInterval: Int) -> ErrorFeedback<MinifloatCodec> {
    let base = MinifloatCodec(
      format.minifloat, scaleRule: scale, coder: coder, refreshInterval: refreshInterval, keptShare: kept ?? 1)
    return ErrorFeedback(base, decay: Float(decay))
  }

  /// The name in tables, with what differs from the paper's scheme.
  public var name: String {
    var name = "\(format.rawValue), γ = \(decay)"
    if let kept { name += ", top-K of \(kept)" }
    if case .leastSampleError(let coarseness) = scale {
      name += ", least-error scale" + (coarseness == 1 ? "" : " / \(coarseness)")
    }
    if coder == .contextRange { name += ", context range coder" }
    return name
  }
}
