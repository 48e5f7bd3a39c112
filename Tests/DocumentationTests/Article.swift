import FigureKit
import Foundation
import Subprocess
import Testing

/// The article of a library module: the landing page of its documentation, which shows a snippet and what it prints.
struct Article: Sendable, CustomTestStringConvertible {
  let module: String

  var testDescription: String { module }

  /// Modules that have no article: those that are for this package alone.
  static let withoutArticle: Set<String> = ["Report"]

  /// One for every module that Package.swift declares as a library, in its order.
  static func all() throws -> [Article] {
    try text("Package.swift").matches(of: /\bmodule\(\s*"([^"]+)"/).map { String($0.output.1) }
      .filter { !withoutArticle.contains($0) }.map(Article.init)
  }

  /// The names of the snippets, without those of the package's articles.
  static func orphans() throws -> [String] {
    let folder = try #require(PackageRoot.find()) + "/Snippets"
    let known = Set(try all().map { $0.snippet + ".swift" })
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !known.contains($0) }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: #require(PackageRoot.find()) + "/" + path, encoding: .utf8)
  }

  var snippet: String { "\(module)Snippet" }

  /// The snippet's source.
  func source() throws -> String { try Self.text("Snippets/\(snippet).swift") }

  /// The article's text.
  func page() throws -> String { try Self.text("Sources/Library/\(module)/\(module).docc/\(module).md") }

  /// The content of the article's first block of code in a language.
  func block(_ language: String) throws -> String {
    let rest = try #require(page().split(separator: "```\(language)\n", maxSplits: 1).dropFirst().first)
    return String(try #require(rest.split(separator: "```").first))
  }

  /// What the snippet, which was built with this bundle, prints; nil where it does not end with 0.
  func output() async throws -> String? {
    let folder = URL(fileURLWithPath: Machine.executablePath).deletingLastPathComponent()
    // env starts a program by its path.
    let result = try await Subprocess.run(
      .name("env"), arguments: [folder.appendingPathComponent(snippet).path], output: .string(limit: 1 << 16),
      error: .discarded)
    return result.terminationStatus == .exited(0) ? result.standardOutput : nil
  }
}
