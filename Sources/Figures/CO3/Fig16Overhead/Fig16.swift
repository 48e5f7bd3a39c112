// CO3, Figure 16 — test accuracy against the communication overhead of schemes, NASNetMobile.
//
// Look for: fp4 left of fp8 by about a factor of two, top-K between them since half of the zeros it makes cost a bit each,
// and the least-error scale with a range coder left of the paper's fp4. Each curve is one training, a point an epoch.
//
// The top-K scheme is fp8 with the same error feedback, of which only the half of greatest magnitude in each layer is sent; the
// paper does not say whether its own has feedback. Indices are zeros of the lossless code, which costs no more than a bit mask.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig16: Figure {
  static let id = "co3-fig16-overhead"
  static let caption = "Test accuracy against bits of one user, NASNetMobile"
  static let dataSets = CO3Study.dataSets
  static let kept = Parameter("kept", 0.5, in: 0.001...1, "share of a layer's numbers that top-K keeps")
  static let parameters: [any ParameterDeclaration] = CO3Study.parameters + [kept]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "scheme", "bits", "accuracy", "epoch", "accuracy_standard_error", "bit_per_parameter",
      "entropy_bit_per_parameter", "range_bit_per_parameter", "common_accuracy", "bits_to_common_accuracy",
      "share_of_fp4", "dataset", "network",
    ]
    let point: CO3Accuracy.Row
    /// The greatest accuracy that every scheme reaches, the bits to it, and their share in those of the paper's fp4.
    let common: Double, commonBits: Double, share: Double
    var cells: [String] {
      let numbers = [
        point.accuracyError, point.curve.bitPerParameter, point.entropy ?? .nan, point.rangeBits ?? .nan, common,
        commonBits, share,
      ]
      return [
        point.scheme.name, SeriesTable.cell(point.bits, digits: 7), SeriesTable.cell(point.accuracy, digits: 4),
        "\(point.count)",
      ] + numbers.map { SeriesTable.cell($0, digits: 4) } + [point.curve.dataset, point.curve.training.model.rawValue]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let schemes = [
      Self.fp4, .converted(.fp8, decay: 0.7),
      .converted(CO3Conversion(.fp8, decay: 0.7, kept: context[Self.kept])),
      .contextCoded(.fp4, decay: 0.9), .contextCoded(.fp4, decay: 0.9, coarseness: 2),
    ]
    let points = try await CO3Accuracy.rows(context, context[CO3Study.nasNet], schemes)
    let common = schemes.map { CO3Accuracy.best(points, $0) }.min() ?? .nan
    func bits(_ scheme: CO3Scheme) -> Double { CO3Accuracy.bits(points, scheme, toAccuracy: common) ?? .nan }
    return points.map {
      Row(point: $0, common: common, commonBits: bits($0.scheme), share: bits($0.scheme) / bits(Self.fp4))
    }
  }

  static let fp4 = CO3Scheme.converted(.fp4, decay: 0.9)

  func plot(_ rows: [Row]) -> Plot {
    let ends = rows.filter { $0.point.count == $0.point.curve.result.epochs.count }
    return Plot(
      x: .init("bits of one user, R", .logarithmic), y: .init("test accuracy", from: 0),
      series: ends.map {
        Plot.Series(
          $0.point.scheme.name, x: "bits", y: "accuracy", rows: ["scheme": $0.point.scheme.name],
          spread: .bars("accuracy_standard_error"), style: .linesAndPoints)
      }, key: .below)
  }

  /// Rule: fp4 with γ = 0.9 comes to the accuracy that top-K ends with, and has then sent fewer bits than top-K when it first
  /// had it; the shortfall is the share by which it sent more, infinite where it never gets there.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let points = rows.map(\.point)
    guard let top = points.last(where: { $0.scheme.isSparse }),
      let paper = CO3Accuracy.bits(points, top.scheme, toAccuracy: top.accuracy)
    else { return [] }
    let words = rows.filter { $0.point.count == top.count }.map {
      "\($0.point.scheme.name): \(shown($0.point.curve.bitPerParameter)) bits a parameter and iteration, accuracy "
        + "\(shown($0.point.accuracy)) ± \(shown($0.point.accuracyError)), bits to \(shown($0.common)) "
        + "\(shown($0.share)) of fp4's"
    }
    let reached = CO3Accuracy.bits(points, Self.fp4, toAccuracy: top.accuracy)
    return [
      ClaimResult(
        "co3-fig16-a", shortfall: reached.map { max(0, $0 / paper - 1) } ?? .infinity, words.joined(separator: "; "))
    ]
  }

  private func shown(_ value: Double) -> String { SeriesTable.cell(value, digits: 3) }
}
