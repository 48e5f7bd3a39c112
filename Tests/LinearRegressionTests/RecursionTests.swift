import GradientStatistics
import LinearRegression
import QuantizerCoding
import Randomness
import RealModule
import Testing

@Suite struct RecursionTests {
  private let problem = GaussianRegression()

  /// The mean over trainings with whole gradients is the recursion with ω = 0. Inputs are exact but for single precision, so
  /// that 40 trainings lie within 4 standard errors of the mean (one false alarm in some 10⁴ for each of 3 iterations).
  @Test func wholeGradientsFollowTheRecursion() throws {
    let runs = try (0..<40).map { repetition in
      try RegressionRun(
        problem, scheme: .baseline, stepSize: 0.1, streams: Streams(seed: 5).repetition(repetition)
      ).errors(iterations: 30, while: 0..<1e9)
    }
    let expected = MeanSquareRecursion(problem, relativeError: 0).errors(iterations: 30, stepSize: 0.1)
    for iteration in [1, 8, 30] {
      let found = SampleSummary(runs.map { $0[iteration] })
      #expect(abs(found.mean - expected[iteration]) < 4 * found.standardError, "iteration \(iteration)")
    }
  }

  /// The same for QCS with the ω that its messages have, which is their own law by Theorem 7: relative errors are concentrated (2 %
  /// over blocks of 3,200 elements), so that ω is known to under 1 % and the mean over 30 steps to (1 + 0.01 μ·9 ω)³⁰, 2 %.
  @Test func sampledGradientsFollowTheRecursion() throws {
    let streams = Streams(seed: 6), stepSize = 0.08
    let runs = (0..<40).map {
      RegressionRun(problem, scheme: .sampling, stepSize: stepSize, streams: streams.repetition($0))
    }
    let relative = SampleSummary(try runs[0].sending(rounds: 30, coder: .words).relativeErrors)
    let errors = try runs.map { try $0.errors(iterations: 30, while: 0..<1e9) }
    let expected = MeanSquareRecursion(problem, relativeError: relative.mean).errors(iterations: 30, stepSize: stepSize)
    for iteration in [1, 8, 30] {
      let found = SampleSummary(errors.map { $0[iteration] })
      #expect(
        abs(found.mean - expected[iteration]) < 4 * found.standardError + 0.02 * expected[iteration],
        "iteration \(iteration)")
    }
  }

  /// With one direction m ← (1 − 2μλ + μ²λ²(1 + 2/B)(1 + ω)) m: the limit is 2/(λ(1 + 2/B)(1 + ω)), and for a large batch and ω = 0
  /// that of gradient descent, 2/λ.
  @Test(arguments: [(1, 0.0), (4, 1.5), (1 << 20, 0)]) func oneDirectionHasAClosedForm(batch: Int, omega: Double) {
    let problem = GaussianRegression(inputs: 1, outputs: 3, batchSize: batch, eigenvalues: 2...2)
    let limit = MeanSquareRecursion(problem, relativeError: omega).limit
    #expect(abs(limit / (1 / ((1 + 2 / Double(batch)) * (1 + omega))) - 1) < 1e-4)
  }

  /// Any direction by itself bounds the limit: G has at least (1 + 2/B) λ² m, the error of what is sent its share ω/n of that; and the
  /// trace alone gives 2/((1 + ω)(λ₁ + tr R/B + …)) from below. For all ω: 2/((1 + ω)((1 + 1/B) λₙ + tr R/B)) < limit <
  /// 2/(λₙ (1 + 2/B + ω/n)), and the limit falls in ω.
  ///
  /// From below: Σ Gᵢ ≤ ((1 + 1/B) λₙ + tr R/B) Σ λⱼ mⱼ, so that Σ mᵢ shrinks for smaller steps.
  @Test func limitsLieBetweenTheirBounds() {
    let trace = problem.eigenvalues.reduce(0, +), batch = Double(problem.batchSize)
    var last = Double.infinity
    for omega in [0, 0.1, 1, 3, 20, 50] {
      let limit = MeanSquareRecursion(problem, relativeError: omega).limit
      #expect(limit > 2 / ((1 + omega) * ((1 + 1 / batch) * 4 + trace / batch)))
      #expect(limit < 2 / (4 * (1 + 2 / batch + omega / 64)) && limit < last)
      last = limit
    }
  }
}
