public import GradientCoding
import Randomness

/// The linear regression z = W x with normal inputs and the loss J = ½ E‖y − W x‖² (THESIS, Section 4.5).
///
/// Inputs have the covariance R = Q Λ Qᵀ with a random orthogonal Q, drawn anew for each training, and eigenvalues Λ at equal
/// distances. Targets are y = W* x, with standard normal W*, and training begins at W = 0.
///
/// > Note: THESIS names the least and the greatest eigenvalue only, and neither W* nor a noise of the targets. There is no noise
/// > here, so that a training with a constant step size converges to W* or does not. Q is random since schemes that
/// > treat elements one by one depend on the basis: elements of the gradient then have equal variances.
public struct GaussianRegression: Sendable, Equatable {
  /// n.
  public let inputCount: Int
  /// m.
  public let outputCount: Int
  /// The inputs in a batch, B.
  public let batchSize: Int
  /// Λ, ascending.
  public let eigenvalues: [Double]

  /// Creates the problem.
  ///
  /// - Precondition: Counts are positive, and so are eigenvalues.
  public init(inputs: Int = 64, outputs: Int = 50, batchSize: Int = 32, eigenvalues range: ClosedRange<Double> = 1...4)
  {
    precondition(inputs > 0 && outputs > 0 && batchSize > 0 && range.lowerBound > 0, "a problem without inputs")
    inputCount = inputs
    outputCount = outputs
    self.batchSize = batchSize
    let width = range.upperBound - range.lowerBound
    eigenvalues = (0..<inputs).map { range.lowerBound + width * Double($0) / Double(max(1, inputs - 1)) }
  }

  /// The gradient as one layer of n m elements.
  public var layout: LayerLayout { LayerLayout([("weights", [inputCount, outputCount])]) }

  /// Λ^½ Qᵀ: inputs are its transpose times standard normal vectors.
  ///
  /// - Complexity: O(n³).
  func root(using rng: inout Philox) -> Matrix {
    let n = inputCount
    var directions: [[Double]] = []
    for _ in 0..<n {
      // What is left of a random vector outside of those before it (Gram and Schmidt, as modified).
      var q = Normal().values(count: n, using: &rng).map(Double.init)
      for other in directions {
        let product = q.indices.reduce(0) { $0 + q[$1] * other[$1] }
        for index in q.indices { q[index] -= product * other[index] }
      }
      let norm = q.reduce(0) { $0 + $1 * $1 }.squareRoot()
      directions.append(q.map { $0 / norm })
    }
    var root = Matrix(rows: n, columns: n)
    root.values = zip(eigenvalues, directions).flatMap { value, q in q.map { Float(value.squareRoot() * $0) } }
    return root
  }
}
