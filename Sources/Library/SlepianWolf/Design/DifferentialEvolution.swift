import Randomness

/// A search for the least value of a function of several real variables that may be noisy (Storn and Price, Journal of
/// Global Optimization 11, 1997).
///
/// A population xᵢ of points is drawn about a start. In turn each is set against a trial that takes, coordinate by
/// coordinate with probability 0.9,
///
///     xᵢ + F (x_best − xᵢ) + F (x_a − x_b),   F uniform in [0.5, 0.9]
///
/// with random a and b (their "current to best" scheme), and gives way where the trial's value is less.
public struct DifferentialEvolution: Sendable {
  /// The points of the population.
  public let populationSize: Int
  /// The values of the function that are computed.
  public let evaluationCount: Int

  /// - Precondition: 4 ≤ `populationSize` ≤ `evaluationCount`.
  public init(populationSize: Int = 12, evaluationCount: Int) {
    precondition(populationSize >= 4 && populationSize <= evaluationCount, "a population of \(populationSize)")
    self.populationSize = populationSize
    self.evaluationCount = evaluationCount
  }

  /// The point with the least value found and that value.
  ///
  /// - Parameters:
  ///   - start: The first point.
  ///   - spread: How far from the start the first points lie at most, in each coordinate.
  ///   - allowed: Moves a point to an admissible one.
  ///   - value: The function; `nan` counts as worse than any number.
  /// - Throws: What `value` throws.
  public func minimum(
    from start: [Double], spread: [Double], using rng: inout some RandomNumberGenerator,
    allowed: ([Double]) -> [Double], value: ([Double]) throws -> Double
  ) rethrows -> (point: [Double], value: Double) {
    precondition(start.count == spread.count, "a spread for each of \(start.count) coordinates")
    func uniform() -> Double { Double(rng.next() >> 11) * 0x1p-53 }
    func computed(_ point: [Double]) throws -> (point: [Double], value: Double) {
      let point = allowed(point), result = try value(point)
      return (point, result.isNaN ? .infinity : result)
    }
    var population = [try computed(start)]
    while population.count < populationSize {
      population.append(try computed(zip(start, spread).map { $0 + $1 * (2 * uniform() - 1) }))
    }
    for evaluation in populationSize..<evaluationCount {
      let index = evaluation % populationSize, current = population[index].point
      let best = population.min { $0.value < $1.value }?.point ?? current
      let a = population[rng.index(below: populationSize)].point, b = population[rng.index(below: populationSize)].point
      let factor = 0.5 + 0.4 * uniform()
      let trial = try computed(
        current.indices.map { place in
          uniform() < 0.9
            ? current[place] + factor * (best[place] - current[place] + a[place] - b[place]) : current[place]
        })
      if trial.value < population[index].value { population[index] = trial }
    }
    return population.min { $0.value < $1.value } ?? population[0]
  }
}
