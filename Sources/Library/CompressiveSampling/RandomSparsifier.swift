import Quantization
public import Randomness

/// Unbiased random sparsification of a block: element i is kept with probability pᵢ and then divided by it, else it is 0.
///
/// The error is E‖e‖² = Σ gᵢ²(1/pᵢ − 1), and Σ pᵢ = k elements are kept on average. Both ends can draw which elements are
/// kept where all probabilities are equal, so that no positions are sent.
public struct RandomSparsifier: Sendable, Codable, Hashable {
  /// How likely elements are kept.
  public enum Probabilities: String, Sendable, Codable {
    /// pᵢ = k/n: the error of ``SparsificationBound``.
    case equal
    /// pᵢ = min(1, λ|gᵢ|) with the λ of Σ pᵢ = k: the least error for k, as in `RandomSelection`, which keeps exactly k.
    case magnitudes
  }

  /// The share k/n of elements that are kept on average.
  public let keptShare: Double
  /// How likely elements are kept.
  public let probabilities: Probabilities

  /// Creates the sparsifier.
  ///
  /// - Precondition: The share lies in 0...1 and is not 0.
  public init(keptShare: Double, _ probabilities: Probabilities) {
    precondition(keptShare > 0 && keptShare <= 1, "a share of \(keptShare)")
    self.keptShare = keptShare
    self.probabilities = probabilities
  }

  /// The probabilities pᵢ for a block.
  ///
  /// - Precondition: The numbers are finite.
  /// - Complexity: O(n) for equal ones, else that of `RandomSelection`.
  public func probabilities(for block: Span<Float>) -> [Double] {
    if probabilities == .equal { return [Double](repeating: keptShare, count: block.count) }
    let factor = RandomSelection.factor(keptShare * Double(block.count), of: block)
    return block.indices.map { block[$0] == 0 ? 0 : min(1, factor * Double(abs(block[$0]))) }
  }

  /// Writes the block as it is after sparsification, with element `first` of a stream of random numbers for the first.
  ///
  /// - Precondition: The numbers are finite, and there are as many values.
  public func sparsify(
    _ block: Span<Float>, random rng: Philox, startingAt first: Int = 0, into values: inout MutableSpan<Float>
  ) {
    precondition(values.count == block.count, "a value for each element")
    let probabilities = probabilities(for: block)
    Uniform(low: 0, high: 1).fill(&values, startingAt: first, of: rng)
    for index in block.indices {
      let isKept = Double(values[unchecked: index]) < probabilities[index]
      values[unchecked: index] = isKept ? Float(Double(block[unchecked: index]) / probabilities[index]) : 0
    }
  }
}
