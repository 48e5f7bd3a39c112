import Randomness

/// A quantizer of whole blocks of numbers to the integers −M…M, with a random dither and a step for each block.
///
/// A block is a layer or a part of one. With κ = its step, uᵢ uniform on [−½, ½) from a named stream and ⌊v⌉ the integer
/// nearest to v,
///
///     qᵢ = ⌊xᵢ/κ + uᵢ⌉, clipped to −M…M
///
/// and the server, which draws the same uᵢ, reads κ(qᵢ − uᵢ) (THESIS, Equations (2.4) and (2.5)) or, half-dithered, κqᵢ
/// (THESIS, Appendix A). The former has an error uniform on (−κ/2, κ/2) whatever x is; the latter is stochastic
/// quantization (THESIS, Lemma 19), unbiased with variance κ²d(1 − d), d the part of |x|/κ behind the point. QSGD and TernGrad are
/// half-dithered with steps of their own.
///
/// Numbers are divided in single precision and the dither has 2²⁴ values: a bias of up to κM/2²³ remains.
public struct LevelQuantizer: Sendable, Equatable {
  /// What the step of a block is made from.
  public enum Scale: Sendable, Equatable {
    /// κ = max |x| / M.
    case greatest
    /// κ = ‖x‖₂ / M, as in QSGD (Alistarh et al., 2017).
    case norm
    /// κ = min(c σ, max |x|) / M with σ the standard deviation; numbers beyond c σ are clipped (TernGrad: Wen et al., 2017).
    case clipped(deviations: Double)
  }

  /// The greatest level, M.
  public let extent: Int
  /// What the step is made from.
  public let scale: Scale
  /// Whether the server subtracts the dither.
  public let subtractsDither: Bool

  /// Creates the quantizer to −M…M with M = `extent`.
  ///
  /// - Throws: ``QuantizationError/invalidLevelCount(_:expected:)`` unless M lies in `1...127`, and
  ///   ``QuantizationError/invalidScale(_:expected:)`` for a clip that is not finite and positive.
  public init(extent: Int, scale: Scale, subtractsDither: Bool) throws(QuantizationError) {
    guard 1...127 ~= extent else { throw .invalidLevelCount(extent, expected: "an extent from 1 to 127") }
    if case .clipped(let deviations) = scale, !(deviations > 0 && deviations.isFinite) {
      throw .invalidScale(deviations, expected: "a number of deviations that is finite and positive")
    }
    self.extent = extent
    self.scale = scale
    self.subtractsDither = subtractsDither
  }

  /// The subtractively dithered quantizer of THESIS, Equations (2.4) and (2.5), with 2M + 1 levels.
  public static func dithered(extent: Int) throws(QuantizationError) -> LevelQuantizer {
    try LevelQuantizer(extent: extent, scale: .greatest, subtractsDither: true)
  }

  /// The half-dithered quantizer of THESIS, Lemma 19, with 2M + 1 levels.
  public static func halfDithered(extent: Int) throws(QuantizationError) -> LevelQuantizer {
    try LevelQuantizer(extent: extent, scale: .greatest, subtractsDither: false)
  }

  /// QSGD with s = `extent`, 2s + 1 levels in all, and the 2-norm of a block as scale (THESIS, Equation (A.4)).
  public static func qsgd(extent: Int) throws(QuantizationError) -> LevelQuantizer {
    try LevelQuantizer(extent: extent, scale: .norm, subtractsDither: false)
  }

  /// TernGrad: −1, 0 and 1 of the greatest magnitude after clipping at 2.5 standard deviations.
  public static func ternGrad(clip deviations: Double = 2.5) throws(QuantizationError) -> LevelQuantizer {
    try LevelQuantizer(extent: 1, scale: .clipped(deviations: deviations), subtractsDither: false)
  }

  /// The number of levels, 2M + 1.
  public var levelCount: Int { 2 * extent + 1 }

  /// The step κ of a block; 0, which makes all levels 0, where it would be below the least normal number.
  ///
  /// - Throws: ``QuantizationError/notANumber`` or, for infinities, ``QuantizationError/invalidScale(_:expected:)``.
  /// - Complexity: O(*count*), one pass.
  public func step(of values: Span<Float>) throws(QuantizationError) -> Float {
    let width: Double
    switch scale {
    case .greatest:
      width = Double(try greatestMagnitude(of: values))
    case .norm:
      width = try BlockSums(values).norm
    case .clipped(let deviations):
      let sums = try BlockSums(values)
      width = min(deviations * sums.deviation, Double(sums.greatestMagnitude))
    }
    let step = Float(width / Double(extent))
    guard step.isFinite else { throw .invalidScale(width, expected: "a step in the range of Float") }
    return step < .leastNormalMagnitude ? 0 : step
  }
}
