extension Span<Float> {
  /// The eight values from `index` on, in double precision.
  @inline(__always)
  func eight(from index: Int) -> SIMD8<Double> {
    SIMD8<Double>(bytes.unsafeLoadUnaligned(fromByteOffset: index &* 4, as: SIMD8<Float>.self))
  }

  /// The values in `range`, at most eight, in double precision, and `padding` in the lanes that are left.
  @inline(__always)
  func lanes(in range: Range<Int>, padding: Double) -> SIMD8<Double> {
    var values = SIMD8<Double>(repeating: padding)
    for (lane, index) in range.enumerated() { values[lane] = Double(self[index]) }
    return values
  }
}
