import Foundation

/// The errata of one paper: a section of `paper/errata.md`, whose numbered items may run over several lines.
public struct ErrataSection: Sendable, Equatable {
  /// Where the errata stand in the package.
  public static let path = "paper/errata.md"

  /// The paper.
  public let paper: String
  /// The items, without their numbers, from 1.
  public let items: [String]

  /// Reads the sections of a text; one without a line is none.
  public static func read(_ text: String) -> [ErrataSection] {
    text.components(separatedBy: "\n## ").dropFirst().compactMap { section in
      let lines = section.split(separator: "\n", omittingEmptySubsequences: true)
      guard let paper = lines.first else { return nil }
      var items: [String] = []
      for line in lines.dropFirst() {
        if let item = line.wholeMatch(of: /\d+\. (.*)/) {
          items.append(String(item.1))
        } else if !items.isEmpty {
          items[items.count - 1] += " " + line.trimmingPrefix(while: \.isWhitespace)
        }
      }
      return ErrataSection(paper: String(paper), items: items)
    }
  }
}
