/// Quantized compressive sampling of the layers of a gradient (THESIS, Chapter 4), for a `QuantizerCodec`.
///
/// A layer is cut into blocks as ``BlockwiseLayers`` says, each of which ``BlockSampler`` turns into k symbols and a step.
/// The length n is a power of 2 or one of 96, 100, 192, 200, 288, 320 and 384 (THESIS, Section 4.5), none above
/// ``blockLength``: the one with the fewest bits for the layer, 32 for each block's step and what the gain allows for its
/// elements, zeros that fill up the last block among them. So a layer of 800 elements at a gain of 32 is four blocks of
/// 200, not two of 512. The levels are the same for all lengths; k depends on n.
public struct CompressiveLayers: BlockwiseLayers {
  /// The greatest length of a block that may occur.
  public let blockLength: Int
  /// The levels of a measurement.
  public let levels: SamplingLevels
  /// How gradients are read.
  public let estimator: BlockSampler.Estimator
  /// Which rows are measured with; where they are drawn, anew in each message.
  public let rows: MixingMatrix.Selection
  private let lengths: BlockLengths<BlockSampler>

  /// Creates the quantizer for a compression gain: bits of 32-bit floats over bits of measurements, log₂ (2Q + 1) each.
  ///
  /// Q is that of the least γ for blocks of `blockLength`, at most 127, and k the most that the gain allows; one
  /// measurement is made where it allows none.
  ///
  /// - Parameter countsSteps: Whether the 32 bits of a block's step are part of what the gain allows, as they are sent;
  ///   THESIS leaves them out.
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless `blockLength` lies in 1...2¹⁵,
  ///   ``CompressiveSamplingError/unreachableGain(_:expected:)`` where not even one measurement of such a block has it.
  public init(
    gain: Double, countsSteps: Bool = false, blockLength: Int = 512, estimator: BlockSampler.Estimator = .unbiased,
    rows: MixingMatrix.Selection = .first
  ) throws(CompressiveSamplingError) {
    let budget = BlockBudget(gain: gain, countsSteps: countsSteps)
    let greatest = try BlockLengths<BlockSampler>.greatest(upTo: blockLength)
    let bound = try QCSBound.least(length: greatest, gain: 32 * Double(greatest) / budget.bits(greatest))
    let levels = SamplingLevels.symmetric(min(bound.levelRange, 127))
    try self.init(
      blockLength: blockLength, levels: levels, estimator: estimator, rows: rows, rate: budget.rate
    ) { budget.measurementCount($0, bits: levels.bits) }
  }

  /// Creates the quantizer with k = `share` · n, rounded, at least 1.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless `blockLength` lies in 1...2¹⁵ and
  ///   Q in 1...127.
  /// - Precondition: The share lies in 0...1.
  public init(
    levels: SamplingLevels, share: Double, blockLength: Int = 512, estimator: BlockSampler.Estimator = .unbiased,
    rows: MixingMatrix.Selection = .first
  ) throws(CompressiveSamplingError) {
    precondition((0...1).contains(share), "a share of \(share)")
    try self.init(
      blockLength: blockLength, levels: levels, estimator: estimator, rows: rows, rate: share * levels.bits
    ) { max(1, Int((share * Double($0)).rounded())) }
  }

  private init(
    blockLength: Int, levels: SamplingLevels, estimator: BlockSampler.Estimator, rows: MixingMatrix.Selection,
    rate: Double, measurementCount: (_ order: Int) -> Int
  ) throws(CompressiveSamplingError) {
    self.blockLength = blockLength
    self.levels = levels
    self.estimator = estimator
    self.rows = rows
    lengths = try BlockLengths(upTo: blockLength, rate: rate) { order throws(CompressiveSamplingError) in
      try BlockSampler(
        MixingMatrix(order: order, measurementCount: measurementCount(order)), levels: levels, estimator: estimator)
    }
  }

  public func sampler(of count: Int) -> BlockSampler { lengths.block(of: count) }
}
