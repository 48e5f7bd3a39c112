import Autodiff
import Parallelism
import Randomness

/// Products of single-precision matrices of 1024 rows and columns: the ceiling that other rates are held to.
struct MatrixProducts {
  private static let size = 1024
  /// Products in one run, some 0.1 s on one core.
  private static let productCount = 8

  private let a: Tensor, b: Tensor

  init() {
    var rng = Streams(seed: 1).generator("matrices")
    let shape = [Self.size, Self.size]
    a = Tensor(shape) { Normal().fill(&$0, using: &rng) }
    b = Tensor(shape) { Normal().fill(&$0, using: &rng) }
  }

  /// GFLOP/s of all threads together, each with products of its own.
  func measure(threads: Int, runCount: Int) async throws -> Measurement {
    var runs: [Rates] = []
    for _ in 0...runCount {
      runs.append(.sum(try await parallelMap(threads, jobs: threads) { _ in rates() }))
    }
    return Measurement(Array(runs.dropFirst()))
  }

  private func rates() -> Rates {
    let operations = 2 * Double(Self.size * Self.size * Self.size)
    return Rates(work: Double(Self.productCount) * operations / 1e9) {
      var sum: Float = 0
      for _ in 0..<Self.productCount {
        var tape = Tape()
        let c = tape.product(tape.constant(a), tape.constant(b))
        sum += tape.value(c).withSpan { $0[0] }
      }
      return sum
    }
  }
}
