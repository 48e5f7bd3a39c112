/// The uniform quantizer with subtractive dither of THESIS, Equations (2.4) and (2.5), for one value of the dither.
///
/// With ϱ = `step`, u = `dither` in steps, M = `extent` and ⌊v⌉ the integer nearest to v,
///
///     q = ⌊x/ϱ + u⌉, clipped to −M...M,   β = ϱ (q − u)
///
/// and index q + M in `0..<2M + 1`. Given u it is a quantizer with cells [(q − ½ − u)ϱ, (q + ½ − u)ϱ), of which the first
/// and last are without bound. Over u uniform on (−½, ½), the error of an x with |x| ≤ Mϱ is uniform on (−ϱ/2, ϱ/2)
/// whatever x is. The thesis takes ϱ = max |x| / M.
///
/// > Note: The thesis leaves open which integer is nearest to one half; here it is the upper one.
public struct DitheredQuantizer: IntervalQuantizer, Equatable {
  /// The width ϱ of a cell, in source units.
  public let step: Double
  /// The greatest q, M.
  public let extent: Int
  /// The dither u, in steps.
  public let dither: Double

  /// Creates the quantizer with 2M + 1 cells of width ϱ = `step`, moved by u = `dither` steps.
  ///
  /// - Throws: ``QuantizationError/invalidScale(_:expected:)`` unless ϱ is finite and positive,
  ///   ``QuantizationError/invalidLevelCount(_:expected:)`` unless M lies in `1..<2³¹`, and
  ///   ``QuantizationError/invalidDither(_:expected:)`` unless u lies in −½...½.
  public init(step: Double, extent: Int, dither: Double) throws(QuantizationError) {
    guard step > 0, step.isFinite else { throw .invalidScale(step, expected: "a step that is finite and positive") }
    guard 1..<1 << 31 ~= extent else { throw .invalidLevelCount(extent, expected: "an extent from 1 to 2^31 − 1") }
    guard -0.5...0.5 ~= dither else { throw .invalidDither(dither, expected: "−1/2 to 1/2, in steps") }
    self.step = step
    self.extent = extent
    self.dither = dither
  }

  public var levelCount: Int { 2 * extent + 1 }

  /// The index of the cell that holds `value`; near an end, where rounding could take the wrong side, the end decides.
  ///
  /// - Precondition: `value` is not nan.
  /// - Complexity: O(1).
  @inlinable
  public func index(of value: Double) -> Int {
    assert(!value.isNaN)
    let nearest = (value / step + dither + 0.5).rounded(.down)
    let q = max(-Double(extent), min(nearest, Double(extent)))
    let index = Int(q) + extent
    if value < cell(of: index).lower { return index - 1 }
    return value >= cell(of: index).upper ? index + 1 : index
  }

  @inlinable
  public func cell(of index: Int) -> (lower: Double, upper: Double) {
    (index == 0 ? -.infinity : end(before: index), index == 2 * extent ? .infinity : end(before: index + 1))
  }

  @inlinable
  public func point(of index: Int) -> Double {
    assert((0..<levelCount).contains(index))
    return step * (Double(index - extent) - dither)
  }

  @inlinable
  func end(before index: Int) -> Double { step * (Double(index - extent) - 0.5 - dither) }
}
