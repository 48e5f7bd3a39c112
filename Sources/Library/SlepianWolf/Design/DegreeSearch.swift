import RealModule

/// A search for the column degrees of good parity-check matrices.
///
/// Columns have degrees 2, 3, a middle one of 4 to 9 and a greatest one. Their shares and the last two degrees are the
/// variables of ``DifferentialEvolution``. Columns of degree 2 are kept fewer than rows.
public struct DegreeSearch: Sendable {
  /// l / n, the rows for each column.
  public let rate: Double
  /// The most that the greatest degree can be, at least 9.
  public let greatestDegree: Int
  /// How the space is searched.
  public let evolution: DifferentialEvolution

  /// Creates a search.
  ///
  /// - Precondition: `rate` lies in (0, 1) and `greatestDegree` is at least 9.
  public init(rate: Double, greatestDegree: Int, evolution: DifferentialEvolution) {
    precondition(rate > 0 && rate < 1 && greatestDegree >= 9, "rate \(rate), degrees up to \(greatestDegree)")
    self.rate = rate
    self.greatestDegree = greatestDegree
    self.evolution = evolution
  }

  /// The distribution with the least cost found, beginning at the shipped one.
  ///
  /// - Parameter cost: What is to be small, such as ``rateOverEntropy(_:)`` or that of simulated blocks.
  /// - Throws: What `cost` throws, or ``SlepianWolfError``.
  public func best(
    using rng: inout some RandomNumberGenerator, cost: (DegreeDistribution) throws -> Double
  ) throws -> (columns: DegreeDistribution, cost: Double) {
    let entry = MotherDegrees.nearest(rate: rate)
    let start = [
      entry.two, entry.three, entry.atMiddle, entry.atGreatest, Double(entry.middle), Double(entry.greatest),
    ]
    let spread = start.prefix(4).map { 0.25 * $0 + 0.02 } + [1.5, 3]
    let found = try evolution.minimum(from: start, spread: spread, using: &rng, allowed: allowed) { point in
      try cost(columns(point))
    }
    return (try columns(found.point), found.value)
  }

  /// Rate over entropy at the threshold of density evolution, on a coarse grid.
  ///
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` where rows have less than one bit.
  public func rateOverEntropy(_ columns: DegreeDistribution) throws(SlepianWolfError) -> Double {
    let p = try DensityEvolution(columns: columns, rate: rate, step: 0.2).threshold(tolerance: 1e-4)
    return rate / -(p * .log2(p) + (1 - p) * .log2(1 - p))
  }

  /// The admissible point for any: shares of sum 1, that of degree 2 at most 0.995 of the rate.
  func allowed(_ point: [Double]) -> [Double] {
    let shares = point.prefix(4).map { max(0, $0) }, sum = max(shares.reduce(0, +), 1e-9)
    var result = shares.map { $0 / sum }
    let excess = max(0, result[0] - 0.995 * rate)
    result[0] -= excess
    result[1] += excess
    return result + [min(max(point[4], 4), 8.4), min(max(point[5], 9), Double(greatestDegree))]
  }

  private func columns(_ point: [Double]) throws(SlepianWolfError) -> DegreeDistribution {
    try DegreeDistribution(
      nodeWeights: zip([2, 3, Int(point[4].rounded()), Int(point[5].rounded())], point).map { ($0, $1) })
  }
}
