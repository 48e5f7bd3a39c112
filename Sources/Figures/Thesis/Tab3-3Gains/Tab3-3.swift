// THESIS, Table 3.3 — compression gains, 32 P bits over those of one worker's message, beside the paper's.
//
// Look for: the gain of ISGQ falls as the batch grows, that of direct methods does not depend on it. Direct methods agree with
// the table. ISGQ's cells follow no one rule, but those of each network some rule within 10 %: AlexNet's three symbols (or
// five) in words, FC's two points and a zero at their entropy, LeNet's and CifarNet's two points by an adaptive coder with
// convolutions in words.
//
// Gradients are of networks trained to an accuracy of 40 %, as in Figures 3.2 and 3.3, AlexNet's of its initial parameters
// at noise. `gain` counts symbols in words of 32 bits; `coded_gain` and `mixed_gain` are of decoded messages, headers and
// all, with all symbols by the range coder, or those of signals alone. With ISGQ convolutions go in three levels, or five
// for two bits. A message is what a worker sends in a decentralised exchange too; `round_trip_gain` is 64 P bits over the
// message and the mean gradient that a server sends back as floats.

import ArgumentParser
import Datasets
import Experiments
import FigureKit

@main
struct Tab3_3: Figure {
  static let id = "thesis-tab3-3-gains"
  static let caption = "Compression gain of one worker's message, beside the paper's"
  static let dataSets: [[DatasetName]] = [[.mnist], [.cifar10]]
  static let paperPath = "data/reference/thesis-tab3-3-paper.tsv"
  static let inputFiles = [paperPath]

  static let accuracy = Parameter("accuracy", 0.4, in: 0...1, "accuracy at which training ends")
  static let rounds = Parameter("rounds", smoke: 0, standard: 1_000, paper: 1_000, in: 0...100_000, "rounds at most")
  static let trainingBatch = Parameter(
    "training_batch", smoke: 8, standard: 128, paper: 128, in: 1...1_024, "its batch")
  static let divisor = Parameter(
    "batch_divisor", smoke: 32, standard: 1, paper: 1, in: 1...64, "by which the batches 256, 128, 64 are smaller")
  static let sizes = Parameter("batch_sizes", smoke: 2, standard: 3, paper: 3, in: 1...3, "how many of them")
  static let hasAlexNet = Parameter("alexnet", smoke: false, standard: true, paper: true, "whether AlexNet is coded")
  static let parameters: [any ParameterDeclaration] = [accuracy, rounds, trainingBatch, divisor, sizes, hasAlexNet]

  @OptionGroup var options: FigureOptions

  let schemes: [GainScheme] = [
    .indirect(bits: 1, codesZeros: false), .indirect(bits: 1, codesZeros: true), .ditheredIndirect(bits: 1),
    .indirect(bits: 2, codesZeros: false), .indirect(bits: 2, codesZeros: true), .ditheredIndirect(bits: 2),
    .columnSigns, .threeLevels,
  ]

  struct Row: FigureRow {
    static let header = [
      "model", "batch", "scheme", "variant", "gain", "paper_gain", "ratio", "coded_gain", "coded_ratio", "mixed_gain",
      "mixed_ratio", "entropy_gain", "entropy_ratio", "round_trip_gain", "message_bits", "normalized_error", "rounds",
      "accuracy", "dataset",
    ]
    let model: ModelName
    let result: CompressionGains.Result, message: CompressionGains.Message
    let paper: Double, dataset: String
    var gain: Double { gain(Double(message.raw)) }
    /// Whether the row stands for the paper's cell.
    var isCell: Bool { !paper.isNaN && ["points", "-"].contains(message.scheme.variant) }
    func gain(_ bits: Double) -> Double { 32 * Double(result.parameterCount) / bits }
    var cells: [String] {
      let gains = [gain, gain(Double(message.coded)), gain(Double(message.mixed)), gain(message.entropy)]
      let ratios = gains.map { $0 / paper }, bothWays = 2 * gain(Double(message.coded + message.answer))
      let numbers = [gains[0], paper] + ratios.prefix(1) + (1...3).flatMap { [gains[$0], ratios[$0]] } + [bothWays]
      let name = [model.rawValue, "\(message.batchSize)", message.scheme.name, message.scheme.variant]
      let error = SeriesTable.cell(message.normalizedError, digits: 4), accuracy = SeriesTable.cell(result.accuracy)
      let study = ["\(message.coded)", error, "\(result.rounds)", accuracy, dataset]
      return name + numbers.map { SeriesTable.cell($0, digits: 5) } + study
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let models: [(ModelName, FigureData.Entry?)] =
      (context[Self.hasAlexNet] ? [(.alexNet, nil)] : []) + [
        (.cifarNet, context.data[.cifar10]), (.leNet, context.data[.mnist]), (.fc1000, context.data[.mnist]),
      ]
    let paper = try SeriesTable(text: context.inputs[Self.paperPath] ?? "")
    let batchSizes = [256, 128, 64].prefix(context[Self.sizes]), divisor = context[Self.divisor]
    let rows = try await context.parallelMap(models.count, "network") { [schemes] index in
      let (model, data) = models[index]
      let study = CompressionGains(
        model: model, accuracy: context[Self.accuracy], roundLimit: context[Self.rounds],
        trainingBatch: context[Self.trainingBatch], batchSizes: batchSizes.map { $0 / divisor }, schemes: schemes,
        seed: context.seed)
      let result = try await study.result(on: data, cache: context.cache)
      return result.messages.map { message in
        let cell = paper.rows.first {
          $0.prefix(3) == [model.rawValue, message.scheme.name, "\(message.batchSize * divisor)"]
        }
        return Row(
          model: model, result: result, message: message, paper: cell.flatMap { Double($0[3]) } ?? .nan,
          dataset: data?.title ?? "noise")
      }
    }
    return rows.reversed().flatMap { $0 }
  }

  /// What is drawn: a name, a scheme, a column, the colour, and whether it is the paper's.
  private static let curves: [(title: String, scheme: GainScheme, column: String, colour: Int, isPaper: Bool)] = [
    ("1-bit ISGQ, paper", .indirect(bits: 1, codesZeros: false), "paper_gain", 0, true),
    ("two points, words", .indirect(bits: 1, codesZeros: false), "gain", 0, false),
    ("two points, coder, rest in words", .indirect(bits: 1, codesZeros: false), "mixed_gain", 1, false),
    ("two points and zero, entropy", .indirect(bits: 1, codesZeros: true), "entropy_gain", 2, false),
    ("dithered, words", .ditheredIndirect(bits: 1), "gain", 3, false),
    ("signs in columns, paper", .columnSigns, "paper_gain", 4, true),
    ("signs in columns", .columnSigns, "gain", 4, false),
    ("three levels, paper", .threeLevels, "paper_gain", 5, true),
    ("three levels", .threeLevels, "gain", 5, false),
    ("2-bits ISGQ, paper", .indirect(bits: 2, codesZeros: false), "paper_gain", 6, true),
    ("2 bits, dithered, words", .ditheredIndirect(bits: 2), "gain", 6, false),
  ]

  /// FC's panel names what all show, AlexNet's the rest.
  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: ModelName.allCases.filter { model in rows.contains { $0.model == model } }.map { model in
        .init(
          model.rawValue, x: .init("batch L", from: 0),
          y: .init("compression gain", .logarithmic, from: 10, to: model == .fc1000 ? 1e4 : nil),
          series: Self.curves.prefix(model == .alexNet ? 11 : 9).enumerated().map { index, curve in
            .init(
              (index < 9) == (model == .fc1000) ? curve.title : "", x: "batch", y: curve.column,
              rows: ["model": model.rawValue, "scheme": curve.scheme.name, "variant": curve.scheme.variant],
              style: curve.isPaper ? .points : .lines, dashed: index % 2 == 0, colour: curve.colour)
          })
      }, panelHeight: 760)
  }

  /// Signals in two or four points without regard to zeros, and symbols in words.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    let cells = rows.filter(\.isCell)
    let off = cells.filter { abs($0.gain / $0.paper - 1) > 0.1 }
    let shown = off.map { row in
      let gain = SeriesTable.cell(row.gain, digits: 3)
      return "\(row.model.rawValue) \(row.message.scheme.name) \(row.message.batchSize): \(gain), not \(row.paper)"
    }
    return [
      ClaimResult(
        "thesis-tab3-3", pairs: cells.map { .init(measured: $0.gain, paper: $0.paper) },
        "\(cells.count - off.count) of \(cells.count) cells within 10 %; \(shown.joined(separator: "; "))")
    ]
  }
}
