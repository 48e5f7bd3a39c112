/// The ink on a picture of up to 32 × 32 pixels, 0 (none) to 1 (full), drawn as thick lines with soft edges.
struct Canvas {
  /// The number of rows.
  let height: Int
  /// Ink of columns 0–15 and 16–31 of each row, [row, half].
  private(set) var ink: [SIMD16<Float>]

  init(height: Int) {
    precondition((1...32).contains(height))
    self.height = height
    ink = [SIMD16<Float>](repeating: .zero, count: 2 * height)
  }

  /// Takes all ink away.
  mutating func clear() {
    for index in ink.indices { ink[index] = .zero }
  }

  /// The ink at one pixel.
  func ink(row: Int, column: Int) -> Float {
    ink[2 * row + column >> 4][column & 15]
  }

  /// Draws a line with round ends; where lines overlap, the darker counts.
  ///
  /// At distance d from the line the ink is ((r + ½)² − d²) / 2r, held in [0, 1]: full up to d = r − ½ and none from
  /// r + ½ on, as an anti-aliased edge, without a square root.
  ///
  /// - Parameters:
  ///   - a: One end, in pixels, columns right and rows down, pixel centres at whole numbers.
  ///   - b: The other end.
  ///   - radius: Half the width r, in pixels, at least ½.
  /// - Complexity: O(rows that the line crosses).
  mutating func line(from a: SIMD2<Float>, to b: SIMD2<Float>, radius: Float) {
    let reach = radius + 0.5
    let low = pointwiseMin(a, b) - reach
    let high = pointwiseMax(a, b) + reach
    guard low.x < 32, high.x >= 0, low.y < Float(height), high.y >= 0 else { return }
    let rows = Int(max(low.y, 0))...Int(min(high.y, Float(height - 1)))
    let halves = (low.x < 16 ? 0 : 1)...(high.x >= 16 ? 1 : 0)
    let along = b - a
    let squaredLength = along.x * along.x + along.y * along.y
    let direction = squaredLength > 0 ? along / squaredLength : .zero
    let (limit, slope) = (reach * reach, 1 / (2 * radius))
    for half in halves {
      let dx = Self.columns + (Float(16 * half) - a.x)
      for row in rows {
        let dy = Float(row) - a.y
        let t = Self.unit(dx * direction.x + dy * direction.y)
        let (px, py) = (dx - t * along.x, dy - t * along.y)
        let coverage = Self.unit((limit - (px * px + py * py)) * slope)
        let index = 2 * row + half
        ink[index] = ink[index].replacing(with: coverage, where: coverage .> ink[index])
      }
    }
  }

  private static var columns: SIMD16<Float> { SIMD16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }

  /// Each value held in [0, 1].
  @inline(__always)
  private static func unit(_ values: SIMD16<Float>) -> SIMD16<Float> {
    let positive = values.replacing(with: 0, where: values .< 0)
    return positive.replacing(with: 1, where: positive .> 1)
  }
}
