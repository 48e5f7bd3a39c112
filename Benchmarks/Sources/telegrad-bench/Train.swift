import ArgumentParser
import Foundation

/// Training throughput, its floating-point rate, and the share of what matrix products reach.
struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Samples per second of training.")

  @OptionGroup var options: TrainingOptions
  @Option(help: "Seconds to measure for, in whole rounds.") var seconds = 3.0
  @Flag(help: "One line of JSON.") var json = false

  func run() async throws {
    var rounds = TrainingRounds(options)
    try await rounds.run()
    try await rounds.run()
    let start = (processor: Self.processorTime, wall: Self.wallTime)
    var roundCount = 0
    repeat {
      try await rounds.run()
      roundCount += 1
    } while Self.wallTime - start.wall < seconds
    let samples = Double(roundCount * rounds.sampleCount)
    let rate = samples / (Self.wallTime - start.wall)
    let processorRate = samples / (Self.processorTime - start.processor)
    let ceiling = try await MatrixProducts().measure(threads: options.threads, runCount: 5).wall.median
    let megaflop = options.model.network.trainingOperations / 1e6
    let gigaflops = rate * megaflop / 1e3
    try report([
      ("samples_per_second", rate, "samples/s"),
      ("samples_per_processor_second", processorRate, "samples per second of one processor"),
      ("megaflop_per_sample", megaflop, "MFLOP a sample (forward once, backward twice, less the first data gradient)"),
      ("gigaflops", gigaflops, "GFLOP/s"),
      ("ceiling_gigaflops", ceiling, "GFLOP/s of matrix products of 1024, right after"),
      ("share_of_ceiling", gigaflops / ceiling, "of that"),
    ])
  }

  private static var processorTime: Double { telegrad_bench.seconds(CLOCK_PROCESS_CPUTIME_ID) }
  private static var wallTime: Double { telegrad_bench.seconds(CLOCK_MONOTONIC) }

  private func report(_ values: [(key: String, value: Double, meaning: String)]) throws {
    if json {
      let fields = values.map { "\"\($0.key)\": \($0.value)" }
      print("{\"case\": \"\(options.model.rawValue)\", \(fields.joined(separator: ", "))}")
    } else {
      print(options.model.rawValue)
      for (_, value, meaning) in values { print(String(format: "%10.4g ", value) + meaning) }
    }
  }
}
