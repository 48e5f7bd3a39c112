// THESIS, Figure 4.1 — least bound γ of the relative error against the compression gain, and the error measured on gradients.
//
// Look for: with every scheme counted as in THESIS, QCS lies a factor of 11 and more below the others; once stochastic
// quantization (QSG) has its own entropy coder and rounding's own variance, it lies below QCS up to a gain of 18. On gradients
// QSG stays far below its bound, at 0.15 of it with 127 levels above zero and 0.64 with one, while QCS has 0.56 to 0.9 of its
// own. Message for message (c) QSG's error is only 1.2 to 1.7 times QCS's, and EDEN's 0.7 times from a gain of 30 on.
//
// Errors are those of gradients of a training, in blocks of at most 512 numbers, at gains that are powers of 2; scales of
// blocks are not counted, as in the bounds, but for (c). Sparsification that sends positions chooses elements by their
// magnitudes, with the error of the bound at worst. EDEN, a random rotation with an optimal quantizer, has an expected error.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import RealModule

@main
struct Fig4_1: Figure {
  static let id = "thesis-fig4-1-variance-bound"
  static let caption = "Relative error of unbiased compressors: bounds, and as measured"
  static let dataSets: [[DatasetName]] = [[.mnist]]

  // THESIS, Section 4.2.1. Gains are 2, ..., 512 in equal ratios; blocks have as many elements as the compressors'.
  static let points = Parameter("points", smoke: 1, standard: 8, paper: 32, in: 1...1_000, "gains in an octave")
  static let rounds = Parameter("rounds", smoke: 1, standard: 100, paper: 1_000, in: 1...1_000_000, "rounds")
  static let gradients = Parameter("gradients", smoke: 1, standard: 3, paper: 10, in: 1...100, "gradients measured")
  static let repetitions = Parameter(
    "repetitions", smoke: 2, standard: 3, paper: 20, in: 2...1_000, "times that each is compressed")
  static let parameters: [any ParameterDeclaration] =
    CompressionErrors.parameters + [points, rounds, gradients, repetitions]

  @OptionGroup var options: FigureOptions

  typealias Scheme = VarianceBound.Scheme

  struct Row: FigureRow {
    static let header = [
      "gain", "scheme", "gamma_bound", "gamma_measured", "best_k", "best_q", "gamma_sd", "coded_gain", "measured",
    ]
    let bound: VarianceBound
    let error: ErrorSummary?
    var cells: [String] {
      let numbers = [bound.factor, error?.mean ?? .nan, bound.sent, bound.levels, error?.deviation ?? .nan]
      return [SeriesTable.cell(bound.gain, digits: 8), bound.scheme.rawValue]
        + numbers.map { SeriesTable.cell($0, digits: 8) }
        + [SeriesTable.cell(error?.codedGain ?? .nan, digits: 4), error == nil ? "no" : "yes"]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let points = context[Self.points]
    let bounds = try Scheme.allCases.flatMap { scheme in
      try (0...8 * points).compactMap { try VarianceBound(scheme, gain: .exp2(1 + Double($0) / Double(points))) }
    }
    let measured = bounds.indices.filter {
      bounds[$0].gain == bounds[$0].gain.rounded() && bounds[$0].compressor != nil
    }
    let samples = try await CompressionErrors(
      context, schemes: measured.compactMap { bounds[$0].compressor }, rounds: context[Self.rounds],
      points: context[Self.gradients], gradients: 1, repetitions: context[Self.repetitions]
    ).samples(on: context.data[.mnist], cache: context.cache, jobs: context.jobs)
    return bounds.indices.map { index in
      let place = measured.firstIndex(of: index)
      return Row(bound: bounds[index], error: place.map { ErrorSummary(samples, scheme: $0) })
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    func curves(_ schemes: [Scheme] = Scheme.allCases, x: String = "gain", y: String, measured: Bool) -> [Plot.Series] {
      schemes.map { scheme in
        .init(
          scheme.title, x: x, y: y,
          rows: measured ? ["scheme": scheme.rawValue, "measured": "yes"] : ["scheme": scheme.rawValue],
          spread: measured ? .bars("gamma_sd") : nil, style: measured ? .linesAndPoints : .lines,
          dashed: scheme == .codedQuantization || scheme == .sentPositions,
          colour: Scheme.allCases.firstIndex(of: scheme))
      }
    }
    func panel(_ title: String, _ x: String, _ y: String, _ series: [Plot.Series]) -> Plot.Panel {
      Plot.Panel(
        title, x: .init(x, .logarithmic, from: 2, to: 512), y: .init(y, .logarithmic, from: 1e-5, to: 1e3),
        series: series, key: .bottomRight)
    }
    return Plot(panels: [
      panel(
        "(a) least bounds", "compression gain", "bound γ of E‖ĝ − g‖² / ‖g‖²",
        curves(y: "gamma_bound", measured: false)),
      panel(
        "(b) measured on gradients", "compression gain", "mean of ‖ĝ − g‖² / ‖g‖²",
        curves(y: "gamma_measured", measured: true)),
      panel(
        "(c) as (b), by the bits of messages", "gain of messages by a range coder", "mean of ‖ĝ − g‖² / ‖g‖²",
        curves(
          [.qcs, .quantization, .codedQuantization, .rotation], x: "coded_gain", y: "gamma_measured", measured: true)),
    ])
  }

  /// Rule: (a) holds if γ of QCS is at most a tenth of that of QSG (QSGD's Lemma 3.1, a fixed number of bits for each
  /// value) and of sparsification (positions free) at every gain that they reach.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    func least(_ scheme: Scheme, _ value: (Row) -> Double?) -> (gain: Double, ratio: Double, last: Double) {
      let ratios = rows.filter { $0.bound.scheme == scheme }.compactMap { other in
        rows.first { $0.bound.scheme == .qcs && $0.bound.gain == other.bound.gain }.flatMap { own in
          value(own).flatMap { own in value(other).map { (gain: other.bound.gain, ratio: $0 / own) } }
        }
      }
      let least = ratios.min { $0.ratio < $1.ratio } ?? (.nan, .nan)
      return (least.gain, least.ratio, ratios.last?.gain ?? .nan)
    }
    let parts = [Scheme.quantization, .sparsification, .codedQuantization].map { scheme in
      let bound = least(scheme) { $0.bound.factor }, measured = least(scheme) { $0.error?.mean }
      let shown = [bound.ratio, bound.gain, bound.last, measured.ratio].map { SeriesTable.cell($0, digits: 3) }
      return (
        least: bound.ratio,
        shown: "\(scheme.rawValue) at least \(shown[0]) times QCS (at gain \(shown[1]) of those up to \(shown[2])), "
          + "measured \(shown[3]) times"
      )
    }
    return [
      ClaimResult(
        "thesis-fig4-1-a", holds: parts.prefix(2).allSatisfy { $0.least >= 10 },
        parts.map(\.shown).joined(separator: "; "))
    ]
  }
}
