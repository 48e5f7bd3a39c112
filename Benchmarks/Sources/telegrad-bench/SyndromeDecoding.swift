import ArgumentParser
import Foundation
import SlepianWolf

/// Rates of a Slepian-Wolf code: syndromes of blocks, and blocks from syndromes.
struct SyndromeDecoding: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ldpc", abstract: "Mbit/s of decoding syndromes and GB/s of computing them, of source bits.")

  @Option(help: "A folder with matrix.alist and patterns.bin; what is missing there is made.") var folder: String
  @Option(help: "sum-product or min-sum.") var rule = "sum-product"
  @Option(help: "The factor of min-sum.") var factor: Float = 0.75
  @Option(help: "The share of bits that are wrong.") var crossover: Float = 0.067
  @Option(help: "Error patterns to make.") var blocks = 2_000
  @Option(help: "Iterations after which a block is given up.") var iterations = 100
  @Option(help: "Runs of each measurement, after one that does not count.") var runs = 5
  @Option(help: "Threads.") var threads = 1
  @Flag(help: "One line of JSON, with decoding on the calling thread only.") var json = false

  func validate() throws {
    guard ["sum-product", "min-sum"].contains(rule), factor > 0, factor <= 1, crossover > 0, crossover < 0.5,
      blocks > 0, iterations > 0, runs > 0, threads > 0
    else { throw ValidationError("an unknown rule, or a number that makes no sense") }
  }

  func run() async throws {
    let files = SyndromeFiles(folder: folder)
    let matrix = try files.matrix()
    let patterns = try files.patterns(count: blocks, bitCount: matrix.columnCount, crossover: crossover)
    let syndromes = matrix.syndromes(of: patterns)
    let ratio = Float(log((1 - Double(crossover)) / Double(crossover)))
    let ratios = [Float](repeating: ratio, count: patterns.blockCount * matrix.columnCount)
    let decoder = BeliefPropagation(
      matrix, rule: rule == "min-sum" ? .minSum(factor: factor) : .sumProduct, maximumIterations: iterations)

    let decoded = try decoder.decode(ratios, syndromes: syndromes)
    let right = (0..<patterns.blockCount).filter { decoded.bits[blocks: $0..<$0 + 1] == patterns[blocks: $0..<$0 + 1] }
    let iterationCount = decoded.iterationCounts.reduce(0) { $0 + Int($1) }
    let bits = Double(patterns.blockCount * matrix.columnCount)
    var clock: [Double] = [], decoding: [Rates] = []
    for run in 0...runs {
      let gigahertz = processorGigahertz()
      var failed = 0
      let rates = Rates(work: bits / 1e6) {
        failed = (try? decoder.decode(ratios, syndromes: syndromes).unsatisfiedCounts.count { $0 > 0 }) ?? -1
        return Float(failed)
      }
      if run > 0 {
        decoding.append(rates)
        clock.append(gigahertz)
      }
    }
    let rate = Measurement(decoding)
    let cycles = Spread(clock).median * 1e9 * bits / (rate.processor.median * 1e6)
    let numbers: [(key: String, value: Double, meaning: String)] = [
      ("megabits_per_processor_second", rate.processor.median, "Mbit/s by processor time"),
      ("megabits_per_second", rate.wall.median, "Mbit/s by wall time"),
      ("right_share", Double(right.count) / Double(patterns.blockCount), "of \(patterns.blockCount) blocks right"),
      ("iterations_per_block", Double(iterationCount) / Double(patterns.blockCount), "iterations a block"),
      (
        "cycles_per_edge", cycles / Double(iterationCount * matrix.edgeCount), "cycles an edge and iteration of a block"
      ),
    ]
    if json {
      print("{" + numbers.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}")
      return
    }
    print("\(rule), \(matrix.rowCount) x \(matrix.columnCount), \(matrix.edgeCount) edges, crossover \(crossover)")
    for (_, value, meaning) in numbers { print(String(format: "%10.4g ", value) + meaning) }
    let parallel = try await parallelRate(decoder, ratios, syndromes, megabits: bits / 1e6)
    print(String(format: "%10.4g Mbit/s by wall time on %d threads", parallel.median, threads))
    let encoding = Measurement(work: bits / 8e9, runCount: runs) { Float(matrix.syndromes(of: patterns).words.count) }
    print(String(format: "%10.4g GB/s of syndromes by processor time", encoding.processor.median))
  }

  /// Mbit/s by wall time with `threads` threads.
  private func parallelRate(
    _ decoder: BeliefPropagation, _ ratios: [Float], _ syndromes: BitBlocks, megabits: Double
  ) async throws -> Spread {
    var rates: [Double] = []
    for _ in 0...runs {
      let start = seconds(CLOCK_MONOTONIC)
      _ = try await decoder.decode(ratios, syndromes: syndromes, jobs: threads)
      rates.append(megabits / (seconds(CLOCK_MONOTONIC) - start))
    }
    return Spread(Array(rates.dropFirst()))
  }
}
