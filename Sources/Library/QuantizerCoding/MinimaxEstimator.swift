/// The linear estimator of a vector from noisy copies of it whose greatest mean squared error is least (THESIS, Lemma 2).
///
/// Of copies θ̃ᵢ = θ + νᵢ with independent noises, the weights are αᵢ = 1/(γ E‖νᵢ‖²), Equation (2.11), with γ = Σ 1/E‖νᵢ‖².
/// Adding copies one after another by Equations (2.12) gives the same estimate after each.
public struct MinimaxEstimator: Sendable, Equatable {
  /// γ, the inverse of the estimate's E‖θ̂ − θ‖²; 0 before the first copy.
  public private(set) var precision = 0.0
  /// θ̂; zeros before the first copy.
  public private(set) var estimate: [Double]

  /// Creates the estimator of a vector of so many elements.
  public init(count: Int) {
    estimate = [Double](repeating: 0, count: count)
  }

  /// Adds a copy with noise E‖ν‖² = `noise`, by Equations (2.12).
  ///
  /// - Precondition: The noise is positive; the copy has as many elements as the estimate.
  /// - Complexity: O(*count*).
  public mutating func add(_ copy: Span<Float>, noise: Double) {
    precondition(noise > 0, "a noise of \(noise)")
    precondition(copy.count == estimate.count, "a copy of \(copy.count) elements")
    let next = 1 / noise + precision
    for index in copy.indices {
      estimate[index] = (precision * estimate[index] + Double(copy[index]) / noise) / next
    }
    precision = next
  }

  /// The weights αᵢ of copies with these noises E‖νᵢ‖², which sum to 1, by Equation (2.11).
  ///
  /// - Precondition: All are positive.
  public static func weights(noise: [Double]) -> [Double] {
    precondition(noise.allSatisfy { $0 > 0 }, "noises \(noise)")
    let precision = noise.reduce(0) { $0 + 1 / $1 }
    return noise.map { 1 / (precision * $0) }
  }
}
