import Foundation

/// The numbers of a figure as text: one header line, tab-separated cells, a line a row.
///
/// Column names are in snake case and end in their unit; the decimal sign is a point in every locale; what is undefined
/// is `nan`.
public struct SeriesTable: Sendable, Equatable {
  /// The names of the columns.
  public let header: [String]
  /// One text a column for each row.
  public let rows: [[String]]

  /// Creates a table.
  ///
  /// - Throws: ``FigureError/malformedRow(index:reason:)`` unless every row has one cell a column and no cell or name holds a
  ///   tab or a line break; the index of the header is -1.
  public init(header: [String], rows: [[String]]) throws(FigureError) {
    if let name = header.first(where: { $0.contains { $0 == "\t" || $0.isNewline } }) {
      throw .malformedRow(index: -1, reason: "a tab or line break in \(name.debugDescription)")
    }
    for (index, row) in rows.enumerated() {
      guard row.count == header.count else {
        throw .malformedRow(index: index, reason: "\(row.count) cells for \(header.count) columns")
      }
      if let cell = row.first(where: { $0.contains { $0 == "\t" || $0.isNewline } }) {
        throw .malformedRow(index: index, reason: "a tab or line break in \(cell.debugDescription)")
      }
    }
    self.header = header
    self.rows = rows
  }

  /// Reads the text of a table.
  ///
  /// - Throws: ``FigureError/malformedRow(index:reason:)`` unless every line has as many cells as the first.
  public init(text: String) throws(FigureError) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    if lines.last == [""] { lines.removeLast() }
    guard let header = lines.first else { throw .malformedRow(index: 0, reason: "no header line") }
    try self.init(header: header, rows: Array(lines.dropFirst()))
  }

  /// The whole table, each line ended by a line feed.
  public var text: String {
    ([header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  /// The cells of a column from top to bottom, or nil where there is no such column.
  public subscript(column: String) -> [String]? {
    header.firstIndex(of: column).map { index in rows.map { $0[index] } }
  }
}

extension SeriesTable {
  /// The shortest text that gives back `value`; `nan` for every NaN.
  public static func cell(_ value: Double) -> String { value.isNaN ? "nan" : value.description }

  /// The shortest text that gives back `value`; `nan` for every NaN.
  public static func cell(_ value: Float) -> String { value.isNaN ? "nan" : value.description }

  /// `value` rounded to `digits` significant digits, in the shortest text that gives back the rounded number.
  public static func cell(_ value: Double, digits: Int) -> String { cell(rounded(value, digits: digits)) }

  /// `value` rounded to `digits` significant decimal digits, as the C library rounds.
  static func rounded(_ value: Double, digits: Int) -> Double {
    precondition((1...17).contains(digits), "1 to 17 significant digits")
    guard value.isFinite else { return value }
    return Double(String(format: "%.\(digits - 1)e", value)) ?? value
  }
}
