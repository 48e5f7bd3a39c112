import RealModule

/// What the profile likelihood of a shape β takes from it alone.
struct ShapeTerms {
  /// The shape β.
  let shape: Double
  /// ln(β/2) − ln Γ(1/β).
  fileprivate let logFactor: Double
  /// ψ(1/β) and ψ′(1/β).
  fileprivate let digamma: Double, trigamma: Double

  init(_ shape: Double) {
    self.shape = shape
    logFactor = .log(shape / 2) - .logGamma(1 / shape)
    digamma = .digamma(1 / shape)
    trigamma = .trigamma(1 / shape)
  }
}

/// The mean log-likelihood of GenNorm(μ, α, β) at the best scale α = (β m)^(1/β), with m the mean of |x − μ|ᵝ:
///
///     l(μ, β) = ln(β/2) − ln Γ(1/β) − (1 + ln(β m))/β
struct ProfileLikelihood {
  let terms: ShapeTerms
  /// Σ |x − μ|ᵝ lnᵏ|x − μ|.
  let sums: DistanceSums
  /// The number of values.
  let count: Double
  /// ln(β m).
  private let logarithm: Double

  init(_ terms: ShapeTerms, sums: DistanceSums, count: Double) {
    self.terms = terms
    self.sums = sums
    self.count = count
    logarithm = .log(terms.shape * sums.zeroth / count)
  }

  /// The shape β.
  var shape: Double { terms.shape }

  /// l, in nats.
  var value: Double { terms.logFactor - (1 + logarithm) / shape }

  /// The scale α.
  var scale: Double { .exp(logarithm / shape) }

  /// dl/d ln β and d²l/(d ln β)².
  var derivatives: (first: Double, second: Double) {
    let a = 1 / shape
    let mean = sums.first / sums.zeroth, variance = sums.second / sums.zeroth - mean * mean
    let offset = terms.digamma + logarithm
    return (1 + a * offset - mean, a + mean - a * (terms.trigamma * a + offset) - shape * variance)
  }

  /// Newton's step of ln β towards the maximum, at most ½.
  var step: Double {
    let (first, second) = derivatives
    return second < 0 ? min(max(-first / second, -0.5), 0.5) : first > 0 ? 0.5 : -0.5
  }

  /// What l is expected to be at the best shape: more than here by half the derivative times the step.
  var expectedMaximum: Double { value + derivatives.first * step / 2 }

  /// The profile at a shape nearby, from the first terms of the sums' series.
  func changed(by change: Double) -> ProfileLikelihood {
    let third = sums.second * sums.second / sums.first  // enough for the order of the last term
    let sums = DistanceSums(
      zeroth: sums.zeroth + change * (sums.first + change / 2 * sums.second),
      first: sums.first + change * (sums.second + change / 2 * third), second: sums.second + change * third)
    return ProfileLikelihood(ShapeTerms(shape + change), sums: sums, count: count)
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
      let profile = profile(shape), step = profile.step
      if profile.derivatives.first > 0 { low = shape } else { high = shape }
      var next = shape * .exp(step)
      if next >= high { next = high == range.upperBound ? high : (shape * high).squareRoot() }
      if next <= low { next = low == range.lowerBound ? low : (shape * low).squareRoot() }
      if abs(next - shape) <= 1e-10 * shape { return next }
      shape = next
    }
    return shape
  }
}
