import FigureKit
import Foundation
import Testing

/// The tables of docs/hosts.md are those of the kept table of `dsc-fig05-timing`.
@Suite struct HostDocumentTests {
  private static let schemes = ["32-bit floats", "SignSGD", "CO3 fp4", "DSC"]
  private let page: String
  private let rows: [[String: String]]

  init() throws {
    let root = try #require(PackageRoot.find())
    page = try String(contentsOfFile: root + "/docs/hosts.md", encoding: .utf8)
    let table = try SeriesTable(text: String(contentsOfFile: root + "/figures/dsc-fig05-timing.tsv", encoding: .utf8))
    rows = table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.header, $0)) }
  }

  /// The only row that has some values.
  private func row(_ values: [String: String]) throws -> [String: String] {
    let found = rows.filter { row in values.allSatisfy { row[$0.key] == $0.value } }
    try #require(found.count == 1, "\(found.count) rows of \(values)")
    return found[0]
  }

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    try #require(row[column].flatMap { Double($0) }, "no \(column)")
  }

  private func expectLine(_ cells: [String]) {
    let line = "| " + cells.joined(separator: " | ") + " |"
    #expect(page.split(separator: "\n").contains { $0 == line }, "docs/hosts.md lacks \(line)")
  }

  /// Milliseconds without a fraction.
  private func time(_ milliseconds: Double) -> String { String(format: "%.0f", milliseconds) }

  @Test(arguments: schemes) func roundsAreThoseMeasured(scheme: String) throws {
    let whole = try row(["part": "hosts", "scheme": scheme, "setting": "default"])
    let (measured, modelled) = try (number(whole, "measured_s"), number(whole, "modelled_s"))
    let error = try String(format: "%.1f", 1e3 * number(whole, "measured_error_s"))
    let parts = try ["sending the model", "waiting for workers", "server"].map { stage in
      try ["measured", "modelled"].map { part in
        let span = try row(["part": part, "scheme": scheme, "stage": stage])
        return try time(number(span, "end_ms") - number(span, "start_ms"))
      }.joined(separator: " / ")
    }
    let ratio = String(format: "%.2f", measured / modelled)
    expectLine([scheme, "\(time(1e3 * measured)) ± \(error)", time(1e3 * modelled), ratio] + parts)
  }

  @Test(arguments: ["default", "steady", "whole", "near", "fast"]) func settingsAreThoseMeasured(setting: String) throws
  {
    let cells = try Self.schemes.map { scheme in
      let whole = try row(["part": "hosts", "scheme": scheme, "setting": setting])
      let (measured, modelled) = try (number(whole, "measured_s"), number(whole, "modelled_s"))
      return "\(time(1e3 * measured)) / \(time(1e3 * modelled)) = " + String(format: "%.2f", measured / modelled)
    }
    expectLine([setting] + cells)
  }
}
