/// The means and central cross sums of K sequences of equal length, from which their correlations follow.
///
/// With x̄_k the mean of sequence k, the sums are S_kj = Σ_i (x_ki − x̄_k)(x_ji − x̄_j). They are taken in double
/// precision, block by block so that a block of all sequences stays in the cache, in a fixed order, and the blocks are
/// combined in the order of their indices (Chan, Golub and LeVeque, 1979).
///
/// Two correlations are read from them. ``pearson(_:_:)`` is the ordinary one,
///
///     S_kj / √(S_kk S_jj),
///
/// and ``uncentredPearson(_:_:)`` that of [DSC, Equation (7)], where the means are taken to be zero:
///
///     ρ = E[Y_k Y_j] / √(E[Y_k²] E[Y_j²])
///
/// Either is nan where it is not defined: for a sequence whose variance, or mean square, is zero, for no values, and for
/// values that are not finite.
public struct CrossMoments: Sendable, Equatable {
  /// The number of values in each sequence, P.
  public let count: Int
  /// The means of the sequences, x̄_k; nan without values.
  public let means: [Double]
  /// S_kj, row after row.
  let sums: [Double]

  /// The cross moments of sequences.
  ///
  /// - Precondition: there is at least one sequence, and all have the same count.
  /// - Complexity: O(K² P); the values are read from memory once.
  public init(_ sequences: [[Float]]) {
    precondition(!sequences.isEmpty, "there must be a sequence")
    let count = sequences[0].count
    precondition(sequences.allSatisfy { $0.count == count }, "sequences must have the same count")
    var sums = CrossSums(sequenceCount: sequences.count)
    for start in stride(from: 0, to: count, by: CrossSums.blockCount) {
      let range = start..<min(start + CrossSums.blockCount, count)
      for (row, sequence) in sequences.enumerated() { sums.load(sequence.span, range, row: row) }
      sums.addBlock(count: range.count)
    }
    self.init(sums)
  }

  /// The cross moments of the rows of a matrix, [K, P] with K = `rowCount`, stored row after row.
  ///
  /// - Precondition: `rowCount` is positive and divides the count of `values`.
  /// - Complexity: O(K² P).
  public init(rows values: Span<Float>, rowCount: Int) {
    precondition(rowCount > 0 && values.count.isMultiple(of: rowCount), "rows must have the same count")
    let count = values.count / rowCount
    var sums = CrossSums(sequenceCount: rowCount)
    for start in stride(from: 0, to: count, by: CrossSums.blockCount) {
      let end = min(start + CrossSums.blockCount, count)
      for row in 0..<rowCount { sums.load(values, row * count + start..<row * count + end, row: row) }
      sums.addBlock(count: end - start)
    }
    self.init(sums)
  }

  /// The cross moments of two sequences, which have the indices 0 and 1.
  ///
  /// - Precondition: both have the same count.
  /// - Complexity: O(P).
  public init(_ first: Span<Float>, _ second: Span<Float>) {
    precondition(first.count == second.count, "sequences must have the same count")
    var sums = CrossSums(sequenceCount: 2)
    for start in stride(from: 0, to: first.count, by: CrossSums.blockCount) {
      let range = start..<min(start + CrossSums.blockCount, first.count)
      sums.load(first, range, row: 0)
      sums.load(second, range, row: 1)
      sums.addBlock(count: range.count)
    }
    self.init(sums)
  }

  private init(_ sums: CrossSums) {
    count = sums.count
    means = sums.count == 0 ? sums.means.map { _ in .nan } : sums.means
    self.sums = sums.sums
  }
}

extension CrossMoments {
  /// The number of sequences, K.
  public var sequenceCount: Int { means.count }

  /// The covariance S_kj/P of two sequences; nan without values.
  public func covariance(_ k: Int, _ j: Int) -> Double {
    sums[k * sequenceCount + j] / Double(count)
  }

  /// E[x_k x_j], the mean product of two sequences; nan without values.
  public func meanProduct(_ k: Int, _ j: Int) -> Double {
    covariance(k, j) + means[k] * means[j]
  }

  /// The ordinary correlation of two sequences, about their means.
  public func pearson(_ k: Int, _ j: Int) -> Double {
    Self.correlation(covariance(k, j), covariance(k, k), covariance(j, j))
  }

  /// The correlation of two sequences about zero, [DSC, Equation (7)].
  public func uncentredPearson(_ k: Int, _ j: Int) -> Double {
    Self.correlation(meanProduct(k, j), meanProduct(k, k), meanProduct(j, j))
  }

  /// ``pearson(_:_:)`` of all pairs, [K, K], row after row.
  public var pearsonMatrix: [Double] { matrix(pearson) }

  /// ``uncentredPearson(_:_:)`` of all pairs, [K, K], row after row.
  public var uncentredPearsonMatrix: [Double] { matrix(uncentredPearson) }

  /// The mean of ``pearson(_:_:)`` over all pairs k < j; nan where one of them is, and for a single sequence.
  public var meanPearson: Double { meanOverPairs(pearson) }

  /// The mean of ``uncentredPearson(_:_:)`` over all pairs k < j; nan where one of them is, and for a single sequence.
  public var meanUncentredPearson: Double { meanOverPairs(uncentredPearson) }

  private static func correlation(_ product: Double, _ first: Double, _ second: Double) -> Double {
    // Two roots, since the product of two small variances may be zero; rounding may leave [−1, 1].
    let value = product / (first.squareRoot() * second.squareRoot())
    return value.isNaN ? .nan : max(-1, min(value, 1))
  }

  private func matrix(_ value: (Int, Int) -> Double) -> [Double] {
    (0..<sequenceCount).flatMap { k in (0..<sequenceCount).map { j in value(k, j) } }
  }

  private func meanOverPairs(_ value: (Int, Int) -> Double) -> Double {
    let pairs = (0..<sequenceCount).flatMap { k in (k + 1..<max(sequenceCount, k + 1)).map { j in value(k, j) } }
    return pairs.reduce(0, +) / Double(pairs.count)
  }
}

/// The ordinary correlation of two sequences about their means; nan where one of them is constant.
///
/// - Precondition: both have the same count.
/// - Complexity: O(P), see ``CrossMoments``.
public func pearson(_ first: Span<Float>, _ second: Span<Float>) -> Double {
  CrossMoments(first, second).pearson(0, 1)
}

/// The correlation of two sequences about zero, [DSC, Equation (7)]; nan where one of them is zero.
///
/// - Precondition: both have the same count.
/// - Complexity: O(P), see ``CrossMoments``.
public func uncentredPearson(_ first: Span<Float>, _ second: Span<Float>) -> Double {
  CrossMoments(first, second).uncentredPearson(0, 1)
}

/// The ordinary correlation of two sequences about their means; nan where one of them is constant.
///
/// - Precondition: both have the same count.
/// - Complexity: O(P), see ``CrossMoments``.
public func pearson(_ first: [Float], _ second: [Float]) -> Double {
  pearson(first.span, second.span)
}

/// The correlation of two sequences about zero, [DSC, Equation (7)]; nan where one of them is zero.
///
/// - Precondition: both have the same count.
/// - Complexity: O(P), see ``CrossMoments``.
public func uncentredPearson(_ first: [Float], _ second: [Float]) -> Double {
  uncentredPearson(first.span, second.span)
}
