/// The minimum of yᵀM y − 2 bᵀy for a symmetric matrix M without negative eigenvalues.
struct SymmetricSystem {
  /// M, row by row.
  var matrix: [[Double]]
  /// b.
  var right: [Double]

  /// A y at which the form is least over all but the coordinates that depend on those before them; these stay 0.
  ///
  /// By elimination on the diagonal; a pivot below 10⁻⁹ of its diagonal element counts as none.
  ///
  /// - Complexity: O(K³).
  var minimizer: [Double] {
    var m = matrix, b = right
    let n = b.count
    var kept = [Bool](repeating: false, count: n)
    for k in 0..<n {
      kept[k] = m[k][k] > 1e-9 * matrix[k][k]
      guard kept[k] else { continue }
      for i in k + 1..<max(n, k + 1) {
        let factor = m[i][k] / m[k][k]
        for j in k + 1..<n { m[i][j] -= factor * m[k][j] }
        b[i] -= factor * b[k]
      }
    }
    var y = [Double](repeating: 0, count: n)
    for k in (0..<n).reversed() where kept[k] {
      let above = (k + 1..<max(n, k + 1)).reduce(0) { $0 + m[k][$1] * y[$1] }
      y[k] = (b[k] - above) / m[k][k]
    }
    return y
  }
}
