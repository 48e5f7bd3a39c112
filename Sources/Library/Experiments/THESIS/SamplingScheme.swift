public import CompressiveSampling
public import GradientCoding
public import QuantizerCoding

/// Quantized compressive sampling, and what sends as few bits (THESIS, Chapter 4), with the compression gain: 32 bits for each
/// number of a gradient over those that are sent.
public enum SamplingScheme: Sendable, Codable, Hashable {
  /// QCS with the k and Q of the least bound at a gain, without bias: QCS-1 of the thesis at a gain of 32.
  case unbiased(gain: Double)
  /// The same with weighted error feedback, β of Equation (4.17).
  case weightedFeedback(gain: Double)
  /// The estimator of least mean squared error with error feedback, β = 1 of Equation (4.18).
  case leastError(gain: Double)
  /// QCS-2 of the thesis: as many measurements as numbers, of three levels, which is QSG's gain.
  case threeLevels
  /// Random rotation and an optimal scalar quantizer without bias (DRIVE, EDEN), in blocks like those of QCS.
  case rotated(gain: Double)
  /// The numbers of largest magnitude in each layer, their positions in Rice's code, with error feedback.
  case topSelection(gain: Double)

  /// QCS-1.
  public static let first = SamplingScheme.unbiased(gain: 32)

  /// The codec, with symbols of measurements by `coder`.
  ///
  /// - Throws: `CompressiveSamplingError` for a gain that QCS does not reach.
  public func codec(_ coder: SymbolCoder) throws(CompressiveSamplingError) -> any ResumableCodec {
    switch self {
    case .unbiased(let gain): QuantizerCodec(try CompressiveLayers(gain: gain), coder: coder)
    case .weightedFeedback(let gain): try Self.fedBack(CompressiveLayers(gain: gain), coder)
    case .leastError(let gain): try Self.fedBack(CompressiveLayers(gain: gain, estimator: .leastError), coder)
    case .threeLevels: QuantizerCodec(try CompressiveLayers(levels: .symmetric(1), share: 1), coder: coder)
    case .rotated(let gain): QuantizerCodec(try RotatedLayers(gain: gain), coder: coder)
    case .topSelection(let gain): ErrorFeedback(SelectionCodec(gain: gain), decay: 1)
    }
  }

  /// Error feedback with the weight of the least bound, for the γ of the longest blocks, to which nearly all numbers belong.
  private static func fedBack(_ layers: CompressiveLayers, _ coder: SymbolCoder) -> any ResumableCodec {
    let bound = FeedbackBound(varianceFactor: layers.varianceFactor(of: [[layers.blockLength]]))
    return ErrorFeedback(
      QuantizerCodec(layers, coder: coder), weight: Float(bound.bestWeight(of: layers.estimator)))
  }

  /// The name in tables.
  public var name: String {
    switch self {
    case .unbiased(32): "QCS-1"
    case .unbiased(let gain): "QCS, gain \(Self.text(gain))"
    case .weightedFeedback(32): "QCS-1 with weighted feedback"
    case .weightedFeedback(let gain): "QCS with weighted feedback, gain \(Self.text(gain))"
    case .leastError(let gain): "MMSE-QCS with feedback, gain \(Self.text(gain))"
    case .threeLevels: "QCS-2"
    case .rotated(let gain): "EDEN, gain \(Self.text(gain))"
    case .topSelection(let gain): "Top-K with feedback, gain \(Self.text(gain))"
    }
  }

  private static func text(_ gain: Double) -> String {
    gain == gain.rounded() ? "\(Int(gain))" : "\(gain)"
  }
}
