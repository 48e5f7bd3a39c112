import FigureKit
import Foundation

/// What the source of a figure says of it in the comment at its head.
///
///     // DSC, Figure 1 — Pearson correlation of two local gradients over the iterations of a training.
///     //
///     // Look for: the correlation falls as the training converges.
///     // Default profile: minutes on two cores.
public struct FigurePage: Sendable, Equatable {
  /// The path of the source in the package.
  public let path: String
  /// The first paragraph.
  public let subject: String
  /// What to look for; empty where the page does not say.
  public let lookFor: String

  /// Reads the comment at the head of a source.
  init(path: String, source: String) {
    self.path = path
    let head = source.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("//") }
    let lines = head.map { $0.dropFirst(2).trimmingCharacters(in: .whitespaces) }
    let paragraphs = lines.split { $0.isEmpty }.map { $0.joined(separator: " ") }
    subject = paragraphs.first ?? ""
    let parts = paragraphs.lazy.map { $0.components(separatedBy: "Look for: ") }.first { $0.count > 1 }
    lookFor = (parts?[1] ?? "").components(separatedBy: " Default profile: ")[0]
  }

  /// The pages of the package at `root` by the figures' names.
  ///
  /// - Throws: ``FigureError/missingInput(path:reason:)`` or ``FigureError/unreadable(path:reason:)``.
  public static func readAll(root: String) throws(FigureError) -> [String: FigurePage] {
    let folder = "Sources/Figures"
    guard let paths = FileManager.default.enumerator(atPath: root + "/" + folder) else {
      throw .missingInput(path: folder, reason: "not found in the package")
    }
    var pages: [String: FigurePage] = [:]
    while let name = paths.nextObject() as? String {
      guard name.hasSuffix(".swift") else { continue }
      let source = try PackageText.read("\(folder)/\(name)", root: root)
      if let match = source.firstMatch(of: /static let id = "([^"]+)"/) {
        pages[String(match.1)] = FigurePage(path: "\(folder)/\(name)", source: source)
      }
    }
    return pages
  }
}
