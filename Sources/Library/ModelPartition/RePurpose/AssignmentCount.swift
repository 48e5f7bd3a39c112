import RealModule

/// The number of ways to assign the N neurons of a layer to P workers, n_k of them to worker k (THESIS, Appendix C.1).
///
/// It is the multinomial N!/∏ n_k!. For equal blocks Stirling's formula gives
///
///     Pᴺ⁺ᴾᐟ² (2πN)^((1 − P)/2)
///
/// > Note: THESIS has Θ(Pᴺ⁺⁰·⁵ N^(1 − P/2)) for all blocks with n_k = Θ(N/P). Where they are equal that is off by the factor
/// > √N (2π/P)^((P − 1)/2); where they are not, the number is smaller than for equal ones by a factor exponential in N,
/// > exp(−N (ln P − H)) with the entropy H of the shares n_k/N.
public struct AssignmentCount: Sendable, Equatable {
  /// n_k.
  public let blocks: [Int]

  /// - Throws: ``ModelPartitionError/invalidCapacities(_:units:)`` for negative blocks.
  public init(blocks: [Int]) throws(ModelPartitionError) {
    guard blocks.allSatisfy({ $0 >= 0 }) else { throw .invalidCapacities(blocks, units: blocks.reduce(0, +)) }
    self.blocks = blocks
  }

  /// The natural logarithm of the number.
  public var logarithm: Double {
    blocks.reduce(.logGamma(Double(blocks.reduce(0, +)) + 1)) { $0 - .logGamma(Double($1) + 1) }
  }

  /// The natural logarithm of what Stirling's formula gives for equal blocks.
  public static func logarithmOfEqualBlocks(neuronCount: Int, workerCount: Int) -> Double {
    let (n, p) = (Double(neuronCount), Double(workerCount))
    return (n + p / 2) * .log(p) + (1 - p) / 2 * .log(2 * .pi * n)
  }
}
