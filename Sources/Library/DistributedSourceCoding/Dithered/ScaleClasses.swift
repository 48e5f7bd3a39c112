import GradientCoding

/// How large an element of a layer is expected to be, in classes that both ends derive from two models that were
/// broadcast.
///
/// A layer is taken as a matrix, its last extent the columns. With rᵢ and cⱼ the mean squares of the displacement in
/// row i and column j and m that of all, the scale of an element is taken to be
///
///     sᵢⱼ = √(rᵢ cⱼ / m)
///
/// as it is where inputs and errors that come back, whose products the gradients of a dense layer are, are
/// independent. A single displacement is mostly the noise of quantizers; their sums over rows and columns are not.
///
/// Logarithms are read off the bit patterns of floats, linear between powers of two, so that they are the same on
/// every machine.
enum ScaleClasses {
  /// The number of classes, a quarter of an octave of s each; the last two and a half octaves below the mean share
  /// the first.
  static let count = 16
  /// Layers of fewer elements have one class.
  static let leastElementCount = 4_096

  /// The class of each element, in `0..<count`; nil where nothing moved, or the layer has no rows and columns to
  /// speak of.
  ///
  /// - Complexity: O(elements).
  static func classes(_ layer: LayerLayout.Layer, from old: [Float], to new: [Float]) -> [UInt8]? {
    let elements = layer.range.count, width = layer.shape.last ?? 1
    guard elements >= leastElementCount, width > 1, width < elements else { return nil }
    let height = elements / width
    var rows = [Double](repeating: 0, count: height), columns = [Double](repeating: 0, count: width)
    let old = old.span.extracting(layer.range), new = new.span.extracting(layer.range)
    for row in 0..<height {
      var sum = 0.0
      for column in 0..<width {
        let moved = Double(new[row &* width &+ column]) - Double(old[row &* width &+ column])
        let square = moved * moved
        sum += square
        columns[column] += square
      }
      rows[row] = sum
    }
    let total = rows.reduce(0, +)
    guard total > 0, total.isFinite else { return nil }
    let rowParts = rows.map { logarithm($0 * Double(height) / total) }
    let columnParts = columns.map { logarithm($0 * Double(width) / total) }
    return [UInt8](unsafeUninitializedCapacity: elements) { classes, initializedCount in
      for row in 0..<height {
        for column in 0..<width {
          // Units of 2⁻²³ for the logarithm of s²: 2²² make a quarter of an octave of s.
          let place = (rowParts[row] &+ columnParts[column]) >> 22 &+ 10
          classes[row &* width &+ column] = UInt8(max(0, min(place, Int32(count - 1))))
        }
      }
      initializedCount = elements
    }
  }

  /// log₂ x in units of 2⁻²³, x held within 2^±30.
  private static func logarithm(_ x: Double) -> Int32 {
    let bounded = Float(min(max(x, 0x1p-30), 0x1p30))
    return Int32(bitPattern: bounded.bitPattern) - 0x3F80_0000
  }
}
