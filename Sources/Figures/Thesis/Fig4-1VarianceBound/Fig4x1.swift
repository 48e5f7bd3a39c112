// THESIS, Figure 4.1 — least bound γ of the relative error against the compression gain.
//
// Look for: with every scheme counted as in THESIS, QCS lies a factor of 11 and more below the others; once stochastic
// quantization (QSG) has its own entropy coder and rounding's own variance, it lies below QCS up to a gain of 18.
// Default profile: 1 s.

import ArgumentParser
import CompressiveSampling
import FigureKit
import RealModule

@main
struct Fig4x1: Figure {
  static let id = "thesis-fig4-1-variance-bound"
  static let caption = "Bound of the relative error of unbiased compressors"

  // THESIS, Section 4.2.1. Gains are 2, ..., 512 in equal ratios.
  static let length = Parameter("length", 512, in: 2...65_536, "elements of the vector, n")
  static let points = Parameter("points", smoke: 1, standard: 8, paper: 32, in: 1...1_000, "gains in an octave")
  static let parameters: [any ParameterDeclaration] = [length, points]

  @OptionGroup var options: FigureOptions

  enum Scheme: String, CaseIterable {
    case qcs = "QCS"
    case quantization = "QSG (QSGD Lemma 3.1, fixed length)"
    case codedQuantization = "QSG (entropy coded, variance at most 1/4)"
    case sparsification = "sparsification (positions free)"
    case sentPositions = "sparsification (positions sent)"
  }

  struct Row: FigureRow {
    static let header = ["gain", "scheme", "gamma_bound", "gamma_measured", "best_k", "best_q"]
    let gain: Double
    let scheme: Scheme
    let bound: Double
    /// Of a real compressor; NaN until there is one.
    let measured = Double.nan
    /// The elements or measurements sent; NaN where all are.
    let sent: Double
    /// Q of QCS, s of QSG; NaN without quantization.
    let levels: Double
    var cells: [String] {
      let numbers = [bound, measured, sent, levels].map { SeriesTable.cell($0, digits: 8) }
      return [SeriesTable.cell(gain, digits: 8), scheme.rawValue] + numbers
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let (length, points) = (context[Self.length], context[Self.points])
    return try Scheme.allCases.flatMap { scheme in
      try (0...8 * points).compactMap { index in
        let gain = Double.exp2(1 + Double(index) / Double(points))
        do {
          return try row(scheme, length: length, gain: gain)
        } catch CompressiveSamplingError.unreachableGain {
          return nil
        }
      }
    }
  }

  private func row(_ scheme: Scheme, length: Int, gain: Double) throws -> Row {
    switch scheme {
    case .qcs:
      let best = try QCSBound.least(length: length, gain: gain)
      return Row(
        gain: gain, scheme: scheme, bound: best.varianceFactor, sent: Double(best.measurementCount),
        levels: Double(best.levelRange))
    case .quantization, .codedQuantization:
      let best = try StochasticQuantizationBound.least(
        length: length, gain: gain, account: scheme == .quantization ? .fixedLength : .entropyCoded)
      return Row(
        gain: gain, scheme: scheme, bound: best.varianceFactor, sent: .nan, levels: Double(best.levelCount))
    case .sparsification, .sentPositions:
      let best = try SparsificationBound.least(length: length, gain: gain, sendsPositions: scheme == .sentPositions)
      return Row(gain: gain, scheme: scheme, bound: best.varianceFactor, sent: best.keptCount, levels: .nan)
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      x: .init("compression gain", .logarithmic, from: 2, to: 512),
      y: .init("bound γ of E‖error‖² / ‖g‖²", .logarithmic, from: 1e-5, to: 1e3),
      series: Scheme.allCases.enumerated().map { index, scheme in
        .init(
          scheme.rawValue, x: "gain", y: "gamma_bound", rows: ["scheme": scheme.rawValue],
          style: index < 2 ? .linesAndPoints : .lines, dashed: scheme == .codedQuantization || scheme == .sentPositions)
      },
      key: .bottomRight)
  }

  /// Rule: (a) holds if γ of QCS is at most a tenth of that of QSG (QSGD's Lemma 3.1, a fixed number of bits for each
  /// value) and of sparsification (positions free) at every gain that they reach.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let parts = [Scheme.quantization, .sparsification, .codedQuantization].map { scheme in
      let ratios = rows.filter { $0.scheme == scheme }.compactMap { other in
        rows.first { $0.scheme == .qcs && $0.gain == other.gain }.map {
          (gain: other.gain, value: other.bound / $0.bound)
        }
      }
      let least = ratios.min { $0.value < $1.value } ?? (.nan, .nan)
      let shown = [least.value, least.gain, ratios.last?.gain ?? .nan].map { SeriesTable.cell($0, digits: 3) }
      return (
        least: least.value,
        shown: "\(scheme.rawValue) at least \(shown[0]) times QCS (at gain \(shown[1]) of those up to \(shown[2]))"
      )
    }
    return [
      ClaimResult(
        "thesis-fig4-1-a", holds: parts.prefix(2).allSatisfy { $0.least >= 10 },
        parts.map(\.shown).joined(separator: "; "))
    ]
  }
}
