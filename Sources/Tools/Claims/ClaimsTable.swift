import ArgumentParser
import FigureKit
import Foundation

/// Gathers what figures measured about the papers' claims from their JSON files.
@main
struct ClaimsTable: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telegrad-claims", abstract: "Show what figures measured about the papers' claims.")

  @Argument(help: "Folders of figures; a later one counts for what an earlier one did not measure.")
  var folders: [String]

  @Option(help: "Also write the verdict on every claim of the ledger to this file.")
  var write: String?

  @Flag(help: "Print nothing.")
  var quiet = false

  func run() async throws {
    try await reportingErrors { try gather() }
  }

  private func gather() throws {
    guard let root = PackageRoot.find() else {
      throw FigureError.missingInput(
        path: ClaimLedger.path, reason: "not found above the executable or the working folder")
    }
    let ledger = try ClaimLedger(file: root + "/" + ClaimLedger.path)
    let report = VerdictReport(ledger, figures: try folders.flatMap(Provenance.readAll(in:)))
    if let write {
      try WholeFile.write(Data(report.table().text.utf8), to: write)
    }
    if !quiet { try StandardStream.write(report.text) }
  }
}
