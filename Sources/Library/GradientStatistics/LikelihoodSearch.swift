import RealModule

/// The search for the location μ and shape β of greatest profile likelihood.
///
/// For β > 1, Σ|x − μ|ᵝ is convex in μ, with one minimum. For β ≤ 1 it is concave between neighbouring values, with a cusp at
/// each, so that its least value is at one of them; candidates are tried from far apart to neighbours. Location and shape
/// are changed in turn from several shapes.
struct LikelihoodSearch {
  let points: WeightedPoints
  let shapes: ShapeSearch

  struct Estimate {
    var location: Double
    var shape: Double
  }

  /// The greatest of the maxima reached from several shapes.
  func maximum() -> Estimate {
    let center = (points.positions[0] + points.positions[points.positions.count - 1]) / 2
    var best = (estimate: Estimate(location: center, shape: 2), value: -Double.infinity)
    for shape in [2, 8, max(0.5, shapes.range.lowerBound)] {
      let estimate = maximum(from: Estimate(location: best.estimate.location, shape: shape))
      let value = profile(at: estimate.location, ShapeTerms(estimate.shape)).value
      if value > best.value { best = (estimate, value) }
    }
    return best.estimate
  }

  /// The maximum reached from an estimate.
  func maximum(from start: Estimate) -> Estimate {
    var estimate = start, reach = points.positions.count
    for _ in 0..<40 {
      let change = improve(&estimate, reach: reach)
      if change < 0.05 { reach = 12 }
      // A cusp does not move with the shape.
      if change < (estimate.shape > 1 ? 1e-8 : 1e-3) { break }
    }
    return estimate
  }

  /// Moves to the best of the points up to `reach` on either side, of which about so many are tried from far apart to
  /// neighbours, and to the best shape there; gives the change of the shape, as a share.
  @discardableResult
  func improve(_ estimate: inout Estimate, reach: Int, tries: Int = 24) -> Double {
    estimate.location =
      estimate.shape > 1
      ? stationaryLocation(from: estimate) : bestPoint(from: estimate, reach: reach, tries: tries)
    let shape = shape(at: estimate.location, from: estimate.shape)
    defer { estimate.shape = shape }
    return abs(shape / estimate.shape - 1)
  }

  /// The best shape at a location.
  func shape(at location: Double, from start: Double = 1) -> Double {
    shapes.maximum(from: start) { profile(at: location, ShapeTerms($0)) }
  }

  private func profile(at location: Double, _ terms: ShapeTerms) -> ProfileLikelihood {
    ProfileLikelihood(terms, sums: points.powerSums(at: location, shape: terms.shape), count: points.total)
  }
}

extension LikelihoodSearch {
  /// The point of the greatest likelihood that is to be expected after the shape is changed, among those tried, or the
  /// location before if none is better.
  private func bestPoint(from estimate: Estimate, reach: Int, tries: Int) -> Double {
    let terms = ShapeTerms(estimate.shape)
    func value(at location: Double) -> Double { profile(at: location, terms).expectedMaximum }
    var best = (location: estimate.location, value: value(at: estimate.location))
    var center = index(of: estimate.location)
    var low = max(0, center - reach), high = min(points.positions.count - 1, center + reach)
    while true {
      let step = max(1, (high - low) / tries)
      for index in stride(from: low, through: high, by: step) {
        let value = value(at: points.positions[index])
        if value > best.value { best = (points.positions[index], value) }
      }
      if step == 1 { return best.location }
      center = index(of: best.location)
      (low, high) = (max(low, center - 2 * step), min(high, center + 2 * step))
    }
  }

  /// The index of the first point at or above a location, or of the last.
  private func index(of location: Double) -> Int {
    var (low, high) = (0, points.positions.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if points.positions[middle] < location { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The location where the derivative of Σ|x − μ|ᵝ vanishes, for β > 1: false position with the step of Illinois, inside
  /// an interval that grows about the start.
  private func stationaryLocation(from estimate: Estimate) -> Double {
    let shape = estimate.shape
    func slope(_ location: Double) -> Double { points.slope(at: location, shape: shape) }
    let last = points.positions[points.positions.count - 1]
    var a = min(max(estimate.location, points.positions[0]), last), atA = slope(a)
    guard atA != 0 else { return a }
    let spread = profile(at: a, ShapeTerms(shape)).scale
    var step = (atA > 0 ? -1 : 1) * spread / points.total.squareRoot()
    var b = a + step, atB = slope(b)
    while atB != 0, (atB > 0) == (atA > 0) {
      (a, atA) = (b, atB)
      step *= 2
      b += step
      atB = slope(b)
    }
    for _ in 0..<100 where atB != 0 {
      let next = b - atB * (b - a) / (atB - atA)
      if abs(next - b) <= 1e-11 * spread { return next }
      let value = slope(next)
      if (value > 0) != (atB > 0) { (a, atA) = (b, atB) } else { atA /= 2 }
      (b, atB) = (next, value)
    }
    return b
  }
}
