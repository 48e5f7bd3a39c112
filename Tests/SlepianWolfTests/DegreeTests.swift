import Randomness
import Testing

@testable import SlepianWolf

@Suite struct DegreeTests {
  /// Three nodes of degree 2 to one of degree 6 have 6 edges each: half of the edges, and a mean degree of 3.
  @Test func sharesOfNodesAndEdges() throws {
    let distribution = try DegreeDistribution(nodeWeights: [(6, 1), (2, 3), (9, 0)])
    #expect(distribution.terms.map(\.degree) == [2, 6])
    #expect(distribution.terms.map(\.edgeShare) == [0.5, 0.5])
    #expect(abs(distribution.averageDegree - 3) < 1e-12)
    #expect(abs(distribution.nodeShare(degree: 2) - 0.75) < 1e-12)
    #expect(distribution.degrees(count: 9) == [2, 2, 2, 2, 2, 2, 2, 6, 6])
    #expect(try DegreeDistribution.concentrated(averageDegree: 3).terms.map(\.degree) == [3])
    #expect(abs(try DegreeDistribution.concentrated(averageDegree: 5.25).averageDegree - 5.25) < 1e-12)
  }

  @Test func distributionsThatCannotBe() {
    for weights in [[(0, 1.0)], [(2, -1.0)], [(2, .nan)], [(2, 1.0), (2, 1.0)], [], [(3, 0.0)], [(3, .infinity)]] {
      #expect(throws: SlepianWolfError.self) { try DegreeDistribution(nodeWeights: weights.map { ($0.0, $0.1) }) }
    }
  }

  /// A bowl with its floor at (1, −2), seeds 1 to 3: 1,200 values shrink the population far below 0.01.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func differentialEvolutionFindsTheFloor(seed: UInt64) {
    var rng = Streams(seed: seed).generator("search")
    let found = DifferentialEvolution(evaluationCount: 1_200).minimum(
      from: [4, 4], spread: [2, 2], using: &rng, allowed: { $0 }
    ) { ($0[0] - 1) * ($0[0] - 1) + 3 * ($0[1] + 2) * ($0[1] + 2) }
    #expect(abs(found.point[0] - 1) < 0.01 && abs(found.point[1] + 2) < 0.01)
  }

  /// A search never ends worse than where it began, and keeps columns of degree 2 fewer than rows.
  @Test func searchesImprove() throws {
    let search = DegreeSearch(rate: 0.6, greatestDegree: 12, evolution: .init(populationSize: 4, evaluationCount: 8))
    var rng = Streams(seed: 1).generator("search"), costs: [Double] = []
    let best = try search.best(using: &rng) { columns in
      #expect(columns.nodeShare(degree: 2) < 0.6)
      costs.append(columns.averageDegree)
      return columns.averageDegree
    }
    #expect(costs.count == 8)
    #expect(best.cost == costs.min())
  }

  /// Distributions between two of the table have shares between theirs, and all columns.
  @Test(arguments: [0.04, 0.1, 0.27, 0.33, 0.55, 0.88])
  func degreesOfEveryRate(rate: Double) throws {
    let columns = try MotherDegrees.distribution(rate: rate, greatestShareOfTwo: 0.9 * rate)
    #expect(columns.nodeShare(degree: 2) < 0.91 * rate)
    #expect(columns.degrees(count: 1_000).count == 1_000)
    #expect((2.0...7).contains(columns.averageDegree))
  }

  /// Thresholds of the table; they are rounded to four places, less than 0.2 % here.
  @Test(arguments: [0.3, 0.6, 0.8])
  func thresholdsOfTheTable(rate: Double) throws {
    let entry = MotherDegrees.nearest(rate: rate)
    #expect(entry.rate == rate)
    let evolution = try DensityEvolution(
      columns: MotherDegrees.distribution(rate: rate, greatestShareOfTwo: rate), rate: rate, step: 0.2)
    #expect(evolution.converges(crossover: 0.997 * entry.threshold))
    #expect(!evolution.converges(crossover: 1.003 * entry.threshold))
  }
}
