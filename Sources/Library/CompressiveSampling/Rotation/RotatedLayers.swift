import RealModule

/// Random rotation and optimal scalar quantization of the layers of a gradient, DRIVE and EDEN, for a `QuantizerCodec`.
///
/// ``RotatedBlock`` compresses blocks, which are cut as those of ``CompressiveLayers``, with the same signs and rows at
/// the same places of their streams. The levels are the same for all lengths n; k depends on n.
public struct RotatedLayers: BlockwiseLayers {
  /// The greatest length of a block that may occur.
  public let blockLength: Int
  /// Which coordinates are kept; where they are drawn, anew in each message.
  public let rows: MixingMatrix.Selection
  private let lengths: BlockLengths<RotatedBlock>

  /// Creates the quantizer for a compression gain: bits of 32-bit floats over bits of coordinates, log₂ L each.
  ///
  /// The number of levels L is that of the least error for blocks of `blockLength`, and k the most that the gain allows;
  /// one coordinate is kept where it allows none. As log₂ L/(1 − D) grows with L, the least error has the most levels
  /// for which all coordinates are kept, or one more; from a gain of 32 on it has two.
  ///
  /// - Parameter countsSteps: Whether the 32 bits of a block's scale are part of what the gain allows, as they are sent.
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless `blockLength` lies in 1...2¹⁵,
  ///   ``CompressiveSamplingError/unreachableGain(_:expected:)`` where not even one bit for such a block has it.
  public init(
    gain: Double, countsSteps: Bool = false, blockLength: Int = 512, rows: MixingMatrix.Selection = .first
  ) throws(CompressiveSamplingError) {
    let budget = BlockBudget(gain: gain, countsSteps: countsSteps)
    let greatest = try BlockLengths<RotatedBlock>.greatest(upTo: blockLength), bits = budget.bits(greatest)
    guard gain > 0, bits * (1 + 1e-12) >= 1 else {
      let most = 32 * Double(greatest) / (countsSteps ? 33 : 1)
      throw .unreachableGain(gain, expected: "above 0, at most \(most)")
    }
    func block(levelCount: Int) throws(CompressiveSamplingError) -> RotatedBlock {
      let count = budget.measurementCount(greatest, bits: .log2(Double(levelCount)))
      return try RotatedBlock(MixingMatrix(order: greatest, measurementCount: count), levelCount: levelCount)
    }
    let most = Int(Double.exp2(min(8, bits / Double(greatest) * (1 + 1e-12))))
    var best = try block(levelCount: max(2, most))
    if 2...255 ~= most {
      let other = try block(levelCount: most + 1)
      if other.varianceFactor < best.varianceFactor { best = other }
    }
    let each = Double.log2(Double(best.levelCount))
    try self.init(blockLength: blockLength, rows: rows, rate: budget.rate, best) {
      budget.measurementCount($0, bits: each)
    }
  }

  /// Creates the quantizer with k = `share` · n, rounded, at least 1.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless `blockLength` lies in 1...2¹⁵ and
  ///   there are 2...256 levels.
  /// - Precondition: The share lies in 0...1.
  public init(
    levelCount: Int, share: Double = 1, blockLength: Int = 512, rows: MixingMatrix.Selection = .first
  ) throws(CompressiveSamplingError) {
    precondition((0...1).contains(share), "a share of \(share)")
    let block = try RotatedBlock(MixingMatrix(order: 1, measurementCount: 1), levelCount: levelCount)
    try self.init(blockLength: blockLength, rows: rows, rate: share * .log2(Double(levelCount)), block) {
      max(1, Int((share * Double($0)).rounded()))
    }
  }

  /// Creates the quantizer with the levels of a block for all lengths.
  private init(
    blockLength: Int, rows: MixingMatrix.Selection, rate: Double, _ block: RotatedBlock,
    measurementCount: (_ order: Int) -> Int
  ) throws(CompressiveSamplingError) {
    self.blockLength = blockLength
    self.rows = rows
    lengths = try BlockLengths(upTo: blockLength, rate: rate) { order throws(CompressiveSamplingError) in
      block.with(try MixingMatrix(order: order, measurementCount: measurementCount(order)))
    }
  }

  public func sampler(of count: Int) -> RotatedBlock { lengths.block(of: count) }
}
