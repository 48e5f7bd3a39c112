/// How the mean squared error of a regression grows or falls under stochastic gradient descent whose gradients are sent with an
/// error of a given size.
///
/// With mᵢ = E‖(W − W*) qᵢ‖² along the eigenvector of λᵢ, the fourth moments of normal inputs (Isserlis, 1918) make the gradient of a
/// batch of B have, along qᵢ, the mean square
///
///     Gᵢ = (1 + 1/B) λᵢ² mᵢ + (λᵢ/B) Σⱼ λⱼ mⱼ
///
/// Where ĝ has no bias and E‖ĝ − g‖² = ω‖g‖² spreads evenly over all directions, a step of size μ then gives
///
///     mᵢ ← (1 − 2μλᵢ) mᵢ + μ² (Gᵢ + (ω/n) Σⱼ Gⱼ)
///
/// exactly: a linear map, whose greatest eigenvalue says whether mean squares converge. It is a law of means: single trainings may
/// converge where the mean does not.
public struct MeanSquareRecursion: Sendable {
  public let problem: GaussianRegression
  /// ω, the relative error of what is sent.
  public let relativeError: Double

  /// Creates the recursion.
  public init(_ problem: GaussianRegression, relativeError: Double) {
    self.problem = problem
    self.relativeError = relativeError
  }

  /// m after a step.
  ///
  /// - Complexity: O(n).
  public func next(_ squares: [Double], stepSize: Double) -> [Double] {
    let batch = Double(problem.batchSize), pairs = Array(zip(problem.eigenvalues, squares))
    let sum = pairs.reduce(0) { $0 + $1.0 * $1.1 }
    let gradient = pairs.map { (1 + 1 / batch) * $0 * $0 * $1 + $0 / batch * sum }
    let noise = relativeError * gradient.reduce(0, +) / Double(pairs.count)
    return zip(pairs, gradient).map { pair, g in
      (1 - 2 * stepSize * pair.0) * pair.1 + stepSize * stepSize * (g + noise)
    }
  }

  /// Σ λᵢ mᵢ over that at the beginning, after each of some steps from equal mᵢ: the mean of what
  /// ``RegressionRun/errors(iterations:while:)`` gives.
  public func errors(iterations: Int, stepSize: Double) -> [Double] {
    var squares = problem.eigenvalues.map { _ in 1.0 }, errors: [Double] = []
    func weighted(_ squares: [Double]) -> Double { zip(problem.eigenvalues, squares).reduce(0) { $0 + $1.0 * $1.1 } }
    let start = weighted(squares)
    for _ in 0...iterations {
      errors.append(weighted(squares) / start)
      squares = next(squares, stepSize: stepSize)
    }
    return errors
  }

  /// The step size below which mean squares converge, to 1 in 10⁴.
  ///
  /// - Complexity: O(n), some thousand times.
  public var limit: Double {
    // Above 2/λ even the mean diverges.
    var (low, high) = (0.0, 2 / (problem.eigenvalues.last ?? 1))
    while high - low > 1e-5 * high {
      let middle = (low + high) / 2
      if growth(stepSize: middle) < 1 { low = middle } else { high = middle }
    }
    return low
  }

  /// The greatest eigenvalue of the map, whose elements are not negative, from the growth of a vector.
  private func growth(stepSize: Double) -> Double {
    var squares = problem.eigenvalues.map { _ in 1.0 }, growth = 0.0
    for _ in 0..<1_000 {
      let following = next(squares, stepSize: stepSize), sum = following.reduce(0, +)
      let step = sum / squares.reduce(0, +)
      squares = following.map { $0 / sum }
      if abs(step - growth) < 1e-10 { return step }
      growth = step
    }
    return growth
  }
}
