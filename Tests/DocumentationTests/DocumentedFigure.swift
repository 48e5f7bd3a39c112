import FigureKit
import Foundation
import Testing

/// A page of docs whose tables are those of a kept figure.
struct DocumentedFigure {
  private let path: String
  private let page: String
  private let rows: [[String: String]]

  /// - Parameters:
  ///   - path: Of the page, from the package's root.
  ///   - id: The figure's.
  init(_ path: String, of id: String) throws {
    let root = try #require(PackageRoot.find())
    self.path = path
    page = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    let table = try SeriesTable(text: String(contentsOfFile: root + "/figures/\(id).tsv", encoding: .utf8))
    rows = table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.header, $0)) }
  }

  /// The cells of a column in the rows that have some values.
  func cells(_ column: String, _ values: [String: String]) -> [String] {
    rows.filter { row in values.allSatisfy { row[$0.key] == $0.value } }.compactMap { $0[column] }
  }

  /// The number in the only row that has some values.
  func number(_ column: String, _ values: [String: String]) throws -> Double {
    let found = cells(column, values)
    try #require(found.count == 1, "\(found.count) cells of \(column) with \(values)")
    return try #require(Double(found[0]), "\(column) \(found[0])")
  }

  /// Whether the page has a line; what it should be where it has not.
  func expectLine(_ cells: [String]) {
    let line = "| " + cells.joined(separator: " | ") + " |"
    #expect(page.split(separator: "\n").contains { $0 == line }, "\(path) lacks \(line)")
  }
}
