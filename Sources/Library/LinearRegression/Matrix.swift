/// A small matrix, row by row, each row filled up with zeros to whole vectors of 16, and with rows of zeros to a multiple of 4.
struct Matrix: Sendable {
  let rows: Int, columns: Int
  /// The distance of rows.
  private let stride: Int
  private var elements: [Float]

  /// A matrix of zeros.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = (columns + 15) & ~15
    elements = [Float](repeating: 0, count: ((rows + 3) & ~3) * stride)
  }

  /// The elements, row by row.
  var values: [Float] {
    get { (0..<rows).flatMap { elements[$0 * stride..<$0 * stride + columns] } }
    set {
      precondition(newValue.count == rows * columns, "\(newValue.count) elements")
      for row in 0..<rows {
        for column in 0..<columns { elements[row * stride + column] = newValue[row * columns + column] }
      }
    }
  }

  /// The sum of squares.
  var squaredNorm: Double {
    let span = elements.span
    var sums = SIMD16<Double>()
    for start in Swift.stride(from: 0, to: span.count, by: 16) {
      let row = SIMD16<Double>(span.bytes.unsafeLoadUnaligned(fromByteOffset: 4 &* start, as: SIMD16<Float>.self))
      sums += row * row
    }
    return (0..<16).reduce(0) { $0 + sums[$1] }
  }

  /// self ← self + c A.
  mutating func add(_ factor: Float, times other: Matrix) {
    precondition(other.rows == rows && other.columns == columns, "shapes of a sum")
    for index in elements.indices { elements[index] += factor * other.elements[index] }
  }

  /// self ← A B.
  ///
  /// - Complexity: O(rows · columns · inner).
  mutating func setProduct(_ a: Matrix, _ b: Matrix) {
    precondition(a.rows == rows && a.columns == b.rows && b.columns == columns, "shapes of a product")
    combine(b, factors: a, rowStride: a.stride, innerStride: 1)
  }

  /// self ← Aᵀ B.
  mutating func setProduct(transposeOf a: Matrix, _ b: Matrix) {
    precondition(a.columns == rows && a.rows == b.rows && b.columns == columns, "shapes of a product")
    combine(b, factors: a, rowStride: 1, innerStride: a.stride)
  }

  /// Row i ← Σ factor(i, p) · row p of B, in the order of p; four rows at a time, for sums that do not wait for each other.
  private mutating func combine(_ b: Matrix, factors: Matrix, rowStride: Int, innerStride: Int) {
    let (rows, stride) = (rows, stride)
    elements.withUnsafeMutableBytes { result in
      b.elements.withUnsafeBytes { source in
        factors.elements.withUnsafeBufferPointer { factors in
          for row in Swift.stride(from: 0, to: rows, by: 4) {
            for column in Swift.stride(from: 0, to: stride, by: 16) {
              var sums = (SIMD16<Float>(), SIMD16<Float>(), SIMD16<Float>(), SIMD16<Float>())
              for inner in 0..<b.rows {
                let vector = source.loadUnaligned(
                  fromByteOffset: 4 &* (inner &* stride &+ column), as: SIMD16<Float>.self)
                let place = row &* rowStride &+ inner &* innerStride
                sums.0 += factors[place] * vector
                sums.1 += factors[place &+ rowStride] * vector
                sums.2 += factors[place &+ 2 &* rowStride] * vector
                sums.3 += factors[place &+ 3 &* rowStride] * vector
              }
              let start = 4 * (row * stride + column)
              result.storeBytes(of: sums.0, toByteOffset: start, as: SIMD16<Float>.self)
              result.storeBytes(of: sums.1, toByteOffset: start + 4 * stride, as: SIMD16<Float>.self)
              result.storeBytes(of: sums.2, toByteOffset: start + 8 * stride, as: SIMD16<Float>.self)
              result.storeBytes(of: sums.3, toByteOffset: start + 12 * stride, as: SIMD16<Float>.self)
            }
          }
        }
      }
    }
  }
}
