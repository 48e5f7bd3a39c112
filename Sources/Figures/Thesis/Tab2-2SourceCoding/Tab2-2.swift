// THESIS, Table 2.2 — kbit that cross between a worker and the server in a round, by dithered quantization with
// distributed source coding and by others.
//
// Look for: DQSG+DSC below 0.8 of nested quantization, the paper's ratio; and for what does it. With 4 workers the
// table goes on with parts of it: a range coder that knows the dither, and one that knows how the model moved, give
// the whole gain. Syndromes then cost a little more than they save, so that the rule of least cost takes the range
// coder nearly everywhere.
//
// Messages of both directions count, headers and all. DQSG+DSC learns on the `lead` rounds before each sampled one,
// and keeps what it learnt.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Tab2_2: Figure {
  static let id = "thesis-tab2-2-dsc-bits"
  static let caption =
    "Bits of a worker in a round, both directions, FC-300-100, 200 pictures divided among the workers"
  static let dataSets: [[DatasetName]] = [[.mnist]]
  static let rounds = Parameter(
    "sampled_rounds", smoke: 1, standard: 5, paper: 50, in: 1...10_000,
    "rounds that are counted, evenly from a training"
  )
  static let lead = Parameter(
    "lead", smoke: 1, standard: 8, paper: 20, in: 0...1_000, "rounds coded before each of them")
  static let mostWorkers = Parameter(
    "most_workers", smoke: 4, standard: 16, paper: 16, in: 4...16, "workers of the largest training, of 4, 8 and 16")
  static let parameters: [any ParameterDeclaration] = ThesisStudy.parameters + [rounds, lead, mostWorkers]
  static let paperPath = "data/reference/thesis-tab2-2-paper.tsv"
  static let inputFiles = [paperPath]

  /// The paper's methods, in the order of its columns, and further ones at the least number of workers.
  static let methods: [ThesisScheme] = [
    .distributed(.parityChecks), .nested, .stochastic(extent: 3), .oneBit, .distributed(.leastCost),
    .dithered(extent: 3),
    .distributed(.ditherContexts), .distributed(.contexts), .distributed(.parityChecksWithoutHistory),
  ]
  static let paperMethodCount = 4, commonMethodCount = 5

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "workers", "scheme", "kbit", "paper_kbit", "kbit_standard_error", "over_nested", "paper_over_nested", "up_kbit",
      "down_kbit", "raw_kbit", "over_nested_raw", "bit_per_parameter", "rounds", "dataset", "place", "paper_place",
    ]
    let workers: Int, method: Int, dataset: String, parameterCount: Int
    /// Those of the method, and of nested quantization, in the sampled rounds.
    let bits: [ThesisResult.Bits], nested: [ThesisResult.Bits]
    var paper = Double.nan, paperNested = Double.nan

    var scheme: ThesisScheme { Tab2_2.methods[method] }
    private static func kbit(_ bits: [ThesisResult.Bits]) -> SampleSummary {
      SampleSummary(bits.map { ($0.sent + $0.downlink) / 1_000 })
    }
    var kbit: SampleSummary { Self.kbit(bits) }
    /// Over nested quantization by the range coder.
    var ratio: Double { kbit.mean / Self.kbit(nested).mean }

    var cells: [String] {
      func mean(_ bits: [ThesisResult.Bits], _ value: (ThesisResult.Bits) -> Double) -> Double {
        SampleSummary(bits.map { value($0) / 1_000 }).mean
      }
      let numbers = [
        kbit.mean, paper, bits.count > 1 ? kbit.standardError : .nan, ratio, paper / paperNested, mean(bits, \.sent),
        mean(bits, \.downlink), mean(bits, \.raw), kbit.mean / mean(nested, \.raw),
        kbit.mean * 1_000 / Double(parameterCount),
      ]
      return ["\(workers)", scheme.name] + numbers.map { SeriesTable.cell($0, digits: 5) }
        + ["\(bits.count)", dataset, SeriesTable.cell(Double(method) - 0.1), SeriesTable.cell(Double(method) + 0.1)]
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let paper = try SeriesTable(text: context.inputs[Self.paperPath] ?? "").rows
    let cases = [4, 8, 16].filter { $0 <= context[Self.mostWorkers] }.map { workers in
      func trial(_ probe: ThesisProbe) -> ThesisStudy.Case {
        ThesisStudy.trial(
          context, .fc300, .baseline, workers: workers, batch: ThesisStudy.divided(context), probe: probe)
      }
      let roundCount = trial(.none).training.schedule.roundCount, sampled = min(context[Self.rounds], roundCount)
      return trial(
        ThesisProbe(
          schemes: workers == 4 ? Self.methods : Array(Self.methods.prefix(Self.commonMethodCount)),
          sampledRounds: (0..<sampled).map { (2 * $0 + 1) * roundCount / (2 * sampled) }, lead: context[Self.lead]))
    }
    let results = try await ThesisStudy.results(context, cases)
    return zip(cases, results).flatMap { entry, result in
      let workers = entry.training.workers, printed = paper.first { $0[0] == "\(workers)" }?.map { Double($0) ?? .nan }
      func bits(_ scheme: ThesisScheme) -> [ThesisResult.Bits] {
        result.samples.filter { $0.scheme == scheme }.map(\.bits)
      }
      return entry.training.probe.schemes.indices.map { method in
        var row = Row(
          workers: workers, method: method, dataset: entry.data.title, parameterCount: result.parameterCount,
          bits: bits(Self.methods[method]), nested: bits(.nested))
        if let printed, method < Self.paperMethodCount {
          (row.paper, row.paperNested) = (printed[1 + method], printed[2])
        }
        return row
      }
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    let methods = Self.methods.prefix(Self.commonMethodCount)
    return Plot(
      panels: rows.filter { $0.method == 0 }.map(\.workers).map { workers in
        let own: KeyValuePairs = ["workers": "\(workers)"]
        return Plot.Panel(
          "\(workers) workers",
          x: .init(
            "scheme", from: -0.5, to: Double(methods.count) - 0.5, names: ["DSC", "nested", "QSG", "one-bit", "least"]),
          y: .init("kbit a round and worker", from: 0, to: 500),
          series: [
            Plot.Series(
              "measured", x: "place", y: "kbit", rows: own, spread: .bars("kbit_standard_error"), style: .points),
            Plot.Series("paper", x: "paper_place", y: "paper_kbit", rows: own, style: .points),
          ], key: workers == 4 ? .bottomRight : .none)
      }, columns: 3)
  }

  func claims(_ rows: [Row]) -> [ClaimResult] {
    let printed = rows.filter { !$0.paper.isNaN }
    let ratios = rows.filter { $0.method == 0 }.map { row in
      "\(row.workers) workers \(shown(row.ratio)) (\(shown(row.paper / row.paperNested)))"
    }
    return [
      ClaimResult(
        "thesis-tab2-2", pairs: printed.map { .init(measured: $0.kbit.mean, paper: $0.paper) },
        "DQSG+DSC over nested quantization, in brackets the paper's: " + ratios.joined(separator: ", "))
    ]
  }

  private func shown(_ value: Double) -> String { SeriesTable.cell(value, digits: 3) }
}
