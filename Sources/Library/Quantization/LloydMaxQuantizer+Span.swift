extension LloydMaxQuantizer {
  /// Writes the indices of many numbers, each divided by `scale` first, such as the standard deviation of their block.
  ///
  /// Numbers and ends are compared in single precision.
  ///
  /// - Precondition: There are as many indices as values, at most 256 levels, and the values are not NaN.
  /// - Throws: ``QuantizationError/invalidScale(_:expected:)`` unless the scale is a positive normal number.
  /// - Complexity: O(*count* × L) up to 32 levels, in loops over the ends; O(*count* × log L) above.
  public func encode(
    _ values: Span<Float>, scale: Float, into indices: inout MutableSpan<UInt8>
  ) throws(QuantizationError) {
    precondition(values.count == indices.count, "an index for each value")
    precondition(levelCount <= 256, "an index is a byte")
    try Self.check(scale)
    let ends = self.ends.map { Float($0 * Double(scale)) }
    guard ends.count < 32 else {
      for index in values.indices {
        indices[unchecked: index] = UInt8(self.index(of: Double(values[unchecked: index]) / Double(scale)))
      }
      return
    }
    // A piece of indices stays in the cache while the ends pass over it.
    for start in stride(from: 0, to: values.count, by: 4_096) {
      let piece = start..<min(start + 4_096, values.count)
      let first = ends.first ?? .nan  // No number reaches NaN.
      for index in piece { indices[unchecked: index] = values[unchecked: index] >= first ? 1 : 0 }
      for end in ends.dropFirst() {
        for index in piece { indices[unchecked: index] &+= values[unchecked: index] >= end ? 1 : 0 }
      }
    }
  }

  /// Writes the points of many indices times `scale`.
  ///
  /// - Throws: ``QuantizationError/invalidCode`` if an index is not below L, whose value is then 0, and
  ///   ``QuantizationError/invalidScale(_:expected:)`` unless the scale is a positive normal number.
  /// - Complexity: O(*count*).
  public func decode(
    _ indices: Span<UInt8>, scale: Float, into values: inout MutableSpan<Float>
  ) throws(QuantizationError) {
    precondition(values.count == indices.count, "a value for each index")
    try Self.check(scale)
    let table = (0..<256).map { $0 < points.count ? Float(points[$0] * Double(scale)) : 0 }
    let numbers = table.span
    var greatest: UInt8 = 0
    for index in indices.indices {
      let code = indices[unchecked: index]
      values[unchecked: index] = numbers[unchecked: Int(code)]
      greatest = max(greatest, code)
    }
    if Int(greatest) >= levelCount, indices.count > 0 { throw .invalidCode }
  }

  private static func check(_ scale: Float) throws(QuantizationError) {
    guard scale > 0, scale.isNormal else {
      throw .invalidScale(Double(scale), expected: "a scale that is normal and positive")
    }
  }
}
