import CompressiveSampling

/// A point of THESIS, Figure 4.1: the least γ of a scheme at a gain, for blocks of 512 elements.
public struct VarianceBound: Sendable, Equatable {
  /// The schemes, and how they are counted; scales of blocks are left out everywhere.
  public enum Scheme: String, Sendable, CaseIterable {
    case qcs = "QCS"
    case quantization = "QSG (QSGD Lemma 3.1, fixed length)"
    case codedQuantization = "QSG (entropy coded, variance at most 1/4)"
    case sparsification = "sparsification (positions free)"
    case sentPositions = "sparsification (positions sent)"
    /// γ is what is expected of a block of many elements, no bound.
    case rotation = "EDEN (expected, no bound)"

    /// A short name.
    public var title: String {
      switch self {
      case .qcs: "QCS"
      case .quantization: "QSG, fixed length"
      case .codedQuantization: "QSG, entropy coded"
      case .sparsification: "sparsified, no positions"
      case .sentPositions: "sparsified, positions sent"
      case .rotation: "EDEN"
      }
    }
  }

  public let scheme: Scheme
  public let gain: Double
  /// γ.
  public let factor: Double
  /// The elements or measurements sent; nan where all are.
  public let sent: Double
  /// Q of QCS, s of QSG, the number of levels of EDEN; nan without quantization.
  public let levels: Double
  /// What has this γ; nil where it has more than 256 levels.
  public let compressor: ErrorScheme?

  /// Finds the parameters of the least γ; nil where none have the gain.
  ///
  /// - Throws: `CompressiveSamplingError` for a gain that is not positive.
  public init?(_ scheme: Scheme, gain: Double) throws(CompressiveSamplingError) {
    do throws(CompressiveSamplingError) {
      try self.init(of: scheme, gain: gain)
    } catch {
      guard case .unreachableGain = error, gain > 0 else { throw error }
      return nil
    }
  }

  private init(of scheme: Scheme, gain: Double) throws(CompressiveSamplingError) {
    let length = ErrorScheme.blockLength
    self.scheme = scheme
    self.gain = gain
    switch scheme {
    case .qcs:
      let best = try QCSBound.least(length: length, gain: gain)
      (factor, sent, levels) = (best.varianceFactor, Double(best.measurementCount), Double(best.levelRange))
      compressor = best.levelRange < 128 ? .sampling(gain: gain) : nil
    case .quantization, .codedQuantization:
      let best = try StochasticQuantizationBound.least(
        length: length, gain: gain, account: scheme == .quantization ? .fixedLength : .entropyCoded)
      (factor, sent, levels) = (best.varianceFactor, .nan, Double(best.levelCount))
      compressor = best.levelCount < 128 ? .quantization(levels: best.levelCount, byNorm: true) : nil
    case .sparsification, .sentPositions:
      let sendsPositions = scheme == .sentPositions
      let best = try SparsificationBound.least(length: length, gain: gain, sendsPositions: sendsPositions)
      (factor, sent, levels) = (best.varianceFactor, best.keptCount, .nan)
      compressor = .sparsification(keptShare: best.keptCount / Double(length), sendsPositions: sendsPositions)
    case .rotation:
      if gain < 4 { throw .unreachableGain(gain, expected: "at least 4, for 256 levels") }
      let best = try RotatedLayers(gain: gain, blockLength: length).sampler(of: length)
      (factor, sent) = (best.varianceFactor, Double(best.matrix.measurementCount))
      levels = Double(best.levelCount)
      compressor = .rotation(gain: gain)
    }
  }
}
