import GradientStatistics

extension IntervalQuantizer {
  /// The mean squared error E[(X − β(α(X)))²] of numbers X that follow `law`, by integration over the cells.
  ///
  /// - Complexity: O(L).
  @inlinable
  public func meanSquaredError(under law: some ContinuousLaw) -> Double {
    (0..<levelCount).reduce(0) { sum, index in
      let (lower, upper) = cell(of: index)
      return sum + law.partialMoments(from: lower, to: upper).squaredError(about: point(of: index))
    }
  }
}
