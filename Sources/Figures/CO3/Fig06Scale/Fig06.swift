// CO3, Figure 6 — scale b of least mean squared error of fp4 (E2M1) and fp8 (E5M2) against the shape β of a GenNorm law.
//
// Look for: with fp4 the polynomial lies on the exact scale when it is divided by the law's scale α, and far below it when
// divided by σ as printed. With fp8 the error is flat over twenty octaves of b: a sample's best b is merely the first at
// which none of its numbers is subnormal, and the polynomial, too, names one b of many.

import ArgumentParser
import FigureKit
import GradientStatistics
import Quantization
import Randomness

@main
struct Fig06: Figure {
  static let id = "co3-fig06-scale"
  static let caption = "Scale b of least error, Q(x) = fp(bx)/b, for GenNorm(β) of unit variance"

  static let points = Parameter("points", smoke: 3, standard: 17, paper: 33, in: 2...1_000, "shapes β")
  static let leastShape = Parameter("least_shape", 0.4, in: 0.38...1, "least β; (16) is negative below 0.37")
  static let greatestShape = Parameter("greatest_shape", 2, in: 1.0...10, "greatest β")
  static let samples = Parameter(
    "samples", smoke: 5_000, standard: 100_000, paper: 1_000_000, in: 100...100_000_000, "numbers in a sample")
  static let repetitions = Parameter(
    "repetitions", smoke: 2, standard: 10, paper: 100, in: 1...10_000, "Monte Carlo samples at a shape")
  static let parameters: [any ParameterDeclaration] = [points, leastShape, greatestShape, samples, repetitions]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    // Scales are for unit variance; a mean squared error is over the variance.
    static let header = [
      "format", "beta", "exact", "monte_carlo", "polynomial", "mse_exact", "mse_polynomial", "monte_carlo_least",
      "monte_carlo_greatest", "polynomial_over_alpha", "mse_polynomial_over_alpha", "within_1_percent_least",
      "within_1_percent_greatest",
    ]
    let format: String
    let beta: Double
    let exact: ScaleOptimum
    /// The best scale of each sample.
    let estimates: [Double]
    let polynomial: Double, error: Double
    let polynomialOverAlpha: Double, errorOverAlpha: Double
    var cells: [String] {
      [format]
        + [
          beta, exact.scale, SampleSummary(estimates).mean, polynomial, exact.error, error, estimates.min() ?? .nan,
          estimates.max() ?? .nan, polynomialOverAlpha, errorOverAlpha, exact.interval.lowerBound,
          exact.interval.upperBound,
        ].map { SeriesTable.cell($0, digits: 6) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let count = context[Self.points]
    let cases: [(name: String, format: Minifloat, polynomial: ScalePolynomial)] = [
      ("fp4", .e2m1, .fp4), ("fp8", .e5m2, .fp8),
    ]
    return try await context.parallelMap(cases.count * count, "shape") { index in
      let (name, format, polynomial) = cases[index / count]
      let part = Double(index % count) / Double(count - 1)
      let beta = context[Self.leastShape] + part * (context[Self.greatestShape] - context[Self.leastShape])
      let law = GeneralizedNormal(deviation: 1, shape: beta)
      let estimates = try (0..<context[Self.repetitions]).map { repetition in
        try Task.checkCancellation()
        // The same samples for both formats.
        var rng = context.streams.repetition(repetition).generator("samples", worker: index % count)
        let values = GenNorm(scale: Float(law.scale), shape: Float(beta))
          .values(count: context[Self.samples], using: &rng)
        return try format.leastErrorScale(forSample: values.span, deviation: 1).scale
      }
      let (overSigma, overAlpha) = (polynomial.value(at: beta), polynomial.value(at: beta) / law.scale)
      return Row(
        format: name, beta: beta, exact: format.leastErrorScale(for: law), estimates: estimates, polynomial: overSigma,
        error: format.meanSquaredError(under: law, scale: overSigma), polynomialOverAlpha: overAlpha,
        errorOverAlpha: format.meanSquaredError(under: law, scale: overAlpha))
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let (fp4, fp8): (KeyValuePairs, KeyValuePairs) = (["format": "fp4"], ["format": "fp8"])
    func scales(_ format: KeyValuePairs<String, String>) -> [Plot.Series] {
      [
        .init(
          "exact (band: 1 % more error)", x: "beta", y: "exact", rows: format,
          spread: .bandBetween("within_1_percent_least", "within_1_percent_greatest")),
        .init(
          "Monte Carlo (bars: range)", x: "beta", y: "monte_carlo", rows: format,
          spread: .barsBetween("monte_carlo_least", "monte_carlo_greatest"), style: .points, colour: 6),
        .init("polynomial / σ, as printed", x: "beta", y: "polynomial", rows: format, dashed: true, colour: 1),
        .init("polynomial / α", x: "beta", y: "polynomial_over_alpha", rows: format, style: .linesAndPoints, colour: 2),
      ]
    }
    func errors(_ format: KeyValuePairs<String, String>) -> [Plot.Series] {
      [
        .init("least", x: "beta", y: "mse_exact", rows: format),
        .init("polynomial / σ, as printed", x: "beta", y: "mse_polynomial", rows: format, dashed: true, colour: 1),
        .init(
          "polynomial / α", x: "beta", y: "mse_polynomial_over_alpha", rows: format, style: .linesAndPoints, colour: 2),
      ]
    }
    let x = Plot.Axis("shape β")
    let error = "mean squared error / variance"
    return Plot(panels: [
      .init("fp4 (E2M1)", x: x, y: .init("scale b · σ", from: 0, to: 2.4), series: scales(fp4), key: .topLeft),
      .init(
        "fp8 (E5M2), lines as for fp4", x: x, y: .init("scale b · σ", .logarithmic), series: scales(fp8), key: .none),
      .init("fp4 (E2M1)", x: x, y: .init(error, .logarithmic), series: errors(fp4)),
      // Enlarged; the polynomial over α leaves the picture at β = 0.4.
      .init("fp8 (E5M2), enlarged", x: x, y: .init(error, from: 0.00275, to: 0.0029), series: errors(fp8)),
    ])
  }

  /// Rule: both polynomials as printed against the exact scale, at every shape.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let (fp4, fp8) = (rows.filter { $0.format == "fp4" }, rows.filter { $0.format == "fp8" })
    func greatest(_ rows: [Row], _ value: (Row) -> Double) -> String {
      SeriesTable.cell(rows.map(value).max() ?? .nan, digits: 3)
    }
    let cost = greatest(fp4) { $0.error / $0.exact.error }
    let offset = greatest(fp4.filter { $0.beta >= 0.8 }) { 100 * abs($0.polynomialOverAlpha / $0.exact.scale - 1) }
    let excess = greatest(fp8) { 100 * ($0.error / $0.exact.error - 1) }
    let octaves = fp8.map { ($0.exact.interval.upperBound / $0.exact.interval.lowerBound).exponent }.min() ?? 0
    let shown =
      "(15) over σ, as printed, costs up to \(cost) times the least error; over α its scale is within \(offset) % of the "
      + "exact one for β ≥ 0.8; (16) costs up to \(excess) % over the least error, but the scales that cost "
      + "1 % over it span \(octaves) octaves, so that it is one choice of many"
    var result = ClaimResult(
      "co3-fig06-a", pairs: rows.map { .init(measured: $0.exact.scale, paper: $0.polynomial) }, shown)
    result.contradiction = shown
    return [result]
  }
}
