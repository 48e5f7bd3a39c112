/// Products of a dense matrix of ±1 with rows of numbers.
///
/// The entries are kept as floats, column by column, each column filled up with zeros to whole vectors.
struct SignProduct: Sendable {
  private let order: Int
  private let columnLength: Int
  private let columns: [Float]

  init(_ matrix: HadamardMatrix, isTransposed: Bool) {
    order = matrix.order
    columnLength = (order + 15) & ~15
    var columns = [Float](repeating: 0, count: order * columnLength)
    for row in 0..<order {
      for column in 0..<order {
        columns[column * columnLength + row] = Float(isTransposed ? matrix[column, row] : matrix[row, column])
      }
    }
    self.columns = columns
  }

  /// Replaces `values`, as many rows as the matrix has, by their combinations.
  ///
  /// - Complexity: O(*order* · *count*).
  func apply(_ values: inout MutableSpan<Float>) {
    let width = values.count / order
    if width.isMultiple(of: 16) { combine(&values, width: width) } else { multiply(&values, width: width) }
  }

  /// For rows of whole vectors: sixteen places of all rows at a time.
  private func combine(_ values: inout MutableSpan<Float>, width: Int) {
    var copy = [SIMD16<Float>](repeating: .zero, count: order)
    let columns = self.columns.span
    for place in stride(from: 0, to: width, by: 16) {
      for row in 0..<order {
        copy[row] = values.bytes.unsafeLoadUnaligned(fromByteOffset: 4 * (row * width + place), as: SIMD16<Float>.self)
      }
      let rows = copy.span
      var bytes = values.mutableBytes
      // A column is filled up to a multiple of four rows at least.
      for first in stride(from: 0, to: order, by: 4) {
        var a = SIMD16<Float>(), b = a, c = a, d = a
        for row in 0..<order {
          let x = rows[unchecked: row], entry = row &* columnLength &+ first
          a += x * columns[unchecked: entry]
          b += x * columns[unchecked: entry &+ 1]
          c += x * columns[unchecked: entry &+ 2]
          d += x * columns[unchecked: entry &+ 3]
        }
        bytes.storeBytes(of: a, toByteOffset: 4 * (first * width + place), as: SIMD16<Float>.self)
        bytes.storeBytes(of: b, toByteOffset: 4 * ((first + 1) * width + place), as: SIMD16<Float>.self)
        bytes.storeBytes(of: c, toByteOffset: 4 * ((first + 2) * width + place), as: SIMD16<Float>.self)
        bytes.storeBytes(of: d, toByteOffset: 4 * ((first + 3) * width + place), as: SIMD16<Float>.self)
      }
    }
  }

  /// For narrow rows: one place of all rows at a time, as a sum of columns.
  private func multiply(_ values: inout MutableSpan<Float>, width: Int) {
    var sums = [Float](repeating: 0, count: columnLength)
    let columns = self.columns.span
    for place in 0..<width {
      for first in stride(from: 0, to: columnLength, by: 64) {
        var a = SIMD16<Float>(), b = a, c = a, d = a
        let vectorCount = min(4, (columnLength - first) / 16)
        for row in 0..<order {
          let x = values[unchecked: row &* width &+ place], entry = 4 &* (row &* columnLength &+ first)
          a += x * columns.bytes.unsafeLoadUnaligned(fromByteOffset: entry, as: SIMD16<Float>.self)
          if vectorCount > 1 {
            b += x * columns.bytes.unsafeLoadUnaligned(fromByteOffset: entry &+ 64, as: SIMD16<Float>.self)
          }
          if vectorCount > 2 {
            c += x * columns.bytes.unsafeLoadUnaligned(fromByteOffset: entry &+ 128, as: SIMD16<Float>.self)
          }
          if vectorCount > 3 {
            d += x * columns.bytes.unsafeLoadUnaligned(fromByteOffset: entry &+ 192, as: SIMD16<Float>.self)
          }
        }
        var span = sums.mutableSpan
        var bytes = span.mutableBytes
        for (index, sum) in [a, b, c, d].prefix(vectorCount).enumerated() {
          bytes.storeBytes(of: sum, toByteOffset: 4 * (first + 16 * index), as: SIMD16<Float>.self)
        }
      }
      for row in 0..<order { values[unchecked: row &* width &+ place] = sums[row] }
    }
  }
}
