/// Mean and variance of each column of a matrix that comes in blocks of rows.
///
/// Sums are of differences from the first row, so that a large mean does not swallow the variance.
struct ColumnMoments {
  private let columns: Int
  private var rows = 0
  private var shift: Tensor
  private var sums: [Double]
  private var squares: [Double]

  init(columns: Int) {
    self.columns = columns
    shift = Tensor(uninitialized: [columns])
    sums = Array(repeating: 0, count: columns)
    squares = sums
  }

  mutating func add(_ x: UnsafePointer<Float>, rows count: Int) {
    if rows == 0 { shift.mutablePointer.update(from: x, count: columns) }
    rows += count
    let shift = shift.pointer
    sums.withUnsafeMutableBufferPointer { sums in
      squares.withUnsafeMutableBufferPointer { squares in
        guard let first = sums.baseAddress, let second = squares.baseAddress else { return }
        sumColumns(rows: count, columns: columns, into: first, second) { column, lanes in
          load(shift + column, lanes)
        } of: { shift, i, lanes in
          let difference = load(x + i, lanes) - shift
          return (difference, difference * difference)
        }
      }
    }
  }

  /// Writes means, then biased variances.
  func write(to destination: UnsafeMutablePointer<Float>) {
    let count = Double(rows)
    for column in 0..<columns {
      let mean = sums[column] / count
      destination[column] = Float(Double(shift.pointer[column]) + mean)
      destination[columns + column] = Float(max(0, squares[column] / count - mean * mean))
    }
  }
}
