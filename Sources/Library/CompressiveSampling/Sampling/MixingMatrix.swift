public import Randomness

/// The random matrix of compressive sampling, T = H R/√k, and its transpose (THESIS, Equation (4.1)).
///
/// R is a diagonal of random signs r, and H is k rows of the Hadamard matrix of order n. Whatever the rows,
///
///     T Tᵀ = (n/k) I,   E[Tᵀ T] = I over r   (THESIS, Lemma 6)
///
/// The signs come from a stream that both ends know; products take O(n log n), or as ``HadamardTransform`` says.
public struct MixingMatrix: Sendable {
  /// Which rows of the Hadamard matrix are measured with.
  public enum Selection: Sendable, Equatable {
    /// The first k.
    case first
    /// k of them at random.
    case drawn
  }

  /// The number of columns, n.
  public var order: Int { transform.order }
  /// The number of rows, k.
  public let measurementCount: Int
  /// The rows of the Hadamard matrix, ascending; nil for the first k.
  public let rows: [Int]?
  private let transform: HadamardTransform

  /// Creates the matrix with the first `measurementCount` rows, or those of `rows`.
  ///
  /// - Throws: ``CompressiveSamplingError/noHadamardMatrix(order:)``, or
  ///   ``CompressiveSamplingError/invalidCount(_:quantity:expected:)`` unless k lies in 1...n.
  /// - Precondition: There are k `rows`, strictly ascending, in 0..<n.
  public init(order: Int, measurementCount: Int, rows: [Int]? = nil) throws(CompressiveSamplingError) {
    let transform = try HadamardTransform(order: order)
    try CompressiveSamplingError.check(measurementCount, in: 1...order, "measurements")
    self.init(transform, measurementCount: measurementCount, rows: rows)
  }

  init(_ transform: HadamardTransform, measurementCount: Int, rows: [Int]? = nil) {
    if let rows {
      precondition(rows.count == measurementCount, "\(rows.count) rows for \(measurementCount) measurements")
      precondition(zip(rows, rows.dropFirst()).allSatisfy(<), "rows that do not ascend")
      precondition(rows.allSatisfy { (0..<transform.order).contains($0) }, "rows beyond \(transform.order)")
    }
    self.transform = transform
    self.measurementCount = measurementCount
    self.rows = rows
  }

  /// The same matrix with k rows that are drawn, all choices equally likely.
  public func drawingRows(using rng: inout some RandomNumberGenerator) -> MixingMatrix {
    MixingMatrix(
      transform, measurementCount: measurementCount, rows: choice(measurementCount, of: order, using: &rng).sorted())
  }

  /// Writes v = T g.
  ///
  /// - Parameters:
  ///   - block: g, whose missing elements up to n are 0.
  ///   - rng: The generator at the start of the stream of signs.
  ///   - first: The element of the stream that is r₀.
  ///   - measurements: v, of k elements.
  public func measure(
    _ block: Span<Float>, signs rng: Philox, startingAt first: Int = 0, into measurements: inout MutableSpan<Float>
  ) {
    let signs = signs(rng, startingAt: first)
    measure(block, signs: signs.span, into: &measurements)
  }

  /// Writes α Tᵀ v, or as many of its first elements as `block` has.
  ///
  /// - Parameters:
  ///   - measurements: v, of k elements.
  ///   - scale: α.
  ///   - rng: The generator at the start of the stream of signs.
  ///   - first: The element of the stream that is r₀.
  public func reconstruct(
    _ measurements: Span<Float>, scale: Float = 1, signs rng: Philox, startingAt first: Int = 0,
    into block: inout MutableSpan<Float>
  ) {
    let signs = signs(rng, startingAt: first)
    reconstruct(measurements, scale: scale, signs: signs.span, into: &block)
  }

  /// Writes v = T g for n signs r; elements of g that are missing up to n are 0.
  public func measure(_ block: Span<Float>, signs: Span<Float>, into measurements: inout MutableSpan<Float>) {
    precondition(block.count <= order && measurements.count == measurementCount, "a block of \(block.count) elements")
    precondition(signs.count == order, "\(signs.count) signs")
    var mixed = [Float](repeating: 0, count: order)
    var values = mixed.mutableSpan
    for index in block.indices { values[unchecked: index] = signs[unchecked: index] * block[unchecked: index] }
    transform.apply(&values)
    let factor = 1 / Float(measurementCount).squareRoot()
    if let rows {
      for (index, row) in rows.enumerated() { measurements[index] = factor * values[row] }
    } else {
      for index in measurements.indices { measurements[unchecked: index] = factor * values[unchecked: index] }
    }
  }

  /// Writes α Tᵀ v, or as many of its first elements as `block` has, for n signs r.
  public func reconstruct(
    _ measurements: Span<Float>, scale: Float, signs: Span<Float>, into block: inout MutableSpan<Float>
  ) {
    precondition(block.count <= order && measurements.count == measurementCount, "a block of \(block.count) elements")
    precondition(signs.count == order, "\(signs.count) signs")
    var mixed = [Float](repeating: 0, count: order)
    var values = mixed.mutableSpan
    if let rows {
      for (index, row) in rows.enumerated() { values[row] = measurements[index] }
    } else {
      for index in measurements.indices { values[unchecked: index] = measurements[unchecked: index] }
    }
    transform.applyTranspose(&values)
    let factor = scale / Float(measurementCount).squareRoot()
    for index in block.indices { block[unchecked: index] = factor * signs[unchecked: index] * values[unchecked: index] }
  }

  private func signs(_ rng: Philox, startingAt first: Int) -> [Float] {
    var signs = [Float](repeating: 0, count: order)
    var span = signs.mutableSpan
    Rademacher().fill(&span, startingAt: first, of: rng)
    return signs
  }
}
