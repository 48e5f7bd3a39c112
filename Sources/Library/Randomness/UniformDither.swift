/// The uniform distribution on [−Δ/2, Δ/2), from 2²⁴ equally likely points.
///
/// A word w, read as a signed number, gives Δ ⌊w / 2⁸⌋ / 2²⁴: the dither of a quantizer with step Δ.
public struct UniformDither: Distribution, Equatable {
  /// The width Δ of the interval.
  public let step: Float

  /// Creates the uniform distribution on [−`step`/2, `step`/2).
  ///
  /// - Precondition: `step` is positive and finite.
  public init(step: Float) {
    precondition(step > 0 && step.isFinite, "the step \(step) must be positive and finite")
    self.step = step
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
    // The greatest is Δ/2 (1 − 2⁻²³), which no rounding takes to Δ/2.
    step * (Float(Int32(bitPattern: word) &>> 8) * 0x1p-24)
  }
}
