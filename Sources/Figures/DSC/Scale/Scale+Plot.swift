import Experiments
import FigureKit

extension Scale {
  func plot(_ rows: [Row]) -> Plot {
    let K = Plot.Axis("workers K", .logarithmic, from: 10, to: Double(limit))
    let (link, size) = (SeriesTable.cell(shownLink), SeriesTable.cell(shownSize))
    func parts(_ scheme: ScaleScheme, _ title: String) -> Plot.Panel {
      let times = [("receive", "receive_s"), ("decode", "decode_s"), ("aggregate", "aggregate_s"), ("send", "send_s")]
      return .init(
        "\(title): parts of a round, P = 10⁸, 10 Gbit/s", x: K, y: .init("time (s)", .logarithmic, from: 1e-2, to: 1e6),
        series: (times + [("round", "round_s")]).enumerated().map { index, part in
          .init(
            part.0, x: "workers", y: part.1,
            rows: [
              "part": "round", "scheme": scheme.rawValue, "link_gbit_s": link, "downlink": "once", "parameters": size,
            ], style: .linesAndPoints, dashed: part.0 == "round", colour: index)
        }, key: .topLeft)
    }
    func schemes(_ part: String, x: String, y: String, size: Double, links: Bool = true) -> [Plot.Series] {
      ScaleScheme.allCases.enumerated().map { index, scheme in
        let rows: KeyValuePairs<String, String> =
          links
          ? [
            "part": part, "scheme": scheme.rawValue, "link_gbit_s": link, "downlink": "once",
            "parameters": SeriesTable.cell(size),
          ] : ["part": part, "scheme": scheme.rawValue]
        return .init(scheme.title, x: x, y: y, rows: rows, dashed: index % 2 == 1, colour: index)
      }
    }
    let networks = rows.filter { $0.part == "sharding" && $0.machines == 1 && $0.scheme == .dsc && $0.links == .own }
    return Plot(
      panels: [
        parts(.dsc, "DSC"), parts(.signs, "SignSGD"),
        .init(
          "A round of P = 10⁸, 10 Gbit/s, model sent once", x: K,
          y: .init("time (s)", .logarithmic, from: 1e-1, to: 1e6),
          series: schemes("round", x: "workers", y: "round_s", size: shownSize), key: .topLeft),
        .init(
          "Memory of the server, P = 10⁹", x: K, y: .init("memory (GiB)", .logarithmic, from: 10, to: 1e6),
          series: schemes("round", x: "workers", y: "memory_gib", size: 1e9), key: .topLeft,
          levels: [("1 TiB", 1_024)]),
        .init(
          "Above 1 the processor is the bottleneck, K = \(shownWorkers)",
          x: .init("link (Gbit/s)", .logarithmic, from: 1e-3, to: 1e3),
          y: .init("processor time / link time", .logarithmic, from: 1e-8, to: 1e5),
          series: schemes("balance", x: "link_gbit_s", y: "processors_for_link", size: shownSize, links: false),
          key: .bottomRight, levels: [("both alike", 1)]),
        .init(
          "DSC on machines that share the layers, K = \(shownWorkers)",
          x: .init("machines, one core and 10 Gbit/s each", .logarithmic, from: 1, to: 256),
          y: .init("gain in time of a round", .logarithmic, from: 1, to: 256),
          series: networks.enumerated().map { index, row in
            .init(
              row.network, x: "machines", y: "gain",
              rows: ["part": "sharding", "scheme": "dsc", "links": "own", "network": row.network],
              style: .linesAndPoints, dashed: index % 2 == 1, colour: index)
          }, key: .topLeft),
      ])
  }
}

extension ScaleScheme {
  /// The name in a legend.
  fileprivate var title: String {
    switch self {
    case .float32: "32-bit floats"
    case .signs: "SignSGD"
    case .history: "history coding"
    case .co3: "CO3 fp4"
    case .dsc: "DSC"
    }
  }
}
