/// What belief propagation achieves on cycle-free graphs of given degrees, as blocks grow without bound.
///
/// The syndrome problem with symmetric side information is the channel problem with the same density of log-likelihood
/// ratios: x and the syndrome s = Hx given, flipping the signs where x is 1 makes it the decoding of the zero word. In the
/// symbols of Richardson, Shokrollahi and Urbanke (IEEE Transactions on Information Theory 47, 2001), with P the density
/// of a message from a bit, P₀ that of the side information and Γ(·) the rule of a check,
///
///     P ← P₀ ⊗ λ(Γ⁻¹(ρ(Γ(P))))
///
/// where powers are convolutions. Edges may be of several kinds, each with a density of its own (Richardson and Urbanke,
/// "Multi-edge type LDPC codes", 2004): progressive edge growth spreads the edges of each column degree evenly over the
/// rows, which does better than chance. So a chain of as many columns of degree 2 as there are rows is stable, where at
/// random errors would grow along it.
///
/// Ratios are rounded to a grid of `step` up to ±`limit`. Thresholds of regular codes with a step of 0.1 lie within 0.1 %
/// of those with 0.05. Where checks send little, as in the codes of ``RateAdaptiveCode``, a coarse grid loses more, and a
/// step of 0.2 gives thresholds up to 1 % too low.
public struct DensityEvolution: Sendable {
  /// Rows with the same number of edges of each kind.
  public struct Row: Sendable, Equatable {
    /// The edges of each kind.
    public let counts: [Int]
    /// The share of the rows.
    public let share: Double
  }

  /// λ of the edges of each kind.
  public let columns: [DegreeDistribution]
  /// The rows that there are.
  public let rows: [Row]
  /// The distance of neighbours on the grid, in natural units.
  public let step: Double
  /// The greatest magnitude of a ratio, in natural units.
  public let limit: Double

  /// Creates the evolution of graphs whose edges are all drawn at random, (λ, ρ).
  ///
  /// - Precondition: 0 < `step` ≤ 0.5 and 5 ≤ `limit` ≤ 100.
  public init(columns: DegreeDistribution, rows: DegreeDistribution, step: Double = 0.1, limit: Double = 25) {
    let shares = rows.terms.map { Row(counts: [$0.degree], share: rows.nodeShare(degree: $0.degree)) }
    self.init(columns: [columns], rows: shares, step: step, limit: limit)
  }

  /// Creates the evolution of graphs grown in the order of the column degrees, with l/n = `rate` rows for each column.
  ///
  /// When the columns up to some degree have their edges, all rows have as equal numbers of edges as can be.
  ///
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` where the rate is not positive or rows have less than one bit.
  /// - Precondition: 0 < `step` ≤ 0.5 and 5 ≤ `limit` ≤ 100.
  public init(
    columns: DegreeDistribution, rate: Double, step: Double = 0.1, limit: Double = 25
  ) throws(SlepianWolfError) {
    guard rate > 0, columns.averageDegree >= rate else {
      throw .invalid("a rate of \(rate)", expected: "one in 0...\(columns.averageDegree)")
    }
    var kinds: [DegreeDistribution] = []
    var rows: [(counts: [Int], filled: Int, share: Double)] = [([], 0, 1)]
    var level = 0.0
    for term in columns.terms {
      kinds.append(try DegreeDistribution(nodeWeights: [(term.degree, 1)]))
      level += term.edgeShare * columns.averageDegree / rate
      let low = Int(level), excess = level - level.rounded(.down)
      rows = rows.flatMap { row in
        [(low, 1 - excess), (low + 1, excess)].compactMap { filled, share in
          // Rounding must not leave a hair's breadth of rows.
          share * row.share < 1e-6 ? nil : (row.counts + [max(0, filled - row.filled)], filled, row.share * share)
        }
      }
    }
    self.init(columns: kinds, rows: rows.map { Row(counts: $0.counts, share: $0.share) }, step: step, limit: limit)
  }

  private init(columns: [DegreeDistribution], rows: [Row], step: Double, limit: Double) {
    precondition(step > 0 && step <= 0.5 && limit >= 5 && limit <= 100, "a grid of \(step) up to \(limit)")
    self.columns = columns
    self.rows = rows
    self.step = step
    self.limit = limit
  }

  /// The mean error probabilities of the messages from bits after 0, 1, ... iterations where side information is wrong
  /// with probability `crossover`, until one is below 10⁻⁶ or the densities improve no more.
  ///
  /// - Parameter maximumIterations: The iterations after which the evolution is given up.
  /// - Precondition: `crossover` lies in (0, 0.5).
  /// - Complexity: O(I M² log d), with I iterations, M = limit / step and d the greatest degree.
  public func errorProbabilities(crossover: Double, maximumIterations: Int = 1_000) -> [Double] {
    precondition(crossover > 0 && crossover < 0.5, "a crossover probability of \(crossover)")
    let reach = Int((limit / step).rounded())
    let channel = QuantizedDensity(crossover: crossover, step: step, reach: reach)
    let rule = CheckGrid(step: step, reach: reach)
    let edges = columns.indices.map { kind in rows.reduce(0) { $0 + $1.share * Double($1.counts[kind]) } }
    let edgeCount = edges.reduce(0, +)
    var densities = [QuantizedDensity](repeating: channel, count: columns.count)
    var result = [channel.errorProbability]
    var bhattacharyya = channel.bhattacharyya
    for _ in 0..<maximumIterations {
      let heard = QuantizedDensity.checked(densities, rows, rule)
      densities = zip(heard, columns).map { $0.mixture($1.terms.map { ($0.degree - 1, $0.edgeShare) }) * channel }
      func mean(_ value: (QuantizedDensity) -> Double) -> Double {
        zip(densities, edges).reduce(0) { $0 + value($1.0) * $1.1 } / edgeCount
      }
      let last = bhattacharyya
      bhattacharyya = mean(\.bhattacharyya)
      result.append(mean(\.errorProbability))
      if result[result.count - 1] < 1e-6 || bhattacharyya > last * (1 - 1e-4) { break }
    }
    return result
  }

  /// Whether belief propagation corrects all errors at this crossover probability.
  public func converges(crossover: Double) -> Bool {
    errorProbabilities(crossover: crossover).last.map { $0 < 1e-6 } ?? false
  }

  /// The greatest crossover probability at which belief propagation corrects all errors, to within `tolerance`.
  ///
  /// - Precondition: `tolerance` is positive.
  public func threshold(tolerance: Double = 1e-5) -> Double {
    precondition(tolerance > 0, "a tolerance of \(tolerance)")
    var (low, high) = (0.0, 0.5)
    while high - low > tolerance {
      let middle = (low + high) / 2
      if converges(crossover: middle) { low = middle } else { high = middle }
    }
    return low
  }
}
