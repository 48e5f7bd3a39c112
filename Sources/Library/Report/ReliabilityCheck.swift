import FigureKit

/// What one check of reliability found: a row of `paper/reliability.tsv`, written by the scripts in
/// `scripts/reliability/`.
public struct ReliabilityCheck: Sendable, Equatable {
  /// Where the rows stand in the package.
  public static let path = "paper/reliability.tsv"

  /// What is checked.
  public let name: String
  /// The command that checks it again.
  public let command: String
  /// How much was done: runs, kills, rounds.
  public let amount: String
  /// What came of it.
  public let result: String

  /// Reads the rows of a text.
  ///
  /// - Throws: ``FigureError/malformedRow(index:reason:)``.
  public static func read(_ text: String) throws(FigureError) -> [ReliabilityCheck] {
    let table = try SeriesTable(text: text)
    let header = ["check", "command", "amount", "result"]
    guard table.header == header else {
      throw .malformedRow(index: -1, reason: "expected the columns \(header.joined(separator: ", "))")
    }
    return table.rows.map { ReliabilityCheck(name: $0[0], command: $0[1], amount: $0[2], result: $0[3]) }
  }
}
