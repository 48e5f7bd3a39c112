/// A square matrix of 1 and −1 with orthogonal rows: H Hᵀ = n I.
///
/// Its order n is 1, 2 or a multiple of 4. ``HadamardConstruction`` says how each order is made.
public struct HadamardMatrix: Sendable, Equatable {
  /// The number of rows and of columns, n.
  public let order: Int
  /// Rows of whole words; bit j mod 64 of word ⌊j / 64⌋ of row i is set where the entry is −1.
  private let words: [UInt64]
  private let wordsPerRow: Int

  /// Creates the matrix of an order.
  ///
  /// - Complexity: O(n²).
  /// - Throws: ``CompressiveSamplingError/noHadamardMatrix(order:)`` where ``HadamardConstruction`` knows none.
  public init(order: Int) throws(CompressiveSamplingError) {
    self = try HadamardConstruction(order: order).matrix()
  }

  /// Creates a matrix from its entries, which are not checked.
  init(order: Int, isNegative: (_ row: Int, _ column: Int) -> Bool) {
    self.order = order
    wordsPerRow = (order + 63) / 64
    var words = [UInt64](repeating: 0, count: order * wordsPerRow)
    for row in 0..<order {
      for column in 0..<order where isNegative(row, column) {
        words[row * wordsPerRow + column / 64] |= 1 << UInt64(column % 64)
      }
    }
    self.words = words
  }

  /// The entry, 1 or −1.
  public subscript(row: Int, column: Int) -> Int { isNegative(row, column) ? -1 : 1 }

  func isNegative(_ row: Int, _ column: Int) -> Bool {
    words[row * wordsPerRow + column / 64] >> UInt64(column % 64) & 1 == 1
  }

  /// The Kronecker product: entry (i n′ + k, j n′ + l) is that at (i, j) here times that at (k, l) there.
  ///
  /// - Complexity: O(n² n′²).
  public func kronecker(_ other: HadamardMatrix) -> HadamardMatrix {
    let inner = other.order
    return HadamardMatrix(order: order * inner) { row, column in
      isNegative(row / inner, column / inner) != other.isNegative(row % inner, column % inner)
    }
  }

  /// Whether H Hᵀ = n I, from the number of places in which two rows differ.
  ///
  /// - Complexity: O(n³ / 64).
  public var hasOrthogonalRows: Bool {
    let words = self.words.span
    for row in 0..<order {
      for other in 0..<row {
        var differences = 0
        for word in 0..<wordsPerRow {
          differences += (words[row * wordsPerRow + word] ^ words[other * wordsPerRow + word]).nonzeroBitCount
        }
        if 2 * differences != order { return false }
      }
    }
    return true
  }
}
