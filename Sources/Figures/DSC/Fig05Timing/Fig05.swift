// DSC, Figure 5 and Section IV-E: one round as discrete events, and what distributed source coding adds to its delay.
//
// Times are those of this code on one core, read from data/reference/dsc-fig05-times.tsv, which says on what machine; rates
// are exact, for the ratio of variances of an early round. Syndromes are sent once, as in the paper, so that no request
// delays a round. `scripts/measure-stages.sh` measures anew.
//
// Look for: the paper says that the extra delay does not scale with the number of workers. It does not while a plane is
// decoded in less time than the next takes on the one uplink that all share; for faster links, or links that workers have
// for themselves, it grows in proportion to it. Dots mark where it passes twice what the paper promises.
// The charts begin shortly before the model has come; the rates are worked out in the broadcast, left of that.
// The last row compares with rounds that were run between hosts: they take 1.2 to 1.5 times as long, since Open MPI asks before it sends
// more than 64 KiB, one worker after the other, and since the server of DSC decodes what it repairs again (docs/hosts.md).

import ArgumentParser
import Experiments
import FigureKit

@main
struct Fig05: Figure {
  static let id = "dsc-fig05-timing"
  static let caption = "Delay that coding adds to a round, from measured times of this code (MLP, one core)"
  static let timesPath = "data/reference/dsc-fig05-times.tsv"
  static let costsPath = "data/reference/dsc-scale-costs.tsv"
  static let hostsPath = "data/reference/dsc-fig05-hosts.tsv"
  static let inputFiles = [timesPath, costsPath, hostsPath]

  static let ratio = Parameter("ratio", 1, in: 1e-3...1e6, "σ_X²/σ_N²; 1 in an early round of the MLP")
  static let limit = Parameter("workers", smoke: 100, standard: 1_000, paper: 1_000, in: 5...1_000, "greatest K")
  static let step = Parameter("step", smoke: 2.2, standard: 1.15, paper: 1.15, in: 1.001...10, "from one K to the next")
  static let hardware = Parameter(
    "decoder_gbit_s", 181, in: 1e-6...1e6, unit: "Gbit/s", "a decoder of hardware, the paper's [33]")
  static let chartLink = Parameter("chart_link_mbit_s", 100, in: 1e-3...1e6, unit: "Mbit/s", "links of the charts")
  static let parameters: [any ParameterDeclaration] = [ratio, limit, step, hardware, chartLink]

  @OptionGroup var options: FigureOptions

  var links: [Double] { [1, 10, 100, 1_000, 10_000] }  // Mbit/s
  var chartWorkers: Int { 5 }

  struct Row: FigureRow {
    static let header = [
      "part", "uplink", "decoder", "link_mbit_s", "workers", "delay_uncoded_s", "delay_dsc_s", "extra_delay_s",
      "promised_extra_delay_s", "steady_link_mbit_s", "break_even_link_mbit_s", "stage", "lane", "start_ms", "end_ms",
      "scheme", "setting", "latency_ms", "measured_s", "measured_error_s", "modelled_s", "unasked_s",
    ]
    /// "round"; "onset" where the extra delay begins to scale with K; "chart" for an activity of one round; "hosts" for rounds that were
    /// measured, and "measured" and "modelled" for a part of one.
    let part: String
    let uplink: String, decoder: String, link: Double
    var workers = 0
    var times: [Double] = Array(repeating: .nan, count: 6)
    var stage = "-", lane = 0, start = Double.nan, end = Double.nan
    var scheme = "-", setting = "-", latency = Double.nan
    /// Seconds of a round: measured, the standard error of that, of the model, and of the model where the server asks for nothing.
    var seconds: [Double] = Array(repeating: .nan, count: 4)
    var cells: [String] {
      [part, uplink, decoder, SeriesTable.cell(link), "\(workers)"] + times.map { SeriesTable.cell($0, digits: 6) }
        + [stage, "\(lane)", SeriesTable.cell(start, digits: 6), SeriesTable.cell(end, digits: 6)]
        + [scheme, setting, SeriesTable.cell(latency)] + seconds.map { SeriesTable.cell($0, digits: 6) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let times = try StageTimes(text: context.inputs[Self.timesPath] ?? "")
    let rates = try StageTimes.rates(ratio: context[Self.ratio], workers: context[Self.limit])
    let decoders = [("this code", nil), ("hardware", 1e9 * context[Self.hardware])]
    let cases = RoundTimeline.Uplink.allCases.flatMap { uplink in
      decoders.map { ($0.0, ExtraDelay(times, rates: rates, uplink: uplink, decoderBitRate: $0.1)) }
    }
    let counts = workerCounts(to: context[Self.limit], step: context[Self.step])
    let rounds = try await context.parallelMap(cases.count * links.count, "link") { [links] index in
      let (decoder, study) = cases[index / links.count], link = links[index % links.count]
      func row(_ part: String, _ workers: Int) -> Row {
        let work = study.work(workers: workers)
        let uncoded = RoundTimeline(times.uncodedRound(workers: workers), uplink: study.uplink, bitRate: 1e6 * link)
        return Row(
          part: part, uplink: study.uplink.rawValue, decoder: decoder, link: link, workers: workers,
          times: [
            uncoded.delay, RoundTimeline(work, uplink: study.uplink, bitRate: 1e6 * link).delay,
            study.seconds(workers: workers, bitRate: 1e6 * link), work.promisedExtraDelay, study.steadyBitRate / 1e6,
            study.breakEvenBitRate(workers: workers) / 1e6,
          ])
      }
      let onset = study.workersBeyondPromise(bitRate: 1e6 * link)
      return counts.map { row("round", $0) } + (onset.map { [row("onset", $0)] } ?? [])
    }
    return rounds.flatMap { $0 }
      + cases.filter { $0.1.uplink == .shared }.flatMap { chart($0.1, $0.0, link: context[Self.chartLink]) }
      + (try hosts(context, HostModel(times, ServerCosts(text: context.inputs[Self.costsPath] ?? ""), rates: rates)))
  }

  /// 1 to `limit` in steps of a factor, and the powers of ten.
  private func workerCounts(to limit: Int, step: Double) -> [Int] {
    var counts = [1]
    while let last = counts.last, last < limit { counts.append(min(limit, max(last + 1, Int(Double(last) * step)))) }
    return Set(counts + [10, 100, 1_000].filter { $0 <= limit }).sorted()
  }

  /// The activities of a round of few workers, in lanes: the server, the uplink, the workers from the last to the first, and the
  /// downlink.
  private func chart(_ study: ExtraDelay, _ decoder: String, link: Double) -> [Row] {
    let round = RoundTimeline(study.work(workers: chartWorkers), uplink: study.uplink, bitRate: 1e6 * link)
    return round.activities.map { activity in
      let lane =
        switch activity.stage {
        case .control, .ratios, .decode, .update: 0
        case .transmit: 1
        case .broadcast: chartWorkers + 2
        case .gradient, .meanSquare, .quantize, .encode: chartWorkers + 1 - (activity.worker ?? 0)
        }
      return Row(
        part: "chart", uplink: study.uplink.rawValue, decoder: decoder, link: link, workers: chartWorkers,
        stage: activity.stage.rawValue, lane: lane, start: 1e3 * activity.start,
        end: 1e3 * activity.end)
    }
  }
}
