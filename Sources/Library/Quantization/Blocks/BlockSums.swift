/// Sums over a block of numbers, from one pass.
///
/// Sixteen partial sums in double precision are kept, so that the result does not depend on how the loop is compiled.
struct BlockSums {
  private let count: Int, sum: Double, squares: Double
  /// max |x|.
  let greatestMagnitude: Float

  /// Sums over `values`.
  ///
  /// - Throws: ``QuantizationError/notANumber`` or, for infinities, ``QuantizationError/invalidScale(_:expected:)``.
  init(_ values: Span<Float>) throws(QuantizationError) {
    var sums = SIMD16<Double>(), squares = SIMD16<Double>(), greatest = SIMD16<UInt32>()
    @inline(__always)
    func add(_ x: SIMD16<Float>) {
      let wide = SIMD16<Double>(x), magnitude = unsafeBitCast(x, to: SIMD16<UInt32>.self) & 0x7FFF_FFFF
      sums += wide
      squares += wide * wide
      greatest.replace(with: magnitude, where: magnitude .> greatest)
    }
    let whole = values.count & ~15
    for start in stride(from: 0, to: whole, by: 16) {
      add(values.bytes.unsafeLoadUnaligned(fromByteOffset: start &* 4, as: SIMD16<Float>.self))
    }
    var rest = SIMD16<Float>()
    for index in whole..<values.count { rest[index - whole] = values[index] }
    add(rest)
    greatestMagnitude = try checkedMagnitude(greatest.max())
    count = values.count
    sum = (0..<16).reduce(0) { $0 + sums[$1] }
    self.squares = (0..<16).reduce(0) { $0 + squares[$1] }
  }

  /// ‖x‖₂.
  var norm: Double { squares.squareRoot() }

  /// The standard deviation; 0 of no numbers.
  var deviation: Double {
    guard count > 0 else { return 0 }
    let mean = sum / Double(count)
    return max(0, squares / Double(count) - mean * mean).squareRoot()
  }
}

/// The greatest magnitude of a block; 0 of no numbers.
///
/// - Throws: ``QuantizationError/notANumber`` or, for infinities, ``QuantizationError/invalidScale(_:expected:)``.
package func greatestMagnitude(of values: Span<Float>) throws(QuantizationError) -> Float {
  var greatest: UInt32 = 0
  for index in values.indices { greatest = max(greatest, values[unchecked: index].bitPattern & 0x7FFF_FFFF) }
  return try checkedMagnitude(greatest)
}

/// The magnitude with this bit pattern, the order of which has infinity and then NaN above all numbers.
private func checkedMagnitude(_ pattern: UInt32) throws(QuantizationError) -> Float {
  let magnitude = Float(bitPattern: pattern)
  if magnitude.isNaN { throw .notANumber }
  if magnitude.isInfinite { throw .invalidScale(.infinity, expected: "numbers that are finite") }
  return magnitude
}
