import GradientStatistics

/// The quantizer of least mean squared error for a law (Max, "Quantizing for minimum distortion", 1960; Lloyd, "Least
/// squares quantization in PCM", 1982).
///
/// Each end lies halfway between two points, and each point is the mean of its cell. For a law with a log-concave density,
/// such as GenNorm with β ≥ 1, there is one such quantizer, and it is the best (Fleischer, 1964); for others it is the one
/// that is reached from the quantiles of the law.
public struct LloydMaxQuantizer: IntervalQuantizer, Equatable {
  /// The reproduction points in ascending order.
  public let points: [Double]
  /// The ends between cells, one fewer.
  public let ends: [Double]

  /// Designs the quantizer of L = `levelCount` levels for `law`.
  ///
  /// From the quantiles (i + ½)/L, Newton's steps on the derivative of the error, or Lloyd's step (each point to the mean of
  /// its cell) where Newton's would raise the error, until every point is within 10⁻¹² standard deviations of the mean of
  /// its cell.
  ///
  /// - Throws: ``QuantizationError/invalidLevelCount(_:expected:)`` unless L lies in `1...4096`, and
  ///   ``QuantizationError/notConverged(residual:)`` after 1,000 steps.
  /// - Complexity: O(L) a step; few steps for log-concave laws, hundreds for GenNorm with β < ½ and 1,024 levels.
  public init(levelCount: Int, law: some ContinuousLaw) throws(QuantizationError) {
    guard 1...4_096 ~= levelCount else { throw .invalidLevelCount(levelCount, expected: "1 to 4096") }
    let tolerance = 1e-12 * law.variance.squareRoot()
    var state = LloydMaxState(
      points: (0..<levelCount).map { law.upperQuantile(1 - (Double($0) + 0.5) / Double(levelCount)) }, law: law)
    var stepsLeft = 1_000
    while state.residual > tolerance {
      guard stepsLeft > 0 else { throw .notConverged(residual: state.residual) }
      stepsLeft -= 1
      state = state.next(law)
    }
    points = state.points
    ends = state.ends
  }

  public var levelCount: Int { points.count }

  /// - Complexity: O(log L).
  @inlinable
  public func index(of value: Double) -> Int {
    assert(!value.isNaN)
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if value < ends[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }

  @inlinable
  public func cell(of index: Int) -> (lower: Double, upper: Double) {
    (index == 0 ? -.infinity : ends[index - 1], index == ends.count ? .infinity : ends[index])
  }

  @inlinable
  public func point(of index: Int) -> Double { points[index] }
}

/// Points on the way to a Lloyd-Max quantizer.
struct LloydMaxState {
  let points: [Double]
  let ends: [Double]
  /// The moments of the law over each cell.
  let moments: [PartialMoments]

  init(points: [Double], law: some ContinuousLaw) {
    self.points = points
    let ends = zip(points, points.dropFirst()).map { ($0 + $1) / 2 }
    self.ends = ends
    moments = points.indices.map { index in
      law.partialMoments(
        from: index == 0 ? -.infinity : ends[index - 1], to: index == ends.count ? .infinity : ends[index])
    }
  }

  /// The mean squared error.
  var error: Double { zip(points, moments).reduce(0) { $0 + $1.1.squaredError(about: $1.0) } }

  /// The means of the cells.
  var centroids: [Double] { moments.map { $0.first / $0.probability } }

  /// The greatest distance of a point from the mean of its cell.
  var residual: Double { zip(points, centroids).reduce(0) { max($0, abs($1.0 - $1.1)) } }

  /// Newton's step, or Lloyd's where that raises the error by more than rounding or leaves the order.
  func next(_ law: some ContinuousLaw) -> LloydMaxState {
    let step = newtonStep(law)
    let moved = zip(points, step).map { $0 - $1 }
    if zip(moved, moved.dropFirst()).allSatisfy({ $0 < $1 }) {
      let state = LloydMaxState(points: moved, law: law)
      if state.error <= error * (1 + 1e-13), state.residual < 2 * residual { return state }
    }
    return LloydMaxState(points: centroids, law: law)
  }

  /// The solution of H δ = g, with g and the tridiagonal H half the first and second derivatives of the error.
  ///
  /// With p the points, f the density at an end, d the distance of its two points,
  /// gᵢ = pᵢ Pr(i) − E[X; i], Hᵢᵢ = Pr(i) − Σ d f/4 over the ends of cell i, and Hᵢ,ᵢ₊₁ = −d f/4.
  private func newtonStep(_ law: some ContinuousLaw) -> [Double] {
    let count = points.count
    let coupling = ends.indices.map { (points[$0 + 1] - points[$0]) * law.density(ends[$0]) / 4 }
    var (diagonal, right) = (moments.map(\.probability), zip(points, moments).map { $0 * $1.probability - $1.first })
    for index in coupling.indices {
      diagonal[index] -= coupling[index]
      diagonal[index + 1] -= coupling[index]
    }
    for index in 1..<max(1, count) {
      let factor = -coupling[index - 1] / diagonal[index - 1]
      diagonal[index] += factor * coupling[index - 1]
      right[index] -= factor * right[index - 1]
    }
    for index in (0..<count).reversed() {
      let above = index + 1 < count ? coupling[index] * right[index + 1] : 0
      right[index] = (right[index] + above) / diagonal[index]
    }
    return right
  }
}
