// Reliability — memory over ten thousand rounds of training with codecs that keep something from round to round.
//
// Look for: the curves are level, that of DSC once the codes in use have filled their room, after a thousand rounds; the
// control, which keeps a kilobyte of each round on purpose, shows what a leak would look like.
//
// The codecs run one after the other in one process, whose memory it is; growth is that of the second half of the rounds.
// Memory depends on the machine, all else does not. Default profile: 160 s of processor time.

import ArgumentParser
import Experiments
import FigureKit

@main
struct Soak: Figure {
  static let id = "reliability-soak"
  static let caption = "Resident memory over the rounds of training, codecs in turn"

  static let codecs = Parameter(
    "codecs", "uncoded,signs-history,co3-fp4,qcs-feedback,dsc", "names between commas")
  static let rounds = Parameter("rounds", smoke: 200, standard: 10_000, paper: 100_000, in: 20...1 << 30, "rounds")
  static let keptBytes = Parameter(
    "kept_bytes", smoke: 8_192, standard: 1_024, paper: 1_024, in: 1...1 << 20, "that the control keeps of a round")
  static let parameters: [any ParameterDeclaration] = [codecs, rounds, keptBytes]
  static let control = "control"

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "codec", "round", "loss", "uplink_bits_a_round", "downlink_bits_a_round", "kept_bytes_a_round",
      "memory_mega_bytes_measured", "growth_a_round_bytes_measured", "growth_standard_error_bytes_measured",
    ]
    let codec: String, keptBytes: Int, interval: Int
    let sample: MemorySoak.Sample
    /// Of the codec's whole training.
    let growth: MemoryGrowth
    var cells: [String] {
      let bits = [sample.uplinkBits, sample.downlinkBits].map { Double($0) / Double(interval) }
      return [codec, "\(sample.round)"]
        + ([sample.loss] + bits).map { SeriesTable.cell($0, digits: 6) } + ["\(keptBytes)"]
        + [Double(sample.memory) / 1e6, growth.slope, growth.standardError].map { SeriesTable.cell($0, digits: 6) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let rounds = context[Self.rounds], interval = max(1, rounds / 100)
    let codecs = context[Self.codecs].split(separator: ",").map(String.init)
    let cases = codecs.map { ($0, $0, 0) } + [(Self.control, "uncoded", context[Self.keptBytes])]
    let progress = context.progress("codec", total: cases.count)
    var rows: [Row] = []
    // One after the other, so that growth is of one of them.
    for (name, codec, keptBytes) in cases {
      let soak = MemorySoak(
        codec: codec, rounds: rounds, interval: interval, keptBytes: keptBytes, seed: context.seed)
      let samples = try await soak.samples(jobs: context.jobs)
      let growth = MemoryGrowth(samples, after: rounds / 2)
      rows += samples.map { Row(codec: name, keptBytes: keptBytes, interval: interval, sample: $0, growth: growth) }
      progress.advance()
    }
    return rows
  }

  func plot(_ rows: [Row]) -> Plot {
    var codecs: [Row] = []
    for row in rows where codecs.last?.codec != row.codec { codecs.append(row) }
    return Plot(
      x: .init("round", from: 0), y: .init("memory of the process (MB)", .logarithmic, from: 5, to: 10_000),
      series: codecs.map { row in
        let title = row.keptBytes > 0 ? "uncoded, \(row.keptBytes) bytes a round kept on purpose" : row.codec
        let growth = [row.growth.slope, row.growth.standardError].map { SeriesTable.cell($0, digits: 2) }
        return .init(
          "\(title): \(growth[0]) ± \(growth[1]) bytes a round", x: "round", y: "memory_mega_bytes_measured",
          rows: ["codec": row.codec], dashed: row.keptBytes > 0)
      }, key: .topLeft)
  }
}
