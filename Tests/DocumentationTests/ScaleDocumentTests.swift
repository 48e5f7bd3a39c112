import FigureKit
import Foundation
import Testing

/// The tables of docs/scale.md are those of the kept table of `dsc-scale`.
@Suite struct ScaleDocumentTests {
  private let page: String
  private let rows: [[String: String]]

  init() throws {
    let root = try #require(PackageRoot.find())
    page = try String(contentsOfFile: root + "/docs/scale.md", encoding: .utf8)
    let table = try SeriesTable(text: String(contentsOfFile: root + "/figures/dsc-scale.tsv", encoding: .utf8))
    rows = table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.header, $0)) }
  }

  /// The cells of a column in the rows that have some values.
  private func cells(_ column: String, _ values: [String: String]) -> [String] {
    rows.filter { row in values.allSatisfy { row[$0.key] == $0.value } }.compactMap { $0[column] }
  }

  private func number(_ column: String, _ values: [String: String]) throws -> Double {
    let found = cells(column, values)
    try #require(found.count == 1, "\(found.count) rows of \(values)")
    return try #require(Double(found[0]))
  }

  /// Whether the document has a line; what it should be where it has not.
  private func expectLine(_ cells: [String]) {
    let line = "| " + cells.joined(separator: " | ") + " |"
    #expect(page.split(separator: "\n").contains { $0 == line }, "docs/scale.md lacks \(line)")
  }

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
      return try time(number("round_s", values)) + " " + #require(cells("bottleneck", values).first)
    }
    expectLine([scheme.title, workers] + line)
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
        let changes = zip(cells("bottleneck", values), cells("workers", values))
        return changes.enumerated().map { $0 == 0 ? $1.0 : "\($1.0) from \($1.1)" }.joined(separator: "; ")
      }
    }
    #expect(!line.contains(""))
    expectLine([title] + line)
  }

  /// Memory at four numbers of workers, and what a worker sends and the processors that keep up with 10 Gbit/s at 100.
  @Test(
    arguments: zip(
      ["32-bit floats", "SignSGD", "history coding", "CO3 fp4", "DSC"], ["float32", "signs", "history", "co3", "dsc"]))
  func memoryAndTrafficAreThoseOfTheFigure(title: String, scheme: String) throws {
    func value(_ column: String, _ workers: String) throws -> Double {
      try number(
        column,
        [
          "part": "round", "scheme": scheme, "link_gbit_s": "10.0", "downlink": "once", "workers": workers,
          "parameters": "1000000000.0",
        ])
    }
    let memory = try ["10", "100", "1000", "10000"].map { try short(value("memory_gib", $0)) }
    expectLine(
      [title] + memory + [
        try short(value("uplink_gbit", "100") / 100), try short(value("processors_for_link", "100")),
      ])
  }

  @Test(arguments: ["MLP", "LeNet", "ResNet50V2", "AlexNet", "1e9 in 100 blocks"])
  func gainsOfShardingAreThoseOfTheFigure(network: String) throws {
    let gains = try [("own", "dsc"), ("shared", "dsc"), ("shared", "signs")].flatMap { links, scheme in
      try ["4", "16", "64", "256"].map { machines in
        try short(
          number(
            "gain",
            ["part": "sharding", "scheme": scheme, "links": links, "network": network, "machines": machines]))
      }
    }
    expectLine([network] + gains)
  }
}
