import RealModule

/// The search for the location μ and shape β of greatest profile likelihood.
///
/// For β > 1 the likelihood has one maximum in μ. For β ≤ 1 it is concave in 1/l between neighbouring values, with a cusp at
/// each, so that its maximum is at one of them; candidates are tried from far apart to neighbours. Location and shape are
/// changed in turn, which never lowers the likelihood, from several shapes.
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
    for shape in [2, 0.7, 0.3] where shape >= shapes.range.lowerBound || shape == 2 {
      let estimate = maximum(from: Estimate(location: best.estimate.location, shape: shape))
      let value = profile(at: estimate.location, shape: estimate.shape).value
      if value > best.value { best = (estimate, value) }
    }
    return best.estimate
  }

  /// The maximum reached from an estimate.
  func maximum(from start: Estimate) -> Estimate {
    var estimate = start, reach = points.positions.count
    for _ in 0..<40 {
      estimate.location = location(from: estimate, reach: reach)
      let shape = shapes.maximum(from: estimate.shape) { profile(at: estimate.location, shape: $0) }
      let change = abs(shape / estimate.shape - 1)
      estimate.shape = shape
      if change < 1e-8 { break }
      if change < 0.05 { reach = Self.fewest }
    }
    return estimate
  }

  private func profile(at location: Double, shape: Double) -> ProfileLikelihood {
    ProfileLikelihood(shape: shape, sums: points.powerSums(at: location, shape: shape), count: points.total)
  }

  /// The best location for a shape, or a good one within `reach` points.
  private func location(from estimate: Estimate, reach: Int) -> Double {
    estimate.shape > 1 ? stationaryLocation(from: estimate) : bestPoint(from: estimate, reach: reach)
  }
}

extension LikelihoodSearch {
  /// So many neighbours are all tried.
  private static var fewest: Int { 32 }

  /// The point of least Σ|x − μ|ᵝ, or a location before if none is better.
  private func bestPoint(from estimate: Estimate, reach: Int) -> Double {
    let shape = estimate.shape
    var best = (location: estimate.location, sum: points.powerSum(at: estimate.location, shape: shape))
    var center = index(of: estimate.location)
    var low = max(0, center - reach), high = min(points.positions.count - 1, center + reach)
    while true {
      let step = max(1, (high - low) / Self.fewest)
      for index in stride(from: low, through: high, by: step) {
        let sum = points.powerSum(at: points.positions[index], shape: shape)
        if sum < best.sum { best = (points.positions[index], sum) }
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
    let spread = Double.exp(.log(points.powerSum(at: a, shape: shape) / points.total) / shape)
    var step = (atA > 0 ? -1 : 1) * spread / points.total.squareRoot()
    var b = a + step, atB = slope(b)
    while atB * atA > 0 {
      (a, atA) = (b, atB)
      step *= 2
      b += step
      atB = slope(b)
    }
    for _ in 0..<100 where atB != 0 {
      let next = b - atB * (b - a) / (atB - atA)
      if abs(next - b) <= 1e-11 * spread { return next }
      let value = slope(next)
      if value * atB < 0 { (a, atA) = (b, atB) } else { atA /= 2 }
      (b, atB) = (next, value)
    }
    return b
  }
}
