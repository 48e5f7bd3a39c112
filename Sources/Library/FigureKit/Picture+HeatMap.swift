extension Picture {
  /// A matrix as coloured squares, with a bar of the colours at the right.
  ///
  /// The bar runs from `range`'s lower bound at the bottom to its upper bound at the top; NaN is white.
  ///
  /// - Parameters:
  ///   - rows: The values, the top row first, all rows equally long.
  ///   - range: The values at the ends of the colours; nil takes the least and the greatest finite value.
  ///   - cell: Pixels along the side of a square.
  /// - Complexity: O(pixels).
  public static func heatMap(_ rows: [[Double]], range: ClosedRange<Double>? = nil, cell: Int = 8) -> Picture {
    let columns = rows.first?.count ?? 0
    precondition(columns > 0 && rows.allSatisfy { $0.count == columns } && cell > 0, "a matrix and a size")
    let values = rows.joined().filter(\.isFinite)
    let bounds = range ?? (values.min() ?? 0)...(values.max() ?? 1)
    let span = bounds.upperBound - bounds.lowerBound
    let (height, matrixWidth) = (rows.count * cell, columns * cell)
    let (gap, bar) = (max(4, cell / 2), max(8, cell))
    let width = matrixWidth + gap + bar
    var pixels = [UInt8](repeating: 255, count: width * height * 3)
    for y in 0..<height {
      let level = height == 1 ? 1 : 1 - Double(y) / Double(height - 1)
      for x in 0..<width where x < matrixWidth || x >= matrixWidth + gap {
        let value = x < matrixWidth ? (rows[y / cell][x / cell] - bounds.lowerBound) / (span > 0 ? span : 1) : level
        let colour = ColourMap.colour(value)
        let index = (y * width + x) * 3
        (pixels[index], pixels[index + 1], pixels[index + 2]) = colour
      }
    }
    return Picture(width: width, height: height, pixels: pixels)
  }
}
