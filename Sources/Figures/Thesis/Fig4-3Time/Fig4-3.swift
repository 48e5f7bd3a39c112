// THESIS, Figure 4.3 — time to compute and to compress the gradients of 100 batches: gradients alone, QSGD of three levels, QCS, Top-K
// and EDEN at gains of 20 and 32.
//
// Look for: what a compressor costs depends on the number of parameters alone, so that its share falls as batches grow. From 32 to 128
// pictures QCS takes 210 to 84 % of the time of the gradient of FC, 35 to 10 % of LeNet's and 19 to 6 % of CifarNet's, 1.3 to 1.9 times
// as long as QSGD. Top-K takes less time than QCS here, where THESIS has it far slower on a graphics processor.
//
// Processor time of one thread; THESIS has a graphics processor of 2017. Pictures are noise. Fewer batches than 100 are measured
// (`batches_measured`), each by all schemes in turn; what is shown is 100 times the median batch, and bars are 100 times the least and
// the greatest.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig4_3: Figure {
  static let id = "thesis-fig4-3-time"
  static let caption = "Processor time of one thread to compute and compress the gradients of 100 batches"

  static let small = Parameter("fc_batches", smoke: 2, standard: 100, paper: 100, in: 1...100, "batches of FC measured")
  static let large = Parameter(
    "conv_batches", smoke: 1, standard: 40, paper: 100, in: 1...100, "batches of LeNet and CifarNet measured")
  static let divisor = Parameter(
    "batch_divisor", smoke: 16, standard: 1, paper: 1, in: 1...32, "by which the batches 32, 64, 128 are smaller")
  static let parameters: [any ParameterDeclaration] = [small, large, divisor]
  static let methods: [BatchTimes.Method] = [.baseline, .qsgd, .sampling, .topSelection, .rotation]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "model", "batch", "scheme", "batches_measured", "total_seconds_measured", "least_seconds_measured",
      "greatest_seconds_measured", "compression_seconds_measured", "compression_share_of_gradient_seconds_measured",
    ]
    let model: ModelName, batch: Int, method: BatchTimes.Method
    /// Of each batch.
    let times: [BatchTimes.Seconds]
    var cells: [String] {
      let totals = times.map(\.total), compression = median(times.map(\.quantization))
      return [model.rawValue, "\(batch)", method.rawValue, "\(times.count)"]
        + [
          100 * median(totals), 100 * (totals.min() ?? .nan), 100 * (totals.max() ?? .nan), 100 * compression,
          compression / median(times.map(\.gradient)),
        ].map { SeriesTable.cell($0, digits: 4) }
    }

    private func median(_ values: [Double]) -> Double {
      let sorted = values.sorted()
      return sorted.isEmpty ? .nan : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let counts: [(ModelName, Int)] = [
      (.fc1000, context[Self.small]), (.leNet, context[Self.large]), (.cifarNet, context[Self.large]),
    ]
    let cases = counts.flatMap { model, count in [32, 64, 128].map { (model, count, $0 / context[Self.divisor]) } }
    let progress = context.progress("batch size", total: cases.count)
    var rows: [Row] = []
    // One after the other, so that they do not slow each other.
    for (model, count, size) in cases {
      let times = try BatchTimes(
        model: model, batchSize: size, batches: count, methods: Self.methods, seed: context.seed
      ).measured()
      rows += Self.methods.map { Row(model: model, batch: size, method: $0, times: times[$0] ?? []) }
      progress.advance()
    }
    return rows
  }

  func plot(_ rows: [Row]) -> Plot {
    let names: [BatchTimes.Method: String] = [
      .baseline: "gradient alone", .qsgd: "QSGD, gain 20", .sampling: "QCS, gain 32", .topSelection: "Top-K, gain 32",
      .rotation: "EDEN, gain 32",
    ]
    let models = [ModelName.fc1000, .leNet, .cifarNet]
    func series(_ column: String, of model: ModelName, _ methods: [BatchTimes.Method], bars: Bool) -> [Plot.Series] {
      methods.map { method in
        .init(
          names[method] ?? "", x: "batch", y: column, rows: ["model": model.rawValue, "scheme": method.rawValue],
          spread: bars ? .barsBetween("least_seconds_measured", "greatest_seconds_measured") : nil,
          style: .linesAndPoints, dashed: method == .rotation, colour: Self.methods.firstIndex(of: method))
      }
    }
    let x = Plot.Axis("batch", from: 0)
    return Plot(
      panels: models.map {
        .init(
          $0.rawValue, x: x, y: .init("seconds for 100 batches", from: 0),
          series: series("total_seconds_measured", of: $0, Self.methods, bars: true),
          key: $0 == .fc1000 ? .topLeft : .none)
      }
        + models.map {
          .init(
            $0.rawValue, x: x, y: .init("compression / gradient", .logarithmic, from: 0.02, to: 5),
            series: series(
              "compression_share_of_gradient_seconds_measured", of: $0, Array(Self.methods.dropFirst()), bars: false),
            key: .none)
        },
      columns: 3)
  }
}
