/// The m-bit uniform quantizer of DSC, Figure 10 and Table 1: the nearest of 2ᵐ points over ±2σ.
///
/// The points β(i) = −2σ + iΔ, with Δ = 4σ/(2ᵐ − 1) and i in `0..<2ᵐ`, include both ends; the first and last cell are
/// without bound. A number halfway between two points belongs to the upper one. The bits of i are those of its natural
/// binary form. With m = 1 the cells are those of ``SignQuantizer``.
///
/// > Note: The paper does not define its quantizer. This one gives Table 1 to within 0.006 in every entry.
public struct UniformQuantizer: IntervalQuantizer, Equatable {
  /// The number of bits m.
  public let bitCount: Int
  /// σ, above 0: the points end at ±2σ.
  public let deviation: Double

  /// Creates the quantizer of m = `bitCount` bits for numbers of standard deviation σ = `deviation`.
  ///
  /// - Throws: ``QuantizationError/invalidLevelCount(_:expected:)`` unless m lies in `1...16`, and
  ///   ``QuantizationError/invalidScale(_:expected:)`` unless σ is finite and positive.
  public init(bitCount: Int, deviation: Double) throws(QuantizationError) {
    guard 1...16 ~= bitCount else {
      throw .invalidLevelCount(bitCount < 0 || bitCount > 62 ? bitCount : 1 << bitCount, expected: "2^1 to 2^16")
    }
    guard deviation > 0, deviation.isFinite else {
      throw .invalidScale(deviation, expected: "a deviation that is finite and positive")
    }
    self.bitCount = bitCount
    self.deviation = deviation
  }

  public var levelCount: Int { 1 << bitCount }

  /// The distance Δ of two points.
  @inlinable
  public var step: Double { 4 * deviation / Double(levelCount - 1) }

  /// The index of the cell that holds `value`; near an end, where rounding could take the wrong side, the end decides.
  ///
  /// - Precondition: `value` is not nan.
  /// - Complexity: O(1).
  @inlinable
  public func index(of value: Double) -> Int {
    assert(!value.isNaN)
    let nearest = ((value + 2 * deviation) / step + 0.5).rounded(.down)
    var index = Int(max(0, min(nearest, Double(levelCount - 1))))
    if value < cell(of: index).lower { index -= 1 }
    if value >= cell(of: index).upper { index += 1 }
    return index
  }

  @inlinable
  public func cell(of index: Int) -> (lower: Double, upper: Double) {
    (index == 0 ? -.infinity : end(before: index), index == levelCount - 1 ? .infinity : end(before: index + 1))
  }

  @inlinable
  public func point(of index: Int) -> Double {
    assert((0..<levelCount).contains(index))
    // Symmetric: β(i) = −β(2ᵐ − 1 − i).
    return (Double(index) - Double(levelCount - 1) / 2) * step
  }

  /// The end halfway between the points `index` − 1 and `index`.
  @inlinable
  func end(before index: Int) -> Double {
    (Double(index) - Double(levelCount) / 2) * step
  }
}
