// DSC, Figure 9: the rate of each of K = 5 workers against the ratio of variances, one-bit quantization.
//
// Look for: the rate falls with the worker's index and with the ratio; worker 1, without side information, stays at 1.
// The paper simulates with a million samples; here the rates are exact.

import ArgumentParser
import FigureKit
import RateDistortion
import RealModule

@main
struct Fig09: Figure {
  static let id = "dsc-fig09-one-bit-rates"
  static let caption = "Rate of each worker, one-bit quantization"

  static let workers = Parameter("workers", 5, in: 2...8, "workers K")
  static let least = Parameter("least_ratio", 0.01, in: 1e-6...1, "least σ_X²/σ_N²")
  static let greatest = Parameter("greatest_ratio", 1_000, in: 1...1e9, "greatest σ_X²/σ_N²")
  static let points = Parameter("points", smoke: 11, standard: 51, paper: 51, in: 2...10_000, "ratios")
  static let parameters: [any ParameterDeclaration] = [workers, least, greatest, points]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = ["ratio", "worker", "rate_bit"]
    let ratio: Double, worker: Int, rate: Double
    var cells: [String] {
      [SeriesTable.cell(ratio, digits: 6), "\(worker)", SeriesTable.cell(rate, digits: 9)]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let (least, greatest, points) = (context[Self.least], context[Self.greatest], context[Self.points])
    return try (0..<points).flatMap { point in
      let ratio = least * .pow(greatest / least, Double(point) / Double(points - 1))
      let model = try GaussianCEO(signalVariance: ratio, noiseVariance: 1)
      let rates = try SignSideInformation(model, workerCount: context[Self.workers]).rates
      return rates.enumerated().map { Row(ratio: ratio, worker: $0 + 1, rate: $1) }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      x: .init("ratio of variances σ_X²/σ_N²", .logarithmic), y: .init("rate (bits/element)", from: 0, to: 1.05),
      series: (1...(rows.map(\.worker).max() ?? 1)).map { worker in
        .init(
          "worker \(worker)", x: "ratio", y: "rate_bit", rows: ["worker": "\(worker)"],
          dashed: worker.isMultiple(of: 2))
      }, key: .bottomLeft)
  }

  /// Rule: holds if at every ratio each worker's rate is below that of the worker before, and each but worker 1's,
  /// which is 1, below that at the ratio before.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let workers = rows.map(\.worker).max() ?? 0
    let curves = (1...max(1, workers)).map { worker in rows.filter { $0.worker == worker }.map(\.rate) }
    let fallsWithWorker = zip(curves, curves.dropFirst()).allSatisfy { before, after in
      zip(before, after).allSatisfy { $0 > $1 }
    }
    let fallsWithRatio = curves.dropFirst().allSatisfy { curve in zip(curve, curve.dropFirst()).allSatisfy { $0 > $1 } }
    let ends = curves.compactMap { curve in
      curve.last.map { SeriesTable.cell($0, digits: 3) }
    }
    return [
      ClaimResult(
        "dsc-fig09-a", holds: fallsWithWorker && fallsWithRatio,
        "at the greatest ratio, worker 1 to \(workers): \(ends.joined(separator: ", ")) bits")
    ]
  }
}
