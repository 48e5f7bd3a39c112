public import DistributedSourceCoding
public import Quantization

/// DQSG+DSC, and what is left of it when parts are taken away; all lead to the same estimates.
public enum SourceVariant: String, Sendable, Codable, Hashable, CaseIterable {
  /// Parity checks for the second half of the workers.
  case parityChecks = "DQSG+DSC"
  /// Parity checks where they are expected to cost less than the range coder.
  case leastCost = "DQSG+DSC, least cost"
  /// The range coder for all workers, with dither and history for contexts.
  case contexts = "dither and history"
  /// The same with the dither alone.
  case ditherContexts = "dither"
  /// Parity checks with the dither alone.
  case parityChecksWithoutHistory = "DQSG+DSC without history"

  /// The codec.
  public func codec(_ quantizer: LevelQuantizer) -> DitheredSourceCodec {
    switch self {
    case .parityChecks: DitheredSourceCodec(quantizer, rule: .parityChecks)
    case .leastCost: DitheredSourceCodec(quantizer, rule: .leastCost)
    case .contexts: DitheredSourceCodec(quantizer, rule: .contexts)
    case .ditherContexts: DitheredSourceCodec(quantizer, rule: .contexts, reach: 0)
    case .parityChecksWithoutHistory: DitheredSourceCodec(quantizer, rule: .parityChecks, reach: 0)
    }
  }
}
