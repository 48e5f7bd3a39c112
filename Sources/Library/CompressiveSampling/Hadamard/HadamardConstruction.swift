/// How a Hadamard matrix of an order is made: a core, enlarged by a power of 2.
///
/// The order is that of the core times 2ᵉ, e = ``doublings``, and the matrix is core ⊗ Sylvester's matrix of order 2ᵉ.
/// The core is the smallest that is known; for a power of 2 it is 1.
///
/// There is a matrix for every multiple of 4 up to 1,000 but 188, 236, 376, 412, 428, 472, 532, 604, 612, 652, 668,
/// 716, 732, 756, 764, 836, 852, 856, 876, 892, 940, 944, 956, 980, 988 and 996; of 668, 716 and 892 none is known to
/// anybody.
public struct HadamardConstruction: Sendable, Equatable {
  /// A matrix that is not a product.
  public enum Core: Sendable, Equatable {
    /// Order 1.
    case one
    /// Order q + 1, q ≡ 3 mod 4 a power of a prime (Paley).
    case paley(Int)
    /// Order 2(q + 1), q ≡ 1 mod 4 a power of a prime (Paley).
    case doubledPaley(Int)
    /// Order 4t (Williamson; Goethals and Seidel): t of the table of `FourCirculants`.
    case fourCirculants(Int)
    /// Order 4q, q ≡ 1 mod 4 a power of a prime, from a matrix of order q − 1 (Miyamoto).
    case miyamoto(Int)
  }

  /// The core.
  public let core: Core
  /// The exponent of the power of 2, e.
  public let doublings: Int

  /// Finds how to make the matrix of an order.
  ///
  /// - Throws: ``CompressiveSamplingError/noHadamardMatrix(order:)`` where no way is known here.
  public init(order: Int) throws(CompressiveSamplingError) {
    guard order > 0 else { throw .noHadamardMatrix(order: order) }
    for doublings in (0...order.trailingZeroBitCount).reversed() {
      guard let core = Self.core(order: order >> doublings) else { continue }
      self.core = core
      self.doublings = doublings
      return
    }
    throw .noHadamardMatrix(order: order)
  }

  /// The order of the core.
  public var coreOrder: Int {
    switch core {
    case .one: 1
    case .paley(let q): q + 1
    case .doubledPaley(let q): 2 * (q + 1)
    case .fourCirculants(let t): 4 * t
    case .miyamoto(let q): 4 * q
    }
  }

  /// The order of the matrix.
  public var order: Int { coreOrder << doublings }

  /// The least order from `length` on that has a matrix.
  ///
  /// - Precondition: `length` is positive and at most 2³⁰.
  public static func leastOrder(atLeast length: Int) -> Int {
    precondition((1...1 << 30).contains(length), "an order of \(length)")
    var order = length
    while (try? HadamardConstruction(order: order)) == nil { order += 1 }
    return order
  }

  /// The matrix.
  ///
  /// - Complexity: O(n²).
  public func matrix() throws(CompressiveSamplingError) -> HadamardMatrix {
    try coreMatrix().kronecker(Self.sylvester(doublings))
  }

  /// Sylvester's matrix of order 2ᵉ (1867): the sign at (i, j) is that of (−1) to the number of ones in the bits of i ∧
  /// j.
  static func sylvester(_ doublings: Int) -> HadamardMatrix {
    HadamardMatrix(order: 1 << doublings) { !($0 & $1).nonzeroBitCount.isMultiple(of: 2) }
  }

  /// The matrix of the core.
  func coreMatrix() throws(CompressiveSamplingError) -> HadamardMatrix {
    switch core {
    case .one: return Self.sylvester(0)
    case .paley(let q): if let field = FiniteField(order: q) { return .paley(field) }
    case .doubledPaley(let q): if let field = FiniteField(order: q) { return .doubledPaley(field) }
    case .fourCirculants(let t): if let circulants = FourCirculants(length: t) { return circulants.matrix() }
    case .miyamoto(let q):
      if let field = FiniteField(order: q) { return .miyamoto(field, try HadamardMatrix(order: q - 1)) }
    }
    throw .noHadamardMatrix(order: coreOrder)
  }

  /// The core of exactly this order, if one is known.
  private static func core(order: Int) -> Core? {
    if order == 1 { return .one }
    guard order.isMultiple(of: 4) else { return nil }
    if isOddPrimePower(order - 1) { return .paley(order - 1) }
    let half = order / 2 - 1, quarter = order / 4
    if half % 4 == 1, isOddPrimePower(half) { return .doubledPaley(half) }
    if FourCirculants(length: quarter) != nil { return .fourCirculants(quarter) }
    if quarter % 4 == 1, isOddPrimePower(quarter), (try? HadamardConstruction(order: quarter - 1)) != nil {
      return .miyamoto(quarter)
    }
    return nil
  }

  /// - Complexity: O(√q).
  private static func isOddPrimePower(_ q: Int) -> Bool {
    guard q > 2, !q.isMultiple(of: 2) else { return false }
    var (divisor, rest) = (3, q)
    while divisor * divisor <= q, !q.isMultiple(of: divisor) { divisor += 2 }
    if divisor * divisor > q { return true }
    while rest.isMultiple(of: divisor) { rest /= divisor }
    return rest == 1
  }
}
