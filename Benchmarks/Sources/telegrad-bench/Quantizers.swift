import ArgumentParser
import Foundation
import Parallelism
import Quantization
import Randomness

/// Rates of quantizers of whole gradients, in bytes of 32-bit floats, threads side by side.
struct Quantizers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quantizers", abstract: "GB/s of quantizers, each thread with a block of its own.")

  @Option(help: "Numbers in all.") var count = 10_000_000
  @Option(help: "Threads, each with its part of the numbers.") var threads = 1
  @Option(help: "Runs of each, after one that does not count.") var runs = 9
  @Option(help: "The quantizers by name, with commas between; all where it is left out.") var work: String?
  @Flag(help: "Print medians as lines of JSON.") var json = false

  func validate() throws {
    guard count >= 64_000 * threads, threads > 0, runs > 0 else {
      throw ValidationError("--threads and --runs must be positive, and --count 64,000 a thread at least")
    }
  }

  func run() async throws {
    let names = work.map { $0.split(separator: ",").map(String.init) } ?? QuantizerWork.names
    if !json { print("GB/s, median (least to greatest); by processor time; by wall time, \(threads) threads") }
    for name in names {
      guard QuantizerWork.names.contains(name) else { throw ValidationError("no quantizer \(name)") }
      // Columns of 1,000 divide a thread's part.
      let size = count / threads / 1_000 * 1_000, runs = runs
      let rates = try await parallelMap(threads, jobs: threads) { thread in
        var work = try QuantizerWork(count: size, seed: UInt64(thread) + 1)
        return try (0...runs).map { _ in try work.rates(name) }
      }
      let all = Measurement((1...runs).map { run in Rates.sum(rates.map { $0[run] }) })
      if json {
        print(#"{"work": "\#(name)", "rate": \#(all.processor.median), "wall": \#(all.wall.median)}"#)
      } else {
        let title = name.padding(toLength: 26, withPad: " ", startingAt: 0)
        let (a, b) = (all.processor, all.wall)
        print(
          title
            + String(
              format: "%6.2f (%.2f to %.2f)  %6.2f (%.2f to %.2f)", a.median, a.least, a.greatest, b.median, b.least,
              b.greatest))
      }
    }
  }
}
