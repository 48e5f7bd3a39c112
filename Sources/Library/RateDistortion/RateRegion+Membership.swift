import RealModule

extension RateRegion {
  /// Where a tuple of rates lies, as far as a tolerance tells.
  public enum Membership: Sendable, Equatable {
    /// The rates suffice.
    case inside
    /// No code has these rates.
    case outside
    /// The rates lie within the tolerance of the boundary.
    case undecided
  }

  /// Whether the rates lie in the region; see ``excess(of:toleranceNats:)``.
  ///
  /// - Throws: as ``excess(of:toleranceNats:)``.
  public func membership(of rates: [Rate], toleranceNats: Double = 1e-6) throws(RateDistortionError) -> Membership {
    let excess = try excess(of: rates, toleranceNats: toleranceNats)
    if excess.upperBound <= 0 { return .inside }
    return excess.lowerBound > 0 ? .outside : .undecided
  }

  /// The least rate that, added to each of `rates`, brings them into the region; negative inside. In nats, within bounds
  /// no further apart than the tolerance.
  ///
  /// As the region is convex and contains larger tuples with smaller ones, this is the maximum over weights on the simplex,
  /// α ≥ 0 and Σ α_k = 1, of B(α) − α·R, where B(α) is the least α·R of the region (``boundary(weights:)``): a concave function
  /// with R*(α) − R among its gradients, R* the boundary point. The ellipsoid method (Shor 1977) finds it: an ellipsoid that
  /// holds the maximizer is cut through its centre and bounds the maximum from above, every centre from below.
  ///
  /// - Complexity: about 2K² ln(1/tolerance) boundary points.
  /// - Throws: ``RateDistortionError`` unless there is one finite rate a worker and the tolerance lies in `1e-7...1`;
  ///   ``RateDistortionError/inexact(gapNats:admissible:)`` if rounding keeps the bounds apart, and see
  ///   ``boundary(weights:)``.
  public func excess(
    of rates: [Rate], toleranceNats: Double = 1e-6
  ) throws(RateDistortionError) -> ClosedRange<Double> {
    guard rates.count == workerCount else {
      throw .mismatch(rates.count, quantity: "rates", expected: workerCount)
    }
    for rate in rates where !rate.nats.isFinite {
      throw .outside(rate.nats, quantity: "rate in nats", admissible: "finite")
    }
    guard (1e-7...1).contains(toleranceNats) else {
      throw .outside(toleranceNats, quantity: "tolerance in nats", admissible: "1e-7...1")
    }
    // The first K − 1 weights; the simplex lies within 1 of its centre.
    var ellipsoid = Ellipsoid(
      centre: Array(repeating: 1 / Double(workerCount), count: workerCount - 1), radius: 1)
    var lower = -Double.infinity, upper = Double.infinity
    for _ in 0..<200 * workerCount * workerCount {
      let weights = ellipsoid.centre + [1 - ellipsoid.centre.reduce(0, +)]
      let gradient: [Double]
      if let negative = weights.firstIndex(where: { $0 <= 0 }) {
        gradient = weights.indices.map { $0 == negative ? 1 : 0 }
      } else {
        let point = try boundary(weights: weights)
        gradient = zip(point.rates, rates).map { $0.nats - $1.nats }
        let value = zip(weights, gradient).reduce(0) { $0 + $1.0 * $1.1 }
        let slopes = gradient.dropLast().map { $0 - gradient[workerCount - 1] }
        let rounding = 0x1p-50 * Double(layers.count) * point.objectiveNats
        lower = max(lower, value - point.gapNats - rounding)
        upper = max(lower, min(upper, value + ellipsoid.reach(along: slopes) + rounding))
      }
      if upper - lower <= toleranceNats { return lower...upper }
      ellipsoid.cut(towards: gradient.dropLast().map { $0 - gradient[workerCount - 1] })
    }
    throw .inexact(gapNats: upper - lower, admissible: toleranceNats)
  }
}

/// The points x with (x − c)ᵀ P⁻¹ (x − c) ≤ 1.
struct Ellipsoid {
  /// c.
  private(set) var centre: [Double]
  /// P, symmetric, row by row.
  private var shape: [[Double]]

  /// A ball.
  init(centre: [Double], radius: Double) {
    self.centre = centre
    shape = centre.indices.map { row in
      centre.indices.map { $0 == row ? radius * radius : 0 }
    }
  }

  /// √(gᵀ P g), the most that g·x can exceed g·c.
  func reach(along gradient: [Double]) -> Double {
    max(0, Self.product(gradient, image(of: gradient))).squareRoot()
  }

  /// Becomes the smallest ellipsoid about the half on which g·x ≥ g·c.
  ///
  /// - Complexity: O(n²).
  mutating func cut(towards gradient: [Double]) {
    let image = image(of: gradient), reach = reach(along: gradient)
    guard reach > 0 else { return }
    let n = Double(centre.count), step = image.map { $0 / reach }
    for i in centre.indices {
      centre[i] += step[i] / (n + 1)
      for j in centre.indices {
        // n²/(n² − 1) (P − 2/(n + 1) s sᵀ), and its limit P/4 for n = 1.
        shape[i][j] =
          n == 1 ? shape[i][j] / 4 : n * n / (n * n - 1) * (shape[i][j] - 2 / (n + 1) * step[i] * step[j])
      }
    }
  }

  private func image(of vector: [Double]) -> [Double] { shape.map { Self.product($0, vector) } }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
