import ArgumentParser
import Foundation
import Randomness
import RateDistortion

/// Rates of workers under sign quantization: the semi-analytical estimate and the exact values.
struct WorkerRates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rates", abstract: "Seconds of the rates of workers, estimated from samples and exact; one thread.",
    discussion: "peers/conditional_entropy.py does the estimate in NumPy.")

  @Option(help: "Samples of the estimate, L.") var samples = 1_000_000
  @Option(help: "Workers of the estimate, K.") var workers = 5
  @Option(help: "The ratio of the variances of signal and noise.") var ratio = 10.0
  @Option(help: "Runs, after one that does not count.") var runs = 15

  func validate() throws {
    guard samples > 0, 1...1_000 ~= workers, ratio > 0, runs > 0 else {
      throw ValidationError("--samples, --ratio and --runs must be positive, and --workers lie in 1...1000")
    }
  }

  func run() throws {
    let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
    print("median (least to greatest) of \(runs) runs")
    var rng = Streams(seed: 1).generator("samples")
    let estimate = measure {
      SignSideInformation(model, workerCount: workers, sampleCount: samples, using: &rng).rates
    }
    print("semi-analytical, K = \(workers), L = \(samples): \(estimate.processor) ms by processor, \(estimate.wall) ms")
    for workers in [10, 100, 1_000] {
      // As many calls as take some milliseconds.
      let calls = max(1, 1_000_000 / (workers * workers * 10))
      var failure: (any Error)?
      let exact = measure(calls: calls) {
        do { return try SignSideInformation(model, workerCount: workers).rates } catch {
          failure = error
          return []
        }
      }
      if let failure { throw failure }
      print("exact, K = \(workers): \(exact.processor) ms by processor, \(exact.wall) ms")
    }
  }

  /// Milliseconds a call, by processor and wall time.
  private func measure(calls: Int = 1, _ body: () -> [Double]) -> (processor: Span, wall: Span) {
    let runs = (0...runs).map { _ in
      Rates(work: Double(calls) / 1_000) {
        var sum = 0.0
        for _ in 0..<calls { sum += body().last ?? .nan }
        return Float(sum)
      }
    }.dropFirst()
    return (Span(runs.map { 1 / $0.processor }), Span(runs.map { 1 / $0.wall }))
  }

  /// The median of some numbers, with the least and the greatest, to four digits.
  private struct Span: CustomStringConvertible {
    let spread: Spread
    init(_ values: [Double]) { spread = Spread(values) }
    var description: String {
      String(format: "%.4g (%.4g to %.4g)", spread.median, spread.least, spread.greatest)
    }
  }
}
