/// The standard deviation of a quantity over its mean, with the standard error of that quotient.
public struct CoefficientOfVariation: Sendable, Equatable {
  /// s/x̄ with the divisor n − 1 in s; nan for fewer than two values.
  public let value: Double
  /// By the jackknife: √((n − 1)/n Σ (c_i − c̄)²) for the quotients c_i without value i; nan for fewer than three values.
  public let standardError: Double

  /// Summarises independent values.
  ///
  /// - Complexity: O(n).
  public init(_ values: [Double]) {
    let summary = SampleSummary(values)
    let n = Double(values.count)
    value = summary.deviation / summary.mean
    let squares = summary.deviation * summary.deviation * (n - 1)
    let parts = values.map { x in
      let mean = (n * summary.mean - x) / (n - 1)
      // Leaving out x takes (x − x̄)² n/(n − 1) off the sum of squares about the mean.
      let rest = max(0, squares - (x - summary.mean) * (x - summary.mean) * n / (n - 1))
      return (rest / (n - 2)).squareRoot() / mean
    }
    standardError = values.count < 3 ? .nan : SampleSummary(parts).deviation * (n - 1) / n.squareRoot()
  }
}
