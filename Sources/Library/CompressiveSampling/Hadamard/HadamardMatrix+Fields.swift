// Matrices from the quadratic character χ of a finite field.

extension HadamardMatrix {
  /// Paley's first construction (1933), of order q + 1 for q ≡ 3 mod 4.
  ///
  /// It is I + S, with S = [[0, 1], [−1, χ(aᵢ − aⱼ)]] skew-symmetric and S Sᵀ = q I.
  static func paley(_ field: FiniteField) -> HadamardMatrix {
    HadamardMatrix(order: field.order + 1) { row, column in
      if row == column || row == 0 { return false }
      return column == 0 || field.character(of: row - 1, minus: column - 1) < 0
    }
  }

  /// Paley's second construction, of order 2(q + 1) for q ≡ 1 mod 4.
  ///
  /// With C = [[0, 1], [1, χ(aᵢ − aⱼ)]] symmetric and C² = q I, it is C ⊗ [[1, 1], [1, −1]] + I ⊗ [[1, −1], [−1, −1]].
  static func doubledPaley(_ field: FiniteField) -> HadamardMatrix {
    HadamardMatrix(order: 2 * (field.order + 1)) { row, column in
      let (i, j) = (row / 2, column / 2), isLast = row % 2 == 1 && column % 2 == 1
      if i == j { return row % 2 == 1 || column % 2 == 1 }
      let isNegative = i > 0 && j > 0 && field.character(of: i - 1, minus: j - 1) < 0
      return isNegative != isLast
    }
  }

  /// Miyamoto's construction ("A construction of Hadamard matrices", Journal of Combinatorial Theory A 57, 1991), of
  /// order 4q for q ≡ 1 mod 4, from a Hadamard matrix K of order q − 1 = 2m.
  ///
  /// With the squares before the other elements, let X = χ(aᵢ − aⱼ), the rows of the others negated. In 4 × 4 blocks of
  /// order m let
  ///
  ///     U = [[X, 0], [0, X]],   V = [[I, K], [−Kᵀ, I]]
  ///
  /// so that U Uᵀ = q I − 2J in the blocks on the diagonal and 0 elsewhere, V Vᵀ = q I, each row of U sums to −1 in
  /// the block on the diagonal and to 0 in others, and U ± V has no zeros. The matrix has 4 × 4 blocks of order q:
  ///
  ///     [[s, a 1], [b 1, [[U + V, U − V], [U − V, U + V]]]]
  ///
  /// with numbers s, a, b of each block that form Hadamard matrices of order 4 with s bᵀ = 2a.
  static func miyamoto(_ field: FiniteField, _ inner: HadamardMatrix) -> HadamardMatrix {
    let q = field.order, m = (q - 1) / 2
    let elements = (0..<2 * m).map { field.powers[$0 < m ? 2 * $0 : 2 * ($0 - m) + 1] }
    return HadamardMatrix(order: 4 * q) { row, column in
      let (I, J) = (row / q, column / q), (i, j) = (row % q, column % q)
      if j == 0 && i > 0 { return I == J }
      if i == 0 {
        let isNegative = !(I & J).nonzeroBitCount.isMultiple(of: 2)
        return j == 0 || I == 0 ? isNegative : !isNegative
      }
      let isSameHalf = (i > m) == (j > m)
      let k = I % 2 * m + (i - 1) % m, l = J % 2 * m + (j - 1) % m
      if I / 2 != J / 2 { return (I < 2 ? inner.isNegative(k, l) : !inner.isNegative(l, k)) != !isSameHalf }
      if k == l { return !isSameHalf }
      return (field.character(of: elements[k], minus: elements[l]) < 0) != (I % 2 == 1)
    }
  }
}
