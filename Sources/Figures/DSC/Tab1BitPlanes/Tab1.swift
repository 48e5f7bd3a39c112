// DSC, Table 1: the rate of each of six bit planes of a uniform quantizer for three workers, ratio 10, beside the paper's.
//
// Look for: all but the top planes are incompressible even with two workers as side information. The paper's values are
// simulated, these are exact.

import ArgumentParser
import FigureKit
import Quantization
import RateDistortion

@main
struct Tab1: Figure {
  static let id = "dsc-tab1-bit-planes"
  static let caption = "Rates of the bit planes, 1 the least significant, six-bit uniform quantization"

  static let ratio = Parameter("ratio", 10, in: 1e-3...1e6, "σ_X²/σ_N²")
  static let parameters: [any ParameterDeclaration] = [ratio]

  /// The paper's table: a worker a row, a plane a column.
  private static let paper = [
    [0.9999, 0.9986, 0.9975, 0.9961, 0.9907, 0.8424],
    [0.9859, 0.9803, 0.9740, 0.9606, 0.6395, 0.0435],
    [0.9831, 0.9775, 0.9710, 0.9490, 0.5043, 0.0166],
  ]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = ["plane", "worker", "rate_bit", "paper_bit"]
    let plane: Int, worker: Int, rate: Double, paper: Double
    var cells: [String] {
      ["\(plane)", "\(worker)", SeriesTable.cell(rate, digits: 9), SeriesTable.cell(paper)]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let model = try GaussianCEO(signalVariance: context[Self.ratio], noiseVariance: 1)
    let quantizer = try UniformQuantizer(bitCount: 6, deviation: model.localVariance.squareRoot())
    let information = try QuantizedSideInformation(
      model, quantizer: quantizer, workerCount: 3, resolution: QuantizedSideInformation.exact)
    return (1...3).flatMap { worker in
      zip(information.planeRates(ofWorker: worker), Self.paper[worker - 1]).enumerated().map { plane, rates in
        Row(plane: plane + 1, worker: worker, rate: rates.0, paper: rates.1)
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      x: .init("bit plane", from: 0.8, to: 6.2), y: .init("rate (bits/element)", from: 0, to: 1.05),
      series: (1...3).flatMap { worker -> [Plot.Series] in
        [
          .init(
            "worker \(worker)", x: "plane", y: "rate_bit", rows: ["worker": "\(worker)"], colour: worker - 1),
          .init(
            "worker \(worker), paper", x: "plane", y: "paper_bit", rows: ["worker": "\(worker)"], style: .points,
            colour: worker - 1),
        ]
      }, key: .bottomLeft)
  }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    let farthest = rows.map { abs($0.rate - $0.paper) }.max() ?? .nan
    return [
      ClaimResult(
        "dsc-tab1", pairs: rows.map { .init(measured: $0.rate, paper: $0.paper) },
        "18 rates, the farthest off by \(SeriesTable.cell(farthest, digits: 2)) bits")
    ]
  }
}
