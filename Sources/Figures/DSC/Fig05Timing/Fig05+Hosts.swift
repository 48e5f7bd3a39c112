import Experiments
import FigureKit

/// Rounds between hosts, as measured and as the model has them.
extension Fig05 {
  /// Where the time of a round goes, as the server sees it.
  private enum Part: String, CaseIterable {
    /// Until the last worker has it.
    case model = "sending the model"
    /// And for what they send.
    case waiting = "waiting for workers"
    case server = "server"
  }

  /// A row for each scheme and setting, and the parts of the rounds of the default setting: two lanes a scheme, from below.
  func hosts(_ context: FigureContext, _ model: HostModel) throws -> [Row] {
    let lines = try HostRounds(text: context.inputs[Self.hostsPath] ?? "").lines
    guard let most = lines.map(\.workers).max(), most <= context[Self.limit] else {
      throw FigureError.invalidParameter(
        name: Self.limit.name, value: "\(context[Self.limit])", expected: "the workers of \(Self.hostsPath)")
    }
    var rows: [Row] = [], lane = 0
    for line in lines {
      let round = model.round(of: line)
      func row(_ part: String) -> Row {
        var row = Row(
          part: part, uplink: "shared", decoder: "this code", link: line.bitRate / 1e6, workers: line.workers)
        (row.scheme, row.setting, row.latency) = (line.scheme.title, line.setting, 1e3 * line.latency)
        return row
      }
      var whole = row("hosts")
      whole.seconds = [line.seconds, line.error, round.delay, model.round(of: line, asks: false).delay]
      rows.append(whole)
      guard line.setting == HostRounds.defaultSetting else { continue }
      func parts(_ part: String, _ arrival: Double, _ server: Double, of seconds: Double, lane: Int) {
        var start = 0.0
        for (stage, span) in zip(Part.allCases, [arrival, seconds - arrival - server, server]) {
          var row = row(part)
          (row.stage, row.lane, row.start, row.end) = (stage.rawValue, lane, 1e3 * start, 1e3 * (start + span))
          rows.append(row)
          start += span
        }
      }
      parts("measured", line.model, line.server, of: line.seconds, lane: lane + 1)
      parts("modelled", round.modelArrival, round.serverSeconds, of: round.delay, lane: lane)
      lane += 2
    }
    return rows
  }

  /// Measured rounds against the model's.
  func measurement(_ rows: [Row]) -> Plot.Panel {
    let points = rows.filter { $0.part == "hosts" && $0.setting == HostRounds.defaultSetting }
    let greatest = 1.1 * (points.flatMap { [$0.seconds[0], $0.seconds[2]] }.max() ?? 1)
    let latency = points.first.map { "\(Int($0.latency.rounded()))" } ?? "?"
    let hosts = (points.map(\.workers).max() ?? 0) + 1
    return .init(
      "\(hosts) hosts (network namespaces), \(text(points.first?.link)), \(latency) ms one way",
      x: .init("round by the model (s)", from: 0, to: greatest), y: .init("round measured (s)", from: 0, to: greatest),
      series: points.enumerated().map { index, row in
        .init(
          row.scheme, x: "modelled_s", y: "measured_s",
          rows: ["part": "hosts", "scheme": row.scheme, "setting": HostRounds.defaultSetting],
          spread: .bars("measured_error_s"), style: .points, colour: index)
      } + [
        .init(
          "as the model says", x: "modelled_s", y: "modelled_s",
          rows: ["part": "hosts", "setting": HostRounds.defaultSetting], dashed: true, colour: 6)
      ], key: .bottomRight)
  }

  /// The parts of the same rounds.
  func parts(_ rows: [Row]) -> Plot.Panel {
    let lanes = rows.filter { $0.stage == Part.model.rawValue }.sorted { $0.lane < $1.lane }
    return .init(
      "The same rounds as the server sees them", x: .init("time (ms); the model is hatched", from: 0),
      y: .init(
        "", from: -0.6, to: Double(lanes.count) - 0.4,
        names: lanes.map { $0.part == "measured" ? $0.scheme : "by the model" }),
      series: Part.allCases.enumerated().flatMap { index, part in
        [("measured", false), ("modelled", true)].map { kind, isHatched in
          .spans(
            isHatched ? "" : part.rawValue, from: "start_ms", to: "end_ms", y: "lane",
            rows: ["part": kind, "stage": part.rawValue], isHatched: isHatched, colour: index)
        }
      }, key: .below)
  }
}

extension ScaleScheme {
  fileprivate var title: String {
    switch self {
    case .float32: "32-bit floats"
    case .signs: "SignSGD"
    case .history: "signs with history"
    case .co3: "CO3 fp4"
    case .dsc: "DSC"
    }
  }
}
