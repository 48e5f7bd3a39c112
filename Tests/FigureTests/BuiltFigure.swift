import FigureKit
import Foundation
import Subprocess
import Testing

/// A figure's executable beside this test bundle, with what is expected of it.
struct BuiltFigure: Sendable, CustomTestStringConvertible {
  let id: String
  /// Columns that its table must have.
  let columns: [String]

  var testDescription: String { id }

  /// What a run said and how it ended; the exit code is nil after a signal.
  struct Outcome {
    let exitCode: Int32?
    let output: String
    let message: String
  }

  /// Where the executables are that were built with this bundle.
  static var folder: String { URL(fileURLWithPath: Machine.executablePath).deletingLastPathComponent().path }

  /// Runs the executable, after commands of bash that change what it finds, such as `ulimit`.
  func run(_ arguments: [String], after setup: String = "") async throws -> Outcome {
    try await Self.bash(setup + "\nexec \"$0\" \"$@\"", [Self.folder + "/" + id] + arguments)
  }

  /// Runs a script of bash with arguments `$0`, `$1`, ...
  static func bash(_ script: String, _ arguments: [String]) async throws -> Outcome {
    let result = try await Subprocess.run(
      .name("bash"), arguments: Arguments(["-c", script] + arguments), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    let exitCode: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
    return Outcome(exitCode: exitCode, output: result.standardOutput, message: result.standardError)
  }
}

extension BuiltFigure {
  /// Every figure that Package.swift declares, in its order.
  static func all() throws -> [BuiltFigure] {
    let known = try table("data/reference/figures.tsv")
    let wanted = Dictionary(uniqueKeysWithValues: zip(try #require(known["id"]), try #require(known["columns"])))
    return try declaredIDs().map { id in
      BuiltFigure(id: id, columns: (wanted[id] ?? "").split(separator: " ").map(String.init))
    }
  }

  /// The first argument of every `figure("...")` in the manifest.
  static func declaredIDs() throws -> [String] {
    try text("Package.swift").matches(of: /\bfigure\(\s*"([^"]+)"/).map { String($0.output.1) }
  }

  /// A table of the package.
  static func table(_ path: String) throws -> SeriesTable { try SeriesTable(text: text(path)) }

  /// Whether the package has a file.
  static func exists(_ path: String) throws -> Bool { FileManager.default.fileExists(atPath: try self.path(path)) }

  /// Where a file of the package is.
  static func path(_ path: String) throws -> String { try #require(PackageRoot.find()) + "/" + path }

  /// The text of a file of the package.
  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: self.path(path), encoding: .utf8)
  }
}
