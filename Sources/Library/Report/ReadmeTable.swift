import FigureKit
import Foundation

/// The README's table of figures: figure, command, what it shows, verdict, time.
public struct ReadmeTable: Sendable {
  /// The lines of the README between which the table stands.
  static let start = "<!-- figures: written by telegrad-report -->", end = "<!-- end of figures -->"

  let content: ReportContent

  public init(_ content: ReportContent) { self.content = content }

  /// The table in Markdown.
  public var markdown: String {
    let rows = content.items.map { item in
      let verdicts = Verdict.allCases.compactMap { verdict -> String? in
        let count = item.claims.count { $0.verdict == verdict }
        return count == 0 ? nil : count == 1 ? verdict.rawValue : "\(count) \(verdict.rawValue)"
      }.joined(separator: ", ")
      let entry = item.entry
      let found = [verdicts.isEmpty ? "" : "**\(verdicts)**", entry.finding].filter { !$0.isEmpty }
      let cells = [
        entry.place, "`\(entry.id)`", entry.what, found.joined(separator: ": "), Duration.seconds(entry.seconds).short,
      ]
      return "| \(cells.joined(separator: " | ")) |"
    }
    let head = ["| figure | command | what it shows | verdict | time |", "|---|---|---|---|---|"]
    return (head + rows).map { $0 + "\n" }.joined()
  }

  /// A README with the table in its place.
  ///
  /// - Throws: ``FigureError/unreadable(path:reason:)`` where the README has no place for it.
  public func inserted(into readme: String) throws(FigureError) -> String {
    guard let start = readme.range(of: Self.start + "\n"), let end = readme.range(of: Self.end),
      start.upperBound <= end.lowerBound
    else { throw .unreadable(path: "README.md", reason: "expected the lines \(Self.start) and \(Self.end)") }
    return readme.replacingCharacters(in: start.upperBound..<end.lowerBound, with: "\n" + markdown + "\n")
  }
}
