public import DistributedSourceCoding
public import GradientCoding
import HistoryCoding
import Randomness
public import SlepianWolf

/// The ways to send signs that are compared, and what ideal ones would send.
public enum CommunicationScheme: String, Sendable, Codable, CaseIterable {
  /// SignSGD with a bit a sign.
  case uncoded = "uncoded"
  /// Each worker's signs range-coded alone, at their frequency in the layer.
  case independent = "independent"
  /// The same, with the worker's own neighbouring signs as context.
  case neighbours = "independent, neighbours"
  /// Range-coded in the context of earlier models.
  case history = "history"
  /// In both contexts.
  case historyNeighbours = "history, neighbours"
  /// Algorithm 1 of DSC: syndromes at the rates of the Gaussian model of the round before.
  case gaussian = "DSC, Gaussian model"
  /// The same with Pr(sign | count) as it was in earlier rounds.
  case empirical = "DSC, empirical model"
  /// The same in the context of the model of the round before.
  case empiricalHistory = "DSC, empirical model, history"
  /// The sum of the entropies of the Gaussian model that the round before gives: signs alone, without scales and heads.
  case gaussianBound = "bound of the Gaussian model"
  /// The sum of the empirical entropies given the number of positive signs of the workers before: signs alone.
  case empiricalBound = "bound given the count"

  /// Whether no code sends this, but an ideal one might.
  public var isBound: Bool { self == .gaussianBound || self == .empiricalBound }

  /// Those whose halves run beside the training.
  static let coded: [CommunicationScheme] = allCases.filter { $0 != .uncoded && !$0.isBound }

  /// The codec; nil for bounds.
  ///
  /// - Parameters:
  ///   - reach: The rounds over which history reaches back.
  ///   - code: The codes of syndromes; schemes that share them make them once.
  public func codec(reach: Int, code: PlaneCode = DistributedSignCodec.defaultCode) -> (any ResumableCodec)? {
    switch self {
    case .uncoded: SignCodec(UncodedSigns())
    case .independent: SignCodec(RangeCodedSigns(reach: 0, usesNeighbours: false))
    case .neighbours: SignCodec(RangeCodedSigns(reach: 0))
    case .history: SignCodec(RangeCodedSigns(reach: reach, usesNeighbours: false))
    case .historyNeighbours: SignCodec(RangeCodedSigns(reach: reach))
    case .gaussian: DistributedSignCodec(.gaussian(), code: code)
    case .empirical: DistributedSignCodec(.empirical(), code: code)
    case .empiricalHistory: DistributedSignCodec(.empiricalWithHistory(), code: code)
    case .gaussianBound, .empiricalBound: nil
    }
  }

  /// Fresh halves of a coded scheme for `workerCount` workers; nil for those that are not coded.
  func trial(
    workerCount: Int, reach: Int, code: PlaneCode, layout: LayerLayout, streams: Streams
  ) throws(CodecError) -> (any CodecComparison)? {
    func trial(_ codec: some ResumableCodec) throws(CodecError) -> any CodecComparison {
      try CodecTrial(codec, name: rawValue, workerCount: workerCount, layout: layout, streams: streams) {
        server, cost in
        guard let delivery = (server as? DistributedSignCodec.Server)?.report?.total else { return }
        cost.blocks = delivery.blockCount
        cost.repairedBlocks = delivery.repairedCount
      }
    }
    guard Self.coded.contains(self), let codec = codec(reach: reach, code: code) else { return nil }
    return try trial(codec)
  }
}
