import RealModule

/// The mean log-likelihood of GenNorm(μ, α, β) at the best scale α = (β m)^(1/β), with m the mean of |x − μ|ᵝ:
///
///     l(μ, β) = ln β − ln 2 − ln Γ(1/β) − (1 + ln(β m))/β
struct ProfileLikelihood {
  /// The shape β.
  let shape: Double
  /// Σ |x − μ|ᵝ lnᵏ|x − μ|.
  let sums: DistanceSums
  /// The number of values.
  let count: Double

  /// l, in nats.
  var value: Double { Self.value(sums.zeroth, shape: shape, count: count) }

  /// l with the given Σ |x − μ|ᵝ.
  static func value(_ powerSum: Double, shape: Double, count: Double) -> Double {
    .log(shape / 2) - .logGamma(1 / shape) - (1 + .log(shape * powerSum / count)) / shape
  }

  /// The profile at a shape nearby, from the first terms of the sums' series.
  func changed(by change: Double) -> ProfileLikelihood {
    let third = sums.second * sums.second / sums.first  // enough for the order of the last term
    let sums = DistanceSums(
      zeroth: sums.zeroth + change * (sums.first + change / 2 * sums.second),
      first: sums.first + change * (sums.second + change / 2 * third), second: sums.second + change * third)
    return ProfileLikelihood(shape: shape + change, sums: sums, count: count)
  }

  /// The scale α.
  var scale: Double { .exp(.log(shape * sums.zeroth / count) / shape) }

  /// dl/d ln β and d²l/(d ln β)².
  var derivatives: (first: Double, second: Double) {
    let a = 1 / shape
    let mean = sums.first / sums.zeroth, variance = sums.second / sums.zeroth - mean * mean
    let offset = .digamma(a) + .log(shape * sums.zeroth / count)
    let first = 1 + a * offset - mean
    return (first, a + mean - a * (.trigamma(a) * a + offset) - shape * variance)
  }
}

/// The search for the shape β of greatest likelihood at one location.
struct ShapeSearch {
  /// The shapes that may be found.
  let range: ClosedRange<Double>

  /// The maximum that lies uphill from `start`, or the end of the range, by Newton's iteration in ln β kept inside the
  /// interval in which the derivative changes its sign.
  func maximum(from start: Double, _ profile: (_ shape: Double) -> ProfileLikelihood) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    var shape = min(max(start, low), high)
    for _ in 0..<60 {
      let (first, second) = profile(shape).derivatives
      if first > 0 { low = shape } else { high = shape }
      let newton = second < 0 ? -first / second : first > 0 ? 0.5 : -0.5
      var next = shape * .exp(min(max(newton, -0.5), 0.5))
      if next >= high { next = high == range.upperBound ? high : (shape * high).squareRoot() }
      if next <= low { next = low == range.lowerBound ? low : (shape * low).squareRoot() }
      if abs(next - shape) <= 1e-10 * shape { return next }
      shape = next
    }
    return shape
  }
}
