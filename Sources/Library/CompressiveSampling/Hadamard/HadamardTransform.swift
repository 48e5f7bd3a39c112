/// Products with the Hadamard matrix that ``HadamardConstruction`` gives for an order: x ← H x or Hᵀ x in place.
///
/// H is C ⊗ S with a core C of order c and Sylvester's matrix S of order w = 2ᵉ. With x as c rows of w elements, each
/// row is transformed by S in w log₂ w additions, and then the rows are combined by C in c² w. The cost for an element
/// is c + e, just e for a power of 2.
public struct HadamardTransform: Sendable {
  /// The order of the matrix, n.
  public let order: Int
  /// How the matrix is made.
  public let construction: HadamardConstruction
  /// The core and its transpose; nil for a core of order 1.
  private let core: (matrix: SignProduct, transpose: SignProduct)?

  /// Creates the transform of an order.
  ///
  /// - Complexity: O(c²).
  /// - Throws: ``CompressiveSamplingError/noHadamardMatrix(order:)``.
  public init(order: Int) throws(CompressiveSamplingError) {
    construction = try HadamardConstruction(order: order)
    self.order = order
    guard construction.coreOrder > 1 else {
      core = nil
      return
    }
    let matrix = try construction.coreMatrix()
    core = (SignProduct(matrix, isTransposed: false), SignProduct(matrix, isTransposed: true))
  }

  /// x ← H x.
  ///
  /// - Precondition: There are n values.
  /// - Complexity: O(n (c + e)).
  public func apply(_ values: inout MutableSpan<Float>) { apply(&values, core?.matrix) }

  /// x ← Hᵀ x.
  ///
  /// - Precondition: There are n values.
  /// - Complexity: O(n (c + e)).
  public func applyTranspose(_ values: inout MutableSpan<Float>) { apply(&values, core?.transpose) }

  private func apply(_ values: inout MutableSpan<Float>, _ core: SignProduct?) {
    precondition(values.count == order, "\(values.count) values for a matrix of order \(order)")
    WalshHadamardTransform.transform(&values, runsOf: 1 << construction.doublings)
    core?.apply(&values)
  }
}
