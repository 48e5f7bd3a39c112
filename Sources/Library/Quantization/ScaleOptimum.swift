import GradientStatistics
import RealModule

/// The scale b with which a minifloat has the least mean squared error for a law.
public struct ScaleOptimum: Sendable, Equatable {
  /// The scale b, in the inverse of the source's unit.
  public let scale: Double
  /// The mean squared error at that scale.
  public let error: Double
  /// The least and greatest scale that were seen to cost at most 1 % more; between them the error may exceed that.
  public let interval: ClosedRange<Double>
}

extension Minifloat {
  /// The scale of least mean squared error for `law`, CO3, Equation (12), by integration over the cells.
  ///
  /// The error of Q(x) = fp(b x)/b repeats nearly from octave to octave as long as the law lies within the normal numbers,
  /// so it has many local minima. The search therefore takes `pointsPerOctave` scales an octave over all scales at which the
  /// format can be of use, with bσ from a sixteenth of the least positive number to sixteen times the greatest, and refines
  /// every local minimum within 1 % of the least by golden sections to a relative width of 10⁻⁸; of minima whose grid errors
  /// agree to 10⁻⁷, which are octaves apart, the first only. Among minima within 10⁻⁶ of the least error, the least scale
  /// is taken, farthest from saturation. The ends of the interval are the outermost grid points within it, bisected
  /// outwards to 10⁻⁸.
  ///
  /// - Precondition: the law is symmetric about 0; `pointsPerOctave` is 4 at least.
  /// - Complexity: O(octaves × `pointsPerOctave` × L).
  public func leastErrorScale(for law: some ContinuousLaw, pointsPerOctave: Int = 12) -> ScaleOptimum {
    precondition(pointsPerOctave >= 4, "four points an octave at least")
    func error(_ logarithm: Double) -> Double { meanSquaredError(under: law, scale: .exp2(logarithm)) }
    let grid = scaleGrid(deviation: law.variance.squareRoot(), pointsPerOctave: pointsPerOctave)
    let errors = grid.map(error)
    let bound = 1.01 * (errors.min() ?? .nan)
    var (seen, minima): ([Double], [(logarithm: Double, error: Double)]) = ([], [])
    for index in grid.indices.dropFirst().dropLast()
    where errors[index] <= min(bound, errors[index - 1], errors[index + 1])
      && !seen.contains(where: { abs($0 - errors[index]) <= 1e-7 * errors[index] })
    {
      seen.append(errors[index])
      let logarithm = goldenSection(from: grid[index - 1], to: grid[index + 1], of: error)
      minima.append((logarithm, error(logarithm)))
    }
    let least = minima.map(\.error).min() ?? .nan
    let best = minima.first { $0.error <= least * (1 + 1e-6) } ?? (.nan, .nan)
    let within = zip(grid, errors).filter { $0.1 <= 1.01 * best.error }.map(\.0) + [best.logarithm]
    func end(_ inside: Double, beyond step: Double) -> Double {
      var (inside, outside) = (inside, inside + step)
      while abs(outside - inside) > 1e-8 {
        let middle = (inside + outside) / 2
        if error(middle) <= 1.01 * best.error { inside = middle } else { outside = middle }
      }
      return .exp2(inside)
    }
    let spacing = 1 / Double(pointsPerOctave)
    let (first, last) = (within.min() ?? .nan, within.max() ?? .nan)
    return ScaleOptimum(
      scale: .exp2(best.logarithm), error: best.error,
      interval: end(first, beyond: -spacing)...end(last, beyond: spacing))
  }

  /// E[(X − fp(b X)/b)²] for X of `law` and b = `scale`.
  ///
  /// - Precondition: the law is symmetric about 0, and the scale positive.
  /// - Complexity: O(L).
  public func meanSquaredError(under law: some ContinuousLaw, scale: Double) -> Double {
    var (sum, lower) = (0.0, 0.0)
    for code in 0..<magnitudeCount {
      let point = magnitude(of: code) / scale
      let upper = code + 1 < magnitudeCount ? (point + magnitude(of: code + 1) / scale) / 2 : .infinity
      sum += law.partialMoments(from: lower, to: upper).squaredError(about: point)
      lower = upper
    }
    return 2 * sum
  }

  /// The binary logarithms of scales that cover those of use for numbers of standard deviation σ, in ascending order.
  func scaleGrid(deviation: Double, pointsPerOctave: Int) -> [Double] {
    let first = Double.log2(magnitude(of: 1) / 16 / deviation)
    let last = Double.log2(greatestMagnitude * 16 / deviation)
    return Array(stride(from: first, through: last, by: 1 / Double(pointsPerOctave)))
  }

  /// The place of a minimum of a function with one minimum between `low` and `high`, to 10⁻⁸.
  private func goldenSection(from low: Double, to high: Double, of function: (Double) -> Double) -> Double {
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (low, high)
    var (a, b) = (high - golden * (high - low), low + golden * (high - low))
    var (atA, atB) = (function(a), function(b))
    while high - low > 1e-8 {
      if atA <= atB {
        (high, b, atB) = (b, a, atA)
        a = high - golden * (high - low)
        atA = function(a)
      } else {
        (low, a, atA) = (a, b, atB)
        b = low + golden * (high - low)
        atB = function(b)
      }
    }
    return (low + high) / 2
  }
}
