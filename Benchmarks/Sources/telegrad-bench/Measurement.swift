import Foundation

/// Seconds that a clock of the system shows.
func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The processor's clock, by a chain of multiplications (three cycles) and unions (one) of whole numbers.
func processorGigahertz() -> Double {
  let count = 5_000_000
  let start = seconds(CLOCK_THREAD_CPUTIME_ID)
  var number = UInt64(start * 1e9) | 1
  for _ in 0..<count { number = number &* (number | 5) }
  precondition(number > 100, "a number that is computed is used")
  return 4 * Double(count) / 1e9 / (seconds(CLOCK_THREAD_CPUTIME_ID) - start)
}

/// Work by time of one run.
struct Rates: Sendable {
  /// By processor time of the threads that worked, which leaves out what other programs took.
  var processor: Double
  /// By wall time.
  var wall: Double

  /// Runs `body` once on the calling thread.
  ///
  /// - Parameters:
  ///   - work: What one call does, in units of the rate.
  ///   - body: Gives any number that depends on what it computed, so that it must compute it.
  init(work: Double, _ body: () -> Float) {
    let start = (processor: seconds(CLOCK_THREAD_CPUTIME_ID), wall: seconds(CLOCK_MONOTONIC))
    let result = body()
    processor = work / (seconds(CLOCK_THREAD_CPUTIME_ID) - start.processor)
    wall = work / (seconds(CLOCK_MONOTONIC) - start.wall)
    precondition(!result.isNaN, "a kernel gave nan")
  }

  private init(processor: Double, wall: Double) {
    self.processor = processor
    self.wall = wall
  }

  /// The rate of threads side by side.
  static func sum(_ threads: [Rates]) -> Rates {
    Rates(processor: threads.map(\.processor).reduce(0, +), wall: threads.map(\.wall).reduce(0, +))
  }
}

/// Rates of several runs.
struct Measurement {
  let processor: Spread
  let wall: Spread

  init(_ runs: [Rates]) {
    processor = Spread(runs.map(\.processor))
    wall = Spread(runs.map(\.wall))
  }

  /// Runs `body` once uncounted and then `runCount` times on the calling thread.
  init(work: Double, runCount: Int, _ body: () -> Float) {
    let runs = (0...runCount).map { _ in Rates(work: work, body) }
    self.init(Array(runs.dropFirst()))
  }
}

/// The median of some numbers, with the least and the greatest.
struct Spread: CustomStringConvertible {
  let median: Double, least: Double, greatest: Double

  /// - Precondition: There is a number.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    least = sorted[0]
    greatest = sorted[sorted.count - 1]
  }

  private init(median: Double, least: Double, greatest: Double) {
    self.median = median
    self.least = least
    self.greatest = greatest
  }

  /// The same numbers, each less by `amount`.
  func less(_ amount: Double) -> Spread {
    Spread(median: median - amount, least: least - amount, greatest: greatest - amount)
  }

  var description: String { String(format: "%7.1f (%.1f to %.1f)", median, least, greatest) }
}
