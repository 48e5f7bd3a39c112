// THESIS, Table 3.1 — processor time for 200 batches: gradients alone, gradients and quantization by QSGD, dithered ISGQ.
//
// Look for: quantizing the whole gradient costs FC about as much as the gradient, and convolution networks little. ISGQ adds next
// to nothing to the gradient's time, or takes from it, since dense layers need no gradient of their kernels.
//
// One thread; pictures are noise. Fewer batches than 200 are measured and scaled up (`batches_measured`). The paper's processor is
// another, so that ratios to the baseline compare. Its times for AlexNet cannot be those of 200 batches: at 256 pictures these are
// 338 Tflop, 5.1 Tflop/s in the printed 66.4 s. Table 3.2, of a graphics processor of 2017, is not reproduced.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Tab3_1: Figure {
  static let id = "thesis-tab3-1-time"
  static let caption = "Processor time of one thread for 200 batches, beside the paper's"
  static let paperPath = "data/reference/thesis-tab3-1-paper.tsv"
  static let inputFiles = [paperPath]

  static let small = Parameter("fc_batches", smoke: 2, standard: 40, paper: 200, in: 1...200, "batches of FC measured")
  static let middle = Parameter(
    "conv_batches", smoke: 1, standard: 4, paper: 200, in: 1...200, "batches of LeNet and CifarNet measured")
  static let large = Parameter(
    "alexnet_batches", smoke: 0, standard: 1, paper: 200, in: 0...200, "batches of AlexNet measured")
  static let divisor = Parameter(
    "batch_divisor", smoke: 32, standard: 1, paper: 1, in: 1...64, "by which the batches 256, 128, 64 are smaller")
  static let parameters: [any ParameterDeclaration] = [small, middle, large, divisor]

  @OptionGroup var options: FigureOptions

  static let methods: [BatchTimes.Method] = [.baseline, .qsgd, .ditheredIndirect]

  struct Row: FigureRow {
    static let header = [
      "model", "batch", "scheme", "batches_measured", "gradient_seconds_measured", "quantization_seconds_measured",
      "total_seconds_measured", "relative_seconds_measured", "paper_seconds", "paper_relative",
    ]
    let model: ModelName, batch: Int, method: BatchTimes.Method, measured: Int
    /// For 200 batches.
    let gradient: Double, quantization: Double
    /// The total over that of the baseline.
    let relative: Double
    let paper: Double, paperRelative: Double
    var cells: [String] {
      [model.rawValue, "\(batch)", method.rawValue, "\(measured)"]
        + [gradient, quantization, gradient + quantization, relative, paper, paperRelative]
        .map { SeriesTable.cell($0, digits: 4) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let paper = try SeriesTable(text: context.inputs[Self.paperPath] ?? "")
    func paperSeconds(_ model: ModelName, _ method: BatchTimes.Method, _ batch: Int) -> Double {
      let row = paper.rows.first { $0.prefix(3) == [model.rawValue, method.rawValue, "\(batch)"] }
      return row.flatMap { Double($0[3]) } ?? .nan
    }
    let counts: [(ModelName, Int)] = [
      (.fc1000, context[Self.small]), (.leNet, context[Self.middle]), (.cifarNet, context[Self.middle]),
      (.alexNet, context[Self.large]),
    ]
    let cases = counts.filter { $0.1 > 0 }.flatMap { model, count in [256, 128, 64].map { (model, count, $0) } }
    let progress = context.progress("batch size", total: cases.count)
    var rows: [Row] = []
    for (model, count, batch) in cases {
      let size = batch / context[Self.divisor]
      let times = try BatchTimes(
        model: model, batchSize: size, batches: count, methods: Self.methods, seed: context.seed
      ).measured().mapValues { $0.reduce(BatchTimes.Seconds(), +) }
      let scale = 200 / Double(count), baseline = times[.baseline]?.total ?? .nan
      rows += Self.methods.map { method in
        let seconds = times[method] ?? .init(), paper = paperSeconds(model, method, batch)
        return Row(
          model: model, batch: size, method: method, measured: count, gradient: scale * seconds.gradient,
          quantization: scale * seconds.quantization, relative: seconds.total / baseline, paper: paper,
          paperRelative: paper / paperSeconds(model, .baseline, batch))
      }
      progress.advance()
    }
    return rows
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: ModelName.allCases.filter { model in rows.contains { $0.model == model } }.map { model in
        .init(
          model.rawValue,
          x: .init("batch L", from: 0), y: .init("time over that of the gradient alone", from: 0.7, to: 2.6),
          series: Self.methods.enumerated().flatMap { index, method in
            [("relative_seconds_measured", "", false), ("paper_relative", ", paper", true)].map {
              column, title, isPaper in
              .init(
                method.rawValue + title, x: "batch", y: column,
                rows: ["model": model.rawValue, "scheme": method.rawValue], style: .linesAndPoints, dashed: isPaper,
                colour: index)
            }
          }, key: model == .fc1000 ? .topRight : .none)
      })
  }
}
