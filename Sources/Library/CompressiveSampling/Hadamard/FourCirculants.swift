/// Four circulant matrices of ±1 of order t with A Aᵀ + B Bᵀ + C Cᵀ + D Dᵀ = 4t I, which make a Hadamard matrix of
/// order 4t.
///
/// Their first rows are 1 at place 0 and constant on the orbits of the places 1..<t under multiplication mod t by one
/// number. Where that group holds −1 the matrices are symmetric, as Williamson's (1944); all fit the array of Goethals
/// and Seidel ("Orthogonal matrices with zero diagonal", 1967). The table was found by searching for two pairs whose
/// periodic autocorrelations cancel.
struct FourCirculants: Sendable {
  /// The order t.
  let length: Int
  /// The number whose powers make the orbits.
  private let multiplier: Int
  /// For each matrix the orbits with −1: bit i is that of the orbit with the (i + 1)-th smallest least place.
  private let orbits: [UInt32]

  /// The circulants of order `length`, if the table has them.
  init?(length: Int) {
    guard let entry = Self.table.first(where: { $0.length == length }) else { return nil }
    self = entry
  }

  private init(_ length: Int, _ multiplier: Int, _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
    self.length = length
    self.multiplier = multiplier
    orbits = [a, b, c, d]
  }

  /// The matrix of order 4t, with R the exchange of columns from end to end:
  ///
  ///     [[A, BR, CR, DR], [−BR, A, DᵀR, −CᵀR], [−CR, −DᵀR, A, BᵀR], [−DR, CᵀR, −BᵀR, A]]
  ///
  /// - Complexity: O(t²).
  func matrix() -> HadamardMatrix {
    let t = length, rows = orbits.map(firstRow)
    // Of the blocks beside the diagonal: which circulant, whether transposed, whether negated.
    let array = [
      [nil, (1, false, false), (2, false, false), (3, false, false)],
      [(1, false, true), nil, (3, true, false), (2, true, true)],
      [(2, false, true), (3, true, true), nil, (1, true, false)],
      [(3, false, true), (2, true, false), (1, true, true), nil],
    ]
    return HadamardMatrix(order: 4 * t) { row, column in
      let (i, j) = (row % t, column % t)
      guard let (circulant, isTransposed, isNegated) = array[row / t][column / t] else {
        return rows[0][(j - i + t) % t]
      }
      let place = isTransposed ? (i + j + 1) % t : (2 * t - 1 - i - j) % t
      return rows[circulant][place] != isNegated
    }
  }

  /// Where the first row is −1.
  private func firstRow(_ negative: UInt32) -> [Bool] {
    var row = [Bool](repeating: false, count: length), isKnown = row, orbit: UInt32 = 0
    for place in 1..<length where !isKnown[place] {
      var member = place
      repeat {
        isKnown[member] = true
        row[member] = negative >> orbit & 1 == 1
        member = member * multiplier % length
      } while member != place
      orbit += 1
    }
    return row
  }

  private static let table = [
    FourCirculants(23, 22, 0x19c, 0x153, 0x71b, 0x2b),
    FourCirculants(39, 29, 0x1c3, 0x171, 0x1d8, 0x18c),
    FourCirculants(43, 4, 0x32, 0x38, 0x23, 0x2b),
    FourCirculants(65, 9, 0x33c2, 0x3751, 0x2ee1, 0x3fb2),
    FourCirculants(67, 29, 0x245e96, 0x3729b2, 0x38b27b, 0x37e31c),
    FourCirculants(93, 2, 0x1bb0, 0xcb8, 0xfd1, 0x15f1),
    FourCirculants(119, 2, 0x95, 0xf8, 0xc7, 0xdc),
    FourCirculants(127, 2, 0xf1ca, 0x1e1b6, 0x36d83, 0xcb67),
  ]
}
