import Testing

@testable import LinearRegression

@Suite struct MatrixTests {
  /// Against sums of products; whole numbers, whose sums are exact.
  @Test(arguments: [(1, 1, 1), (3, 5, 2), (4, 16, 16), (19, 6, 33)]) func productsAreSums(
    rows: Int, inner: Int, columns: Int
  ) {
    func numbers(_ count: Int) -> [Float] { (0..<count).map { Float($0 * 7 % 11) - 5 } }
    var a = Matrix(rows: rows, columns: inner), b = Matrix(rows: inner, columns: columns)
    a.values = numbers(rows * inner)
    b.values = numbers(inner * columns)
    var transpose = Matrix(rows: inner, columns: rows)
    transpose.values = (0..<inner * rows).map { a.values[$0 % rows * inner + $0 / rows] }
    let expected = (0..<rows * columns).map { place in
      (0..<inner).reduce(Float(0)) {
        $0 + a.values[place / columns * inner + $1] * b.values[$1 * columns + place % columns]
      }
    }
    var product = Matrix(rows: rows, columns: columns), other = product
    product.setProduct(a, b)
    other.setProduct(transposeOf: transpose, b)
    #expect(product.values == expected && other.values == expected)
    #expect(product.squaredNorm == expected.reduce(0) { $0 + Double($1) * Double($1) })
    product.add(-1, times: other)
    #expect(product.squaredNorm == 0)
  }
}
