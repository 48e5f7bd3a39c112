/// The column degrees of the mothers of ``RateAdaptiveCode``.
///
/// At each rate of the table they are those with which blocks of 2,400 bits fail with probability 10⁻² at the greatest
/// conditional entropy, found by differential evolution on simulated blocks as in ``DegreeSearch``. Rates between two take
/// shares of both, in proportion. There are fewer columns of degree 2 than rows, so that these alone close no cycle.
enum MotherDegrees {
  /// The shares of the columns of degree 2, 3, `middle` and `greatest`.
  struct Entry: Sendable {
    let rate: Double
    let two: Double, three: Double, atMiddle: Double, atGreatest: Double
    let middle: Int, greatest: Int
    /// The crossover probability at which ``DensityEvolution`` with a step of 0.2 stops to converge.
    let threshold: Double

    /// The shares with that of degree 2 held below `limit`; degree 3 takes the rest.
    func weights(limit: Double) -> [(degree: Int, weight: Double)] {
      let two = min(two, limit)
      return [(2, two), (3, three + self.two - two), (middle, atMiddle), (greatest, atGreatest)]
    }
  }

  static let table: [Entry] = [
    Entry(
      rate: 0.1, two: 0.088, three: 0.550, atMiddle: 0.315, atGreatest: 0.047, middle: 8, greatest: 17,
      threshold: 0.0107),
    Entry(
      rate: 0.15, two: 0.150, three: 0.453, atMiddle: 0.258, atGreatest: 0.140, middle: 6, greatest: 20,
      threshold: 0.0193),
    Entry(
      rate: 0.2, two: 0.198, three: 0.440, atMiddle: 0.197, atGreatest: 0.165, middle: 5, greatest: 18,
      threshold: 0.0283),
    Entry(
      rate: 0.25, two: 0.250, three: 0.437, atMiddle: 0.151, atGreatest: 0.161, middle: 5, greatest: 19,
      threshold: 0.0382),
    Entry(
      rate: 0.3, two: 0.278, three: 0.424, atMiddle: 0.117, atGreatest: 0.181, middle: 4, greatest: 15,
      threshold: 0.0483),
    Entry(
      rate: 0.4, two: 0.358, three: 0.404, atMiddle: 0.090, atGreatest: 0.149, middle: 4, greatest: 18,
      threshold: 0.0733),
    Entry(
      rate: 0.5, two: 0.492, three: 0.322, atMiddle: 0.065, atGreatest: 0.122, middle: 5, greatest: 18,
      threshold: 0.1031),
    Entry(
      rate: 0.6, two: 0.594, three: 0.249, atMiddle: 0.047, atGreatest: 0.110, middle: 5, greatest: 18,
      threshold: 0.1343),
    Entry(
      rate: 0.7, two: 0.663, three: 0.208, atMiddle: 0.046, atGreatest: 0.083, middle: 4, greatest: 21,
      threshold: 0.1773),
    Entry(
      rate: 0.8, two: 0.687, three: 0.232, atMiddle: 0.028, atGreatest: 0.054, middle: 4, greatest: 22,
      threshold: 0.2123),
    Entry(
      rate: 0.9, two: 0.880, three: 0.077, atMiddle: 0.013, atGreatest: 0.030, middle: 5, greatest: 22,
      threshold: 0.2798),
  ]

  /// The entry of the table nearest to a rate.
  static func nearest(rate: Double) -> Entry {
    table.min { abs($0.rate - rate) < abs($1.rate - rate) } ?? table[0]
  }

  /// The distribution at a rate in bits for each source bit, with a bound of the share of columns of degree 2.
  static func distribution(rate: Double, greatestShareOfTwo: Double) throws(SlepianWolfError) -> DegreeDistribution {
    let high = table.firstIndex { $0.rate >= rate } ?? table.count - 1
    let (before, after) = (table[max(0, high - 1)], table[high])
    let span = after.rate - before.rate
    let share = span > 0 ? min(1, (rate - before.rate) / span) : 1
    var weights = [Double](repeating: 0, count: 1 + (table.map(\.greatest).max() ?? 0))
    for (entry, part) in [(before, 1 - share), (after, share)] {
      for (degree, weight) in entry.weights(limit: greatestShareOfTwo) { weights[degree] += part * weight }
    }
    return try DegreeDistribution(nodeWeights: weights.indices.dropFirst().map { ($0, weights[$0]) })
  }
}
