import FigureKit
import Foundation

/// What people say of each figure: the rows of `scripts/figures.tsv`.
public struct FigureCatalogue: Sendable, Equatable {
  /// Where the catalogue stands in the package.
  public static let path = "scripts/figures.tsv"

  /// One figure.
  public struct Entry: Sendable, Equatable {
    /// The name of the executable and of the files.
    public let id: String
    /// The seconds of the default profile on two idle cores.
    public let seconds: Int
    /// The paper and the place in it: "DSC Fig. 1".
    public let place: String
    /// What the figure shows.
    public let what: String
    /// What came out, in a sentence; empty where the verdicts say all.
    public let finding: String

    /// The paper, the first word of the place.
    public var paper: String { String(place.prefix { $0 != " " && $0 != "," }) }
  }

  /// The figures in the order of the file: that of the papers.
  public let entries: [Entry]

  /// Reads the text of a catalogue.
  ///
  /// - Throws: ``FigureError/malformedRow(index:reason:)``.
  public init(text: String) throws(FigureError) {
    let table = try SeriesTable(text: text)
    let header = ["id", "seconds", "place", "what", "finding"]
    guard table.header == header else {
      throw .malformedRow(index: -1, reason: "expected the columns \(header.joined(separator: ", "))")
    }
    var entries: [Entry] = []
    for (index, row) in table.rows.enumerated() {
      guard let seconds = Int(row[1]), seconds > 0 else {
        throw .malformedRow(index: index, reason: "\(row[1]) are no seconds")
      }
      guard !entries.contains(where: { $0.id == row[0] }) else {
        throw .malformedRow(index: index, reason: "\(row[0]) stands twice")
      }
      entries.append(Entry(id: row[0], seconds: seconds, place: row[2], what: row[3], finding: row[4]))
    }
    self.entries = entries
  }

  /// Reads the catalogue of the package at `root`.
  ///
  /// - Throws: ``FigureError/missingInput(path:reason:)``, ``FigureError/unreadable(path:reason:)`` or
  ///   ``FigureError/malformedRow(index:reason:)``.
  public init(root: String) throws(FigureError) {
    try self.init(text: PackageText.read(Self.path, root: root))
  }
}

/// Texts of the package.
enum PackageText {
  /// The text of a file.
  ///
  /// - Throws: ``FigureError/missingInput(path:reason:)`` or ``FigureError/unreadable(path:reason:)``.
  static func read(_ path: String, root: String) throws(FigureError) -> String {
    guard let content = FileManager.default.contents(atPath: root + "/" + path) else {
      throw .missingInput(path: path, reason: "not found in the package")
    }
    guard let text = String(data: content, encoding: .utf8) else { throw .unreadable(path: path, reason: "not UTF-8") }
    return text
  }
}
