import GradientStatistics
public import Quantization
import Randomness

/// Unbiased quantization of one block after a random rotation: DRIVE (Vargaftik et al., "DRIVE: One-bit distributed mean
/// estimation", 2021) and, for any number of levels and for a part of the coordinates, EDEN (Vargaftik et al., "EDEN:
/// Communication-efficient and robust distributed mean estimation for federated learning", 2022).
///
/// The rotation is H diag(r)/√n with random signs r, after which coordinates are nearly normal, whatever the block is.
/// Of n coordinates k are kept; with T = H diag(r)/√k of ``MixingMatrix``, v = T g and the points c of the Lloyd-Max
/// quantizer of the standard normal law nearest to v √k/‖v‖,
///
///     S = ‖v‖²/⟨v, c⟩,   ĝ = Tᵀ S c
///
/// so that ⟨v̂, v⟩ = ‖v‖² with v̂ = S c, from which E ĝ = g follows by symmetry where all rotations are equally likely.
/// With D the error of the quantizer, that of a block of many elements is
///
///     E‖ĝ − g‖²/‖g‖² = (n/k)/(1 − D) − 1
///
/// which is π/2 − 1 for two levels of all coordinates. A block of zeros has S = 0.
///
/// > Note: Signs and a Hadamard matrix are not all rotations. Of blocks with few elements that differ from zero, where
/// > coordinates are far from normal, ĝ has a bias: of two such elements and two levels the smaller is read as 0 always.
public struct RotatedBlock: BlockCompressor {
  /// T.
  public private(set) var matrix: MixingMatrix
  /// The quantizer of a coordinate with variance 1.
  public let quantizer: LloydMaxQuantizer
  /// D.
  private let distortion: Double

  /// Creates the compressor to so many levels.
  ///
  /// - Throws: ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless there are 2...256 levels.
  public init(_ matrix: MixingMatrix, levelCount: Int) throws(CompressiveSamplingError) {
    try CompressiveSamplingError.check(levelCount, in: 2...256, "levels")
    do throws(QuantizationError) {
      quantizer = try LloydMaxQuantizer(levelCount: levelCount, law: Self.normal)
    } catch {
      preconditionFailure("a normal law without a quantizer: \(error)")
    }
    self.matrix = matrix
    distortion = quantizer.meanSquaredError(under: Self.normal)
  }

  /// The same levels with another matrix.
  func with(_ matrix: MixingMatrix) -> RotatedBlock {
    var block = self
    block.matrix = matrix
    return block
  }

  private static var normal: GeneralizedNormal { GeneralizedNormal(deviation: 1, shape: 2) }

  /// The number of points.
  public var levelCount: Int { quantizer.levelCount }

  /// The expected error of a block of many elements; of one coordinate, which arrives as it is, n − 1.
  public var varianceFactor: Double {
    let share = Double(matrix.measurementCount) / Double(matrix.order)
    return 1 / (share * (matrix.measurementCount > 1 ? 1 - distortion : 1)) - 1
  }

  public func drawingRows(using rng: inout some RandomNumberGenerator) -> RotatedBlock {
    with(matrix.drawingRows(using: &rng))
  }

  /// - Complexity: That of the product with T, and O(k L) up to 32 levels, O(k log L) above.
  public func sample(_ block: Span<Float>, at place: BlockPlace) throws(QuantizationError) -> BlockSamples {
    let count = matrix.measurementCount
    var measurements = [Float](repeating: 0, count: count)
    var v = measurements.mutableSpan
    matrix.measure(block, signs: place.signs, startingAt: place.firstSign, into: &v)
    var square = 0.0
    for index in v.indices { square += Double(v[unchecked: index]) * Double(v[unchecked: index]) }
    let deviation = Float((square / Double(count)).squareRoot())
    guard deviation.isFinite else { throw .invalidScale(.infinity, expected: "measurements in the range of Float") }
    var symbols = [UInt8](repeating: 0, count: count)
    guard deviation.isNormal else { return BlockSamples(step: 0, symbols: symbols) }
    var indices = symbols.mutableSpan
    try quantizer.encode(v.span, scale: deviation, into: &indices)
    var product = 0.0
    let points = quantizer.points.span
    for index in v.indices { product += Double(v[unchecked: index]) * points[Int(indices[unchecked: index])] }
    let scale = Float(square / product)
    return BlockSamples(step: scale.isNormal ? scale : 0, symbols: symbols)
  }

  /// - Complexity: That of the product with Tᵀ.
  public func reconstruct(
    _ symbols: Span<UInt8>, step: Float, at place: BlockPlace, into block: inout MutableSpan<Float>
  ) {
    precondition(symbols.count == matrix.measurementCount, "\(symbols.count) symbols")
    var measurements = [Float](repeating: 0, count: symbols.count)
    var v = measurements.mutableSpan
    do throws(QuantizationError) {
      if step.isNormal { try quantizer.decode(symbols, scale: step, into: &v) }
    } catch {
      preconditionFailure("symbols or a step of another block: \(error)")
    }
    matrix.reconstruct(v.span, signs: place.signs, startingAt: place.firstSign, into: &block)
  }
}
