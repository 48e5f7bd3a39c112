/// The elements of largest magnitude of a layer, found exactly (the top-K of CO3, Section V).
///
/// Magnitudes are compared as the bit patterns of floats without their sign, which have the same order: two counts, of the
/// upper 16 bits and, where these are equal, the lower 15, find the least one that is kept.
struct TopSelection {
  /// The bit pattern of the least magnitude kept.
  let threshold: UInt32
  /// How many elements of just that magnitude are kept, those of least index.
  let tieCount: Int

  /// Selects `count` of the values.
  ///
  /// - Precondition: `count` lies in `1...values.count`; no value is NaN.
  /// - Complexity: O(n).
  init(_ count: Int, of values: Span<Float>) {
    precondition((1...values.count).contains(count), "\(count) of \(values.count) values")
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
    for index in values.indices { upper[Int(Self.magnitude(values[unchecked: index]) >> 15)] += 1 }
    let high = place(upper)
    for index in values.indices {
      let magnitude = Self.magnitude(values[unchecked: index])
      if magnitude >> 15 == high { lower[Int(magnitude & 0x7FFF)] += 1 }
    }
    let low = place(lower)
    threshold = UInt32(high << 15 | low)
    tieCount = left
  }

  /// Makes the codes of all other elements 0.
  ///
  /// - Precondition: There are as many codes as values.
  func zeroOthers(_ codes: inout MutableSpan<UInt8>, of values: Span<Float>) {
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

  @inline(__always)
  private static func magnitude(_ value: Float) -> UInt32 { value.bitPattern & 0x7FFF_FFFF }
}
