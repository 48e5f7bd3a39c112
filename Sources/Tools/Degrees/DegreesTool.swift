import ArgumentParser
import Experiments
import Randomness
import SlepianWolf

/// Looks for the column degrees of parity-check matrices, or shows those that are used.
@main
struct DegreesTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telegrad-degrees",
    abstract: "Search column degrees of Slepian-Wolf codes; without --rate, show those in use.")

  enum Objective: String, ExpressibleByArgument, CaseIterable {
    /// The threshold of density evolution.
    case threshold
    /// Simulated blocks at a block error rate of 0.01.
    case blocks
  }

  @Option(help: "Rows for each column, in (0, 1).")
  var rate: Double?

  @Option(help: "What is to be best: \(Objective.allCases.map(\.rawValue).joined(separator: ", ")).")
  var objective = Objective.blocks

  @Option(help: "Bits of a simulated block.")
  var blockLength = 2_400

  @Option(help: "Blocks simulated for each distribution.")
  var blocks = 1_000

  @Option(help: "Distributions tried.")
  var evaluations = 100

  @Option(help: "The greatest degree.")
  var greatestDegree = 22

  @Option(help: "The seed.")
  var seed: UInt64 = 1

  func validate() throws {
    if let rate, !(rate > 0 && rate < 1) { throw ValidationError("--rate must lie in (0, 1)") }
    guard blocks >= 64, evaluations >= 12, greatestDegree >= 9, (256...1 << 20).contains(blockLength) else {
      throw ValidationError(
        "at least 64 blocks, 12 evaluations and a greatest degree of 9; blocks of 256 to 2^20 bits")
    }
  }

  func run() throws {
    guard let rate else {
      print("rate\tdegrees: share of columns\tthreshold (crossover)\trate over entropy there")
      for entry in try RateAdaptiveCode.motherDegrees { try show(entry.columns, rate: entry.rate) }
      return
    }
    let search = DegreeSearch(
      rate: rate, greatestDegree: greatestDegree, evolution: DifferentialEvolution(evaluationCount: evaluations))
    var rng = Streams(seed: seed).generator("degree search")
    var trial = 0
    let best = try search.best(using: &rng) { columns in
      trial += 1
      return objective == .threshold ? try search.rateOverEntropy(columns) : try simulated(columns, rate, trial)
    }
    print("rate over entropy \(best.cost)")
    try show(best.columns, rate: rate)
  }

  /// Rate over entropy of a grown matrix at a block error rate of 0.01.
  private func simulated(_ columns: DegreeDistribution, _ rate: Double, _ trial: Int) throws -> Double {
    let streams = Streams(seed: seed).repetition(trial)
    var rng = streams.generator("matrix")
    let rows = Int((rate * Double(blockLength)).rounded())
    let matrix = try ParityCheckMatrix(
      growingEdgesFor: columns.degrees(count: blockLength), rowCount: rows, searchLimit: 128, using: &rng)
    let tolerance = try FlipTolerance.measured(matrix, blockCount: blocks, streams: streams)
    return Double(rows) / Double(blockLength) / tolerance.entropy(errorRate: 0.01)
  }

  private func show(_ columns: DegreeDistribution, rate: Double) throws {
    let shares = columns.terms.map { term in
      "\(term.degree): \((1e4 * columns.nodeShare(degree: term.degree)).rounded() / 1e4)"
    }
    let threshold = try DensityEvolution(columns: columns, rate: rate, step: 0.2).threshold(tolerance: 1e-4)
    print(
      "\(rate)\t\(shares.joined(separator: ", "))\t\((1e4 * threshold).rounded() / 1e4)",
      (1e4 * rate / FlipTolerance.entropy(crossover: threshold)).rounded() / 1e4, separator: "\t")
  }
}
