import ArgumentParser
import FigureKit
import Foundation
import Report

/// Writes the report, and the README's table of figures, from the files that figures left.
@main
struct WriteReport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telegrad-report",
    abstract: "Write \(HTMLReport.path) and the README's table of figures from the files in figures/.")

  func run() async throws {
    try await reportingErrors {
      guard let root = PackageRoot.find() else {
        throw FigureError.missingInput(
          path: ClaimLedger.path, reason: "not found above the executable or the working folder")
      }
      let content = try ReportContent(root: root)
      try write(HTMLReport(content, root: root).text, to: HTMLReport.path, of: root)
      let readme = "README.md"
      guard let text = FileManager.default.contents(atPath: root + "/" + readme) else {
        throw FigureError.missingInput(path: readme, reason: "not found in the package")
      }
      try write(ReadmeTable(content).inserted(into: String(decoding: text, as: UTF8.self)), to: readme, of: root)
    }
  }

  private func write(_ text: String, to path: String, of root: String) throws {
    try WholeFile.write(Data(text.utf8), to: root + "/" + path)
    try StandardStream.write(path + "\n")
  }
}
