/// The shares of a sparse graph's edges by the degree of the columns, or of the rows, that they end at.
///
/// In the symbols of Richardson, Shokrollahi and Urbanke (IEEE Transactions on Information Theory 47, 2001, Section II)
/// it is λ(x) = Σ λᵢ xⁱ⁻¹ for columns and ρ(x) = Σ ρᵢ xⁱ⁻¹ for rows, with λᵢ the share of the edges that end at nodes of
/// degree i. The share of the nodes of degree i is (λᵢ / i) / Σⱼ λⱼ / j.
public struct DegreeDistribution: Sendable, Equatable {
  /// One degree and the share of the edges, λᵢ.
  public struct Term: Sendable, Equatable {
    public let degree: Int
    public let edgeShare: Double
  }

  /// The degrees of which there are nodes, ascending; their edge shares are positive and sum to 1.
  public let terms: [Term]

  /// Creates the distribution in which nodes of each degree have a share in proportion to `weight`.
  ///
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` unless degrees are positive and different, and weights are not
  ///   negative with a positive, finite sum.
  public init(nodeWeights: [(degree: Int, weight: Double)]) throws(SlepianWolfError) {
    for (degree, weight) in nodeWeights where degree < 1 || !(weight >= 0) {
      throw .invalid("weight \(weight) of degree \(degree)", expected: "a positive degree, a weight of at least 0")
    }
    let sorted = nodeWeights.filter { $0.weight > 0 }.sorted { $0.degree < $1.degree }
    for (next, term) in zip(sorted.dropFirst(), sorted) where next.degree == term.degree {
      throw .invalid("degree \(term.degree) twice", expected: "different degrees")
    }
    let edges = sorted.reduce(0) { $0 + Double($1.degree) * $1.weight }
    guard edges > 0, edges.isFinite else { throw .invalid("weights of \(edges) edges", expected: "a positive sum") }
    terms = sorted.map { Term(degree: $0.degree, edgeShare: Double($0.degree) * $0.weight / edges) }
  }

  /// Nodes of the two whole degrees about `averageDegree`, or of one if it is whole.
  ///
  /// - Throws: ``SlepianWolfError/invalid(_:expected:)`` unless the average lies in 1...10⁶.
  public static func concentrated(averageDegree: Double) throws(SlepianWolfError) -> DegreeDistribution {
    guard averageDegree >= 1, averageDegree <= 1e6 else {
      throw .invalid("an average degree of \(averageDegree)", expected: "one in 1...1e6")
    }
    let low = averageDegree.rounded(.down)
    return try DegreeDistribution(nodeWeights: [
      (Int(low), 1 - (averageDegree - low)), (Int(low) + 1, averageDegree - low),
    ])
  }

  /// The mean degree of a node, 1 / Σ λᵢ / i.
  public var averageDegree: Double { 1 / terms.reduce(0) { $0 + $1.edgeShare / Double($1.degree) } }

  /// The share of the nodes that have this degree.
  public func nodeShare(degree: Int) -> Double {
    terms.first { $0.degree == degree }.map { $0.edgeShare / Double(degree) * averageDegree } ?? 0
  }

  /// The degrees of `count` nodes, ascending, whose shares come as near to the distribution as whole numbers can: the
  /// node at each position has the degree at its middle in the cumulative shares.
  ///
  /// - Precondition: `count` is not negative.
  public func degrees(count: Int) -> [Int] {
    precondition(count >= 0, "there are no \(count) nodes")
    let average = averageDegree
    var result: [Int] = [], cumulative = 0.0
    for term in terms {
      cumulative += term.edgeShare / Double(term.degree) * average
      let end = term == terms.last ? count : min(count, Int((cumulative * Double(count)).rounded()))
      result += repeatElement(term.degree, count: max(0, end - result.count))
    }
    return result
  }
}
