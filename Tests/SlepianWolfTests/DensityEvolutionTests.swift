import RealModule
import Testing

@testable import SlepianWolf

@Suite struct DensityEvolutionTests {
  /// 0.084, 0.167 and 0.076 in the table of Richardson and Urbanke (IEEE Transactions on Information Theory 47, 2001,
  /// Table I), whose last digit is rounded down; with a step of 0.05 here 0.0840, 0.1670 and 0.0768. 0.3 % for the grid.
  @Test(arguments: [(3, 6, 0.0840), (3, 4, 0.1670), (4, 8, 0.0768)])
  func regularThresholds(column: Int, row: Int, threshold: Double) throws {
    let evolution = DensityEvolution(
      columns: try DegreeDistribution(nodeWeights: [(column, 1)]), rows: try DegreeDistribution(nodeWeights: [(row, 1)])
    )
    #expect(evolution.converges(crossover: 0.997 * threshold))
    #expect(!evolution.converges(crossover: 1.003 * threshold))
  }

  /// Where two chain edges at each row are all that leads to columns of degree 2, a row forwards errors along the chain
  /// only, so that the chain may hold as many columns as there are rows: at random, λ'(0) ρ'(1) 2 √(p (1 − p)) < 1
  /// (Richardson, Shokrollahi and Urbanke, 2001, Section II-C) would be broken far below this.
  @Test func evenlySpreadChainsAreStable() throws {
    let columns = try DegreeDistribution(nodeWeights: [(2, 0.594), (3, 0.249), (5, 0.047), (18, 0.11)])
    let rows = try DegreeDistribution.concentrated(averageDegree: columns.averageDegree / 0.6)
    let p = 0.125
    let share = columns.terms[0].edgeShare
    let forwarded = rows.terms.reduce(0) { $0 + $1.edgeShare * Double($1.degree - 1) }
    #expect(share * forwarded * 2 * (p * (1 - p)).squareRoot() > 1)
    #expect(!DensityEvolution(columns: columns, rows: rows, step: 0.2).converges(crossover: p))
    #expect(try DensityEvolution(columns: columns, rate: 0.6, step: 0.2).converges(crossover: p))
  }
}
