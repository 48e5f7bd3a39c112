import Foundation
import Testing

/// The tables of docs/scale.md are those of the kept table of `dsc-scale`.
@Suite struct ScaleDocumentTests {
  private let document: DocumentedFigure

  init() throws { document = try DocumentedFigure("docs/scale.md", of: "dsc-scale") }

  /// Three digits, without an exponent.
  private func short(_ value: Double) -> String {
    let text = String(format: "%.3g", value)
    guard value >= 1_000, let rounded = Double(text) else { return text }
    return String(format: "%.0f", rounded)
  }

  /// A time in the unit that fits it.
  private func time(_ seconds: Double) -> String {
    let units: [(limit: Double, unit: Double, name: String)] = [
      (1, 1e-3, "ms"), (120, 1, "s"), (7_200, 60, "min"), (172_800, 3_600, "h"),
    ]
    let unit = units.first { seconds < $0.limit } ?? (.infinity, 86_400, "d")
    return "\(short(seconds / unit.unit)) \(unit.name)"
  }

  @Test(arguments: [("DSC", "dsc"), ("SignSGD", "signs")], ["10", "100", "1000", "10000"])
  func roundsAreThoseOfTheFigure(scheme: (title: String, name: String), workers: String) throws {
    let line = try ["1000000.0", "10000000.0", "100000000.0", "1000000000.0"].map { size in
      let values = [
        "part": "round", "scheme": scheme.name, "link_gbit_s": "10.0", "downlink": "once", "workers": workers,
        "parameters": size,
      ]
      return try time(document.number("round_s", values)) + " " + #require(document.cells("bottleneck", values).first)
    }
    document.expectLine([scheme.title, workers] + line)
  }

  /// "send; receive from 33" for each of three links and two downlinks.
  @Test(
    arguments: zip(
      ["32-bit floats", "SignSGD", "history coding", "CO3 fp4", "DSC"], ["float32", "signs", "history", "co3", "dsc"]))
  func bottlenecksAreThoseOfTheFigure(title: String, scheme: String) throws {
    let line = ["once", "each"].flatMap { downlink in
      ["1.0", "10.0", "100.0"].map { link in
        let values = [
          "part": "bottleneck", "scheme": scheme, "link_gbit_s": link, "downlink": downlink,
          "parameters": "1000000000.0",
        ]
        let changes = zip(document.cells("bottleneck", values), document.cells("workers", values))
        return changes.enumerated().map { $0 == 0 ? $1.0 : "\($1.0) from \($1.1)" }.joined(separator: "; ")
      }
    }
    #expect(!line.contains(""))
    document.expectLine([title] + line)
  }

  /// Memory at four numbers of workers, and what a worker sends and the processors that keep up with 10 Gbit/s at 100.
  @Test(
    arguments: zip(
      ["32-bit floats", "SignSGD", "history coding", "CO3 fp4", "DSC"], ["float32", "signs", "history", "co3", "dsc"]))
  func memoryAndTrafficAreThoseOfTheFigure(title: String, scheme: String) throws {
    func value(_ column: String, _ workers: String) throws -> Double {
      try document.number(
        column,
        [
          "part": "round", "scheme": scheme, "link_gbit_s": "10.0", "downlink": "once", "workers": workers,
          "parameters": "1000000000.0",
        ])
    }
    let memory = try ["10", "100", "1000", "10000"].map { try short(value("memory_gib", $0)) }
    document.expectLine(
      [title] + memory + [
        try short(value("uplink_gbit", "100") / 100), try short(value("processors_for_link", "100")),
      ])
  }

  @Test(arguments: ["MLP", "LeNet", "ResNet50V2", "AlexNet", "1e9 in 100 blocks"])
  func gainsOfShardingAreThoseOfTheFigure(network: String) throws {
    let gains = try [("own", "dsc"), ("shared", "dsc"), ("shared", "signs")].flatMap { links, scheme in
      try ["4", "16", "64", "256"].map { machines in
        try short(
          document.number(
            "gain",
            ["part": "sharding", "scheme": scheme, "links": links, "network": network, "machines": machines]))
      }
    }
    document.expectLine([network] + gains)
  }
}
