/// The uniform distribution on [`low`, `high`), from 2²⁴ equally likely points.
///
/// A word w gives low + (high − low) ⌊w / 2⁸⌋ / 2²⁴.
public struct Uniform: Distribution, Equatable {
  /// The least value.
  public let low: Float
  /// The bound that values stay below.
  public let high: Float

  /// Creates the uniform distribution on [`low`, `high`).
  ///
  /// - Precondition: `low` < `high`, and their difference is finite.
  public init(low: Float, high: Float) {
    precondition(low < high && (high - low).isFinite, "the range \(low)..<\(high) must be finite and not empty")
    self.low = low
    self.high = high
  }

  public static var wordsPerElement: Int { 1 }

  @inlinable
  public func sample(using rng: inout some RandomNumberGenerator) -> Float {
    value(of: UInt32(truncatingIfNeeded: rng.next()))
  }

  public func fill(_ values: inout MutableSpan<Float>, startingAt first: Int, of rng: Philox) {
    fill(&values, in: values.indices, startingAt: first, of: rng) { values, piece in
      for index in piece { values[unchecked: index] = value(of: values[unchecked: index].bitPattern) }
    }
  }

  @inlinable @inline(__always)
  func value(of word: UInt32) -> Float {
    // Rounding may give `high` itself, which is replaced by the number below.
    let value = low + (high - low) * (Float(word &>> 8) * 0x1p-24)
    return value < high ? value : high.nextDown
  }
}
