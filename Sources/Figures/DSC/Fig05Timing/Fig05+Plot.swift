import Experiments
import FigureKit

extension Fig05 {
  func plot(_ rows: [Row]) -> Plot {
    let K = Plot.Axis("workers K", .logarithmic, from: 1, to: rows.map { Double($0.workers) }.max())
    func growth(_ uplink: String, _ decoder: String, _ title: String) -> Plot.Panel {
      let onsets = rows.contains { $0.part == "onset" && $0.uplink == uplink && $0.decoder == decoder }
      let circles = Plot.Series(
        "scales with K from here", x: "workers", y: "extra_delay_s",
        rows: ["part": "onset", "uplink": uplink, "decoder": decoder], style: .points, colour: 6)
      return .init(
        title, x: K, y: .init("extra delay (s)", .logarithmic, from: 1e-4, to: 1e4),
        series: links.enumerated().map { index, link in
          .init(
            link < 1_000 ? "\(Int(link)) Mbit/s" : "\(Int(link / 1_000)) Gbit/s", x: "workers", y: "extra_delay_s",
            rows: ["part": "round", "uplink": uplink, "decoder": decoder, "link_mbit_s": SeriesTable.cell(link)],
            dashed: index % 2 == 1)
        } + (onsets ? [circles] : []), key: .topLeft)
    }
    let counts = [10, 100, 1_000].filter { count in rows.contains { $0.workers == count } }
    let delays = counts.enumerated().flatMap { index, count in
      [("uncoded", "delay_uncoded_s", false), ("DSC", "delay_dsc_s", true)].map { name, column, isDashed in
        Plot.Series(
          "K = \(count), \(name)", x: "link_mbit_s", y: column,
          rows: ["part": "round", "uplink": "shared", "decoder": "this code", "workers": "\(count)"],
          style: .linesAndPoints, dashed: isDashed, colour: index)
      }
    }
    let last = counts.last ?? 1
    func steady(_ decoder: String) -> String {
      text(rows.first { $0.uplink == "shared" && $0.decoder == decoder }?.times[4])
    }
    let sooner = text(rows.first { $0.uplink == "shared" && $0.decoder == "this code" && $0.workers == last }?.times[5])
    return Plot(
      panels: [
        growth("shared", "this code", "One uplink, this decoder: steady to \(steady("this code"))"),
        growth("shared", "hardware", "One uplink, hardware decoder: steady to \(steady("hardware"))"),
        growth("separate", "this code", "A link for each worker, this decoder"),
        .init(
          "DSC sooner up to \(sooner) (K = \(last))", x: .init("link (Mbit/s)", .logarithmic),
          y: .init("delay, one uplink, this decoder (s)", .logarithmic, from: 1e-3, to: 1e5), series: delays),
        timing(rows, "this code"), timing(rows, "hardware"), measurement(rows), parts(rows),
      ])
  }

  /// A rate of links, Mbit/s, to two digits.
  func text(_ rate: Double?) -> String {
    guard let rate, rate.isFinite else { return "any rate" }
    return rate < 10 ? "\(SeriesTable.cell(rate, digits: 2)) Mbit/s" : "\(Int(rate.rounded())) Mbit/s"
  }

  /// The paper's chart; what belongs to coding is hatched.
  private func timing(_ rows: [Row], _ decoder: String) -> Plot.Panel {
    let bars = rows.filter { $0.part == "chart" && $0.decoder == decoder }
    let (end, arrival) = (bars.map(\.end).max() ?? 1, bars.first { $0.stage == "broadcast" }?.end ?? 0)
    let start = arrival - 0.15 * (end - arrival)
    let names = ["server", "uplink"] + (1...chartWorkers).reversed().map { "worker \($0)" } + ["downlink"]
    let coding: Set<RoundTimeline.Stage> = [.control, .meanSquare, .encode, .ratios, .decode]
    let stages = RoundTimeline.Stage.allCases.filter { stage in
      bars.contains { $0.stage == stage.rawValue && $0.end > start }
    }
    return .init(
      "One round, \(decoder == "hardware" ? "hardware" : "this") decoder, links of \(text(bars.first?.link))",
      x: .init("time (ms); coding is hatched", from: start, to: end),
      y: .init("", from: -0.6, to: Double(names.count) - 0.4, names: names),
      series: stages.enumerated().map { index, stage in
        .spans(
          stage.rawValue, from: "start_ms", to: "end_ms", y: "lane",
          rows: ["part": "chart", "decoder": decoder, "stage": stage.rawValue], isHatched: coding.contains(stage),
          colour: index)
      }, key: .below)
  }
}
