/// The distribution that is 1 or −1 with equal probability.
///
/// The top bit of a word is the sign.
public struct Rademacher: Distribution, Equatable {
  /// Creates the distribution.
  public init() {}

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
    Float(bitPattern: (1 as Float).bitPattern | (word & 0x8000_0000))
  }
}
