import Randomness

/// Samples of a global gradient and its noisy copies.
public struct GaussianBlock<Scalar: BinaryFloatingPoint & Sendable>: Sendable {
  /// X, one value an element.
  public let signal: [Scalar]
  /// Y_1 … Y_K: [workers, elements].
  public let observations: [[Scalar]]
}

extension GaussianCEO {
  /// Draws X and Y_1 … Y_K of `count` elements: `sample(1_000, workerCount: 10, as: Double.self, using: &rng)`.
  ///
  /// X is drawn first, then the noises in the order of the workers, each as one fill of the standard normal law: X and
  /// the first workers' values do not depend on how many workers there are. The law has 32 bits in either precision.
  ///
  /// - Complexity: O(K *count*).
  /// - Throws: ``RateDistortionError/outside(_:quantity:admissible:)`` unless there is a worker.
  public func sample<Scalar: BinaryFloatingPoint & Sendable>(
    _ count: Int, workerCount: Int, as: Scalar.Type = Scalar.self, using rng: inout Philox
  ) throws(RateDistortionError) -> GaussianBlock<Scalar> {
    try layer(workerCount: workerCount).sample(count, using: &rng)
  }
}

extension GaussianLayer {
  /// Draws X and Y_1 … Y_K of `count` elements, as of like workers.
  ///
  /// - Complexity: O(K *count*).
  public func sample<Scalar: BinaryFloatingPoint & Sendable>(
    _ count: Int, as: Scalar.Type = Scalar.self, using rng: inout Philox
  ) -> GaussianBlock<Scalar> {
    let law = Normal()
    let deviation = Scalar(signalVariance.squareRoot())
    let signal = law.values(count: count, using: &rng).map { deviation * Scalar($0) }
    let observations = noiseVariances.map { variance in
      let deviation = Scalar(variance.squareRoot())
      return zip(signal, law.values(count: count, using: &rng)).map { $0 + deviation * Scalar($1) }
    }
    return GaussianBlock(signal: signal, observations: observations)
  }
}
