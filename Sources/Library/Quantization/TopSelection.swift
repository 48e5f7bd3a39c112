/// The elements of largest magnitude of a layer, found exactly (the top-K of CO3, Section V).
///
/// Magnitudes are compared as the bit patterns of floats without their sign, which have the same order. A sample gives a
/// magnitude that slightly more elements than wanted should reach; those that do are set apart in one pass, and two counts
/// of them, of the upper 16 bits and, where these are equal, the lower 15, find the least magnitude that is kept.
public struct TopSelection: Sendable, Equatable {
  /// The bit pattern of the least magnitude kept.
  let threshold: UInt32
  /// How many elements of just that magnitude are kept, those of least index.
  let tieCount: Int
  /// Elements among which all that are kept are, in ascending order; nil where none were set apart.
  private let candidates: [UInt32]?

  /// Selects `count` of the values.
  ///
  /// - Precondition: `count` lies in `1...values.count`, which is at most 2³²; no value is NaN.
  /// - Complexity: O(n); for small shares of many values, one pass.
  public init(_ count: Int, of values: Span<Float>) {
    precondition((1...values.count).contains(count), "\(count) of \(values.count) values")
    precondition(values.count <= 1 << 32, "more values than indices")
    let candidates = Self.guess(count, of: values).map { Self.indices(of: values, from: $0, expecting: 2 * count) }
    if let candidates, candidates.count >= count {
      self.candidates = candidates
      (threshold, tieCount) = Self.least(count, of: candidates.count) {
        Self.magnitude(values[unchecked: Int(candidates[$0])])
      }
    } else {
      self.candidates = nil
      (threshold, tieCount) = Self.least(count, of: values.count) { Self.magnitude(values[unchecked: $0]) }
    }
  }

  /// The elements that are kept, in ascending order.
  ///
  /// - Precondition: The values are those that the selection was made of.
  /// - Complexity: O(n), or O(*count*) for small shares of many values.
  public func indices(of values: Span<Float>) -> [UInt32] {
    var kept: [UInt32] = [], ties = tieCount
    for index in candidates ?? Self.indices(of: values, from: threshold, expecting: 0) {
      let magnitude = Self.magnitude(values[Int(index)])
      if magnitude < threshold { continue }
      if magnitude == threshold {
        if ties == 0 { continue }
        ties -= 1
      }
      kept.append(index)
    }
    return kept
  }

  /// Makes the codes of all other elements 0.
  ///
  /// - Precondition: There are as many codes as values.
  public func zeroOthers(_ codes: inout MutableSpan<UInt8>, of values: Span<Float>) {
    precondition(codes.count == values.count, "a code for each value")
    var ties = tieCount
    for index in codes.indices {
      let magnitude = Self.magnitude(values[unchecked: index])
      if magnitude > threshold { continue }
      if magnitude == threshold, ties > 0 {
        ties -= 1
      } else {
        codes[unchecked: index] = 0
      }
    }
  }

  /// A magnitude that, by a sample, at least `count` values reach and not many more; nil where a sample would not pay.
  private static func guess(_ count: Int, of values: Span<Float>) -> UInt32? {
    let sampleCount = 1 << 14
    guard values.count >= 16 * sampleCount, count <= values.count / 8 else { return nil }
    let expected = Double(count) * Double(sampleCount) / Double(values.count)
    let rank = Int(expected + 4 * expected.squareRoot()) + 4
    return least(min(rank, sampleCount), of: sampleCount) { place in
      magnitude(values[unchecked: place &* values.count / sampleCount])
    }.threshold
  }

  /// The elements of at least a magnitude, in ascending order.
  private static func indices(of values: Span<Float>, from threshold: UInt32, expecting count: Int) -> [UInt32] {
    var found: [UInt32] = []
    found.reserveCapacity(count)
    let whole = values.count & ~31
    for start in stride(from: 0, to: whole, by: 32) {
      var greatest: UInt32 = 0
      for place in 0..<32 { greatest = max(greatest, magnitude(values[unchecked: start &+ place])) }
      guard greatest >= threshold else { continue }
      for index in start..<start &+ 32 where magnitude(values[unchecked: index]) >= threshold {
        found.append(UInt32(truncatingIfNeeded: index))
      }
    }
    for index in whole..<values.count where magnitude(values[index]) >= threshold { found.append(UInt32(index)) }
    return found
  }

  /// The `count`th of `total` magnitudes from above, and how many of those equal to it are among the `count`.
  @inline(__always)
  private static func least(
    _ count: Int, of total: Int, magnitude: (Int) -> UInt32
  ) -> (threshold: UInt32, tieCount: Int) {
    var left = count
    func place(_ histogram: [Int]) -> Int {
      var bucket = histogram.count - 1
      while histogram[bucket] < left {
        left -= histogram[bucket]
        bucket -= 1
      }
      return bucket
    }
    var upper = [Int](repeating: 0, count: 1 << 16), lower = [Int](repeating: 0, count: 1 << 15)
    for index in 0..<total { upper[Int(magnitude(index) >> 15)] += 1 }
    let high = place(upper)
    for index in 0..<total where magnitude(index) >> 15 == high { lower[Int(magnitude(index) & 0x7FFF)] += 1 }
    let low = place(lower)
    return (UInt32(high << 15 | low), left)
  }

  @inline(__always)
  private static func magnitude(_ value: Float) -> UInt32 { value.bitPattern & 0x7FFF_FFFF }
}
