import Autodiff
import Parallelism
import Randomness

/// Products of single-precision matrices, by default of 1024 rows and columns: the ceiling that other rates are held to.
struct MatrixProducts {
  /// Products in one run.
  private let productCount: Int
  private let a: Tensor, b: Tensor

  /// Products of a matrix of `rows` rows and one of `size` rows and columns; the defaults take some 0.1 s on one core.
  init(rows: Int = 1024, size: Int = 1024, productCount: Int = 8) {
    var rng = Streams(seed: 1).generator("matrices")
    a = Tensor([rows, size]) { Normal().fill(&$0, using: &rng) }
    b = Tensor([size, size]) { Normal().fill(&$0, using: &rng) }
    self.productCount = productCount
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
    let operations = 2 * Double(a.shape[0] * b.shape[0] * b.shape[1])
    return Rates(work: Double(productCount) * operations / 1e9) {
      var sum: Float = 0
      for _ in 0..<productCount {
        var tape = Tape()
        let c = tape.product(tape.constant(a), tape.constant(b))
        sum += tape.value(c).withSpan { $0[0] }
      }
      return sum
    }
  }
}
