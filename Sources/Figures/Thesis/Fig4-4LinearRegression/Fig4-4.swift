// THESIS, Figure 4.4 — a linear regression by stochastic gradient descent whose gradients are compressed some 21 times: the share of
// trainings that converge against the step size, and the excess error over iterations.
//
// Look for: the more error a scheme adds, the smaller the greatest step size: 0.2 of SGD, 0.16 of EDEN, 0.1 of QCS, 0.06 of QSG, 0.0125 of
// sparsification, and none of these for QSGD with the 2-norm. At their best step sizes QCS needs 29 iterations and QSG 52.
//
// Gains are those of THESIS' count, log₂ of the levels for each symbol; rows of the panel "gain" have the length of decoded bytes. QSG
// and QSGD, whose symbols are mostly zeros, gain far more by a range coder, which THESIS does not use here. THESIS calls
// "Top-K SGD" what its reference [25] describes as unbiased sparsification: `sparsified`. Biased Top-K is drawn beside it.

import ArgumentParser
import FigureKit
import GradientStatistics
import LinearRegression
import QuantizerCoding
import Randomness
import RealModule

@main
struct Fig4_4: Figure {
  static let id = "thesis-fig4-4-linear-regression"
  static let caption = "Linear regression with compressed gradients: n = 64, m = 50, eigenvalues 1 to 4, batch 32"

  // A training converges where its excess error comes to a hundredth of that at the beginning within 10/μ iterations, four times
  // what gradient descent needs along the least eigenvalue, and never exceeds a thousand times that at the beginning.
  static let target = 0.01, greatest = 1_000.0, horizon = 10.0
  static let runs = Parameter("runs", smoke: 2, standard: 100, paper: 1_000, in: 2...100_000, "trainings of a point")
  static let points = Parameter("points", smoke: 1, standard: 3, paper: 8, in: 1...100, "step sizes in an octave")
  static let iterations = Parameter(
    "iterations", smoke: 10, standard: 120, paper: 120, in: 1...100_000, "iterations of the panels over iterations")
  static let parameters: [any ParameterDeclaration] = [runs, points, iterations]

  @OptionGroup var options: FigureOptions

  enum Panel: String { case share, iterations, error, gain, limit }

  struct Row: FigureRow {
    static let header = ["panel", "step_size", "scheme", "iteration", "value", "low", "high"]
    let panel: Panel
    var stepSize = Double.nan
    let scheme: RegressionScheme
    var iteration: Int?
    let value: Double
    /// Bounds: 95 % of a share, 1.5 standard deviations of an error's logarithm, 1.96 standard errors of a mean.
    var low = Double.nan, high = Double.nan
    var cells: [String] {
      [panel.rawValue, SeriesTable.cell(stepSize, digits: 4), scheme.rawValue, iteration.map(String.init) ?? "nan"]
        + [value, low, high].map { SeriesTable.cell($0, digits: 5) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let octave = Double(context[Self.points]), (least, most) = (Int(-3.25 * octave), Int(1.5 * octave))
    let steps = (least...most).map { 0.1 * Double.exp2(Double($0) / octave) }
    let schemes = RegressionScheme.allCases, runs = context[Self.runs]
    let ranges = try await context.parallelMap(schemes.count * steps.count, "step size") { index in
      try shares(context, schemes[index / steps.count], step: steps[index % steps.count], runs: runs)
    }
    let curves = try await context.parallelMap(schemes.count * 2, "curve") { index in
      try errors(context, schemes[index / 2], step: [0.05, 0.1][index % 2], runs: runs)
    }
    return try (ranges + curves).flatMap { $0 } + schemes.flatMap { try sending(context, $0) }
  }

  private func run(_ context: FigureContext, _ scheme: RegressionScheme, step: Double, _ index: Int) -> RegressionRun {
    RegressionRun(GaussianRegression(), scheme: scheme, stepSize: step, streams: context.streams.repetition(index))
  }

  private func shares(_ context: FigureContext, _ scheme: RegressionScheme, step: Double, runs: Int) throws -> [Row] {
    let lengths = try (0..<runs).compactMap { index -> Double? in
      let errors = try run(context, scheme, step: step, index)
        .errors(iterations: Int((Self.horizon / step).rounded(.up)), while: Self.target.nextUp..<Self.greatest)
      return errors[errors.count - 1] <= Self.target ? Double(errors.count - 1) : nil
    }
    let share = BinomialShare(lengths.count, of: runs), bounds = share.interval(), mean = SampleSummary(lengths)
    // Of those that converge; a mean over fewer than half of the trainings would be one of the lucky ones.
    let time = 2 * lengths.count >= runs ? mean.mean : .nan, error = 1.96 * mean.standardError
    return [
      Row(panel: .share, stepSize: step, scheme: scheme, value: share.value, low: bounds.low, high: bounds.high),
      Row(
        panel: .iterations, stepSize: step, scheme: scheme, value: time, low: time - error, high: time + error),
    ]
  }

  private func errors(_ context: FigureContext, _ scheme: RegressionScheme, step: Double, runs: Int) throws -> [Row] {
    let count = context[Self.iterations]
    let curves = try (0..<runs).map {
      try run(context, scheme, step: step, $0).errors(iterations: count, while: 0..<1e9)
    }
    // Up to the first iteration that some training did not reach, since it left 10⁹.
    return (0..<(curves.map(\.count).min() ?? 0)).map { iteration in
      let logarithm = SampleSummary(curves.map { .log($0[iteration]) }), width = 1.5 * logarithm.deviation
      return Row(
        panel: .error, stepSize: step, scheme: scheme, iteration: iteration, value: .exp(logarithm.mean),
        low: .exp(logarithm.mean - width), high: .exp(logarithm.mean + width))
    }
  }

  /// The gain of decoded bytes, of words and, as the upper bound, by a range coder; the step size from which on mean squares do not
  /// converge with the relative error measured.
  private func sending(_ context: FigureContext, _ scheme: RegressionScheme) throws -> [Row] {
    let run = run(context, scheme, step: 0.01, 0), rounds = 10
    let words = try run.sending(rounds: rounds, coder: .words)
    let coded = try run.sending(rounds: rounds, coder: .adaptiveRange)
    let recursion = MeanSquareRecursion(run.problem, relativeError: SampleSummary(words.relativeErrors).mean)
    return [
      Row(panel: .gain, scheme: scheme, value: words.gain, high: coded.gain),
      Row(panel: .limit, scheme: scheme, value: scheme.isUnbiased ? recursion.limit : .nan),
    ]
  }
}
