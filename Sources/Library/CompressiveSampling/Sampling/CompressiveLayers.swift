public import QuantizerCoding

/// Quantized compressive sampling of the layers of a gradient (THESIS, Chapter 4), for a `QuantizerCodec`.
///
/// A layer is cut into blocks of one length n, the last one filled up with zeros, each of which ``BlockSampler`` turns
/// into k symbols and a step. The length is a power of 2 or one of 96, 100, 192, 200, 288, 320 and 384 (THESIS, Section
/// 4.5), none above ``blockLength``: the one with the fewest bits for the layer, 32 for each block's step and what the
/// gain allows for its elements, zeros among them. So a layer of 800 elements at a gain of 32 is four blocks of 200,
/// not two of 512. The levels are the same for all lengths; k depends on n.
///
/// Of the stream that `LayerDither` names, a layer that begins at element i of the gradient takes elements from 2i on
/// as its dither, from 2⁴⁰ + i on as its signs; where rows are drawn, once in a message for each length, the generator
/// stands at 2⁴¹ + n 2¹⁶.
public struct CompressiveLayers: LayerQuantizer {
  /// Which rows of a Hadamard matrix are measured with.
  public enum Rows: Sendable, Equatable {
    /// The first k.
    case first
    /// k of them at random, anew in each message.
    case drawn
  }

  /// The lengths that THESIS has beside powers of 2.
  public static let otherLengths = [96, 100, 192, 200, 288, 320, 384]
  /// The greatest length of a block.
  public static let greatestLength = 1 << 15

  /// The greatest length of a block that may occur.
  public let blockLength: Int
  /// The levels of a measurement.
  public let levels: SamplingLevels
  /// How gradients are read.
  public let estimator: BlockSampler.Estimator
  /// Which rows are measured with.
  public let rows: Rows
  /// The bits of measurements for each element.
  private let rate: Double
  /// A sampler for each length, ascending.
  private let samplers: [BlockSampler]

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
    rows: Rows = .first
  ) throws(CompressiveSamplingError) {
    try CompressiveSamplingError.check(blockLength, in: 1...Self.greatestLength, "elements of a block")
    let budget = { (order: Int) in 32 * Double(order) / gain - (countsSteps ? 32 : 0) }
    let greatest = Self.lengths(upTo: blockLength).last ?? 1
    let bound = try QCSBound.least(length: greatest, gain: 32 * Double(greatest) / budget(greatest))
    let levels = SamplingLevels.symmetric(min(bound.levelRange, 127))
    try self.init(
      blockLength: blockLength, levels: levels, estimator: estimator, rows: rows, rate: 32 / gain
    ) { order in
      // A gain that is met exactly is not missed by a rounding.
      Int(max(1, min(budget(order) / levels.bits * (1 + 1e-12), Double(order))))
    }
  }

  /// Creates the quantizer with k = `share` · n, rounded, at least 1.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless `blockLength` lies in 1...2¹⁵ and
  ///   Q in 1...127.
  /// - Precondition: The share lies in 0...1.
  public init(
    levels: SamplingLevels, share: Double, blockLength: Int = 512, estimator: BlockSampler.Estimator = .unbiased,
    rows: Rows = .first
  ) throws(CompressiveSamplingError) {
    precondition((0...1).contains(share), "a share of \(share)")
    try CompressiveSamplingError.check(blockLength, in: 1...Self.greatestLength, "elements of a block")
    try self.init(
      blockLength: blockLength, levels: levels, estimator: estimator, rows: rows, rate: share * levels.bits
    ) { order in
      max(1, Int((share * Double(order)).rounded()))
    }
  }

  private init(
    blockLength: Int, levels: SamplingLevels, estimator: BlockSampler.Estimator, rows: Rows, rate: Double,
    measurementCount: (_ order: Int) -> Int
  ) throws(CompressiveSamplingError) {
    self.blockLength = blockLength
    self.levels = levels
    self.estimator = estimator
    self.rows = rows
    self.rate = rate
    var samplers: [BlockSampler] = []
    for order in Self.lengths(upTo: blockLength) {
      let matrix = try MixingMatrix(order: order, measurementCount: measurementCount(order))
      samplers.append(try BlockSampler(matrix, levels: levels, estimator: estimator))
    }
    self.samplers = samplers
  }

  /// The lengths of blocks up to a greatest one, ascending.
  static func lengths(upTo greatest: Int) -> [Int] {
    let powers = (0..<greatest.bitWidth - greatest.leadingZeroBitCount).map { 1 << $0 }
    return (powers + otherLengths.filter { $0 <= greatest }).sorted()
  }

  /// What the blocks of a layer of `count` elements are sampled with.
  ///
  /// - Complexity: O(number of lengths).
  public func sampler(of count: Int) -> BlockSampler {
    var best = samplers[0], least = Double.infinity
    for sampler in samplers {
      let order = sampler.matrix.order, blockCount = (count + order - 1) / order
      let bits = Double(blockCount) * (rate * Double(order) + 32)
      if bits <= least { (best, least) = (sampler, bits) }
    }
    return best
  }

  /// The greatest γ of the layers of these shapes: that of the codec.
  public func varianceFactor(of shapes: [[Int]]) -> Double {
    shapes.map { sampler(of: $0.reduce(1, *)).varianceFactor }.max() ?? 0
  }
}
