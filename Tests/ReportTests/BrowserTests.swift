import Foundation
import Subprocess
import TestSupport
import Testing

@testable import Report

/// The report in a real browser, where there is one.
@Suite struct BrowserTests {
  private static let hasChromium =
    ["chromium", "chromium-browser", "google-chrome"].contains(where: Program.isInstalled)

  /// No horizontal scroll on a phone or a desk, every picture drawn, nothing on the console.
  @Test(.enabled(if: hasChromium, "no Chromium")) func theReportFitsAPhoneAndADesk() async throws {
    let folder = try TemporaryFolder(), page = folder.path + "/report.html"
    let text = try HTMLReport(ReportContent(root: ReportTests.root), root: ReportTests.root).text
    try text.write(toFile: page, atomically: true, encoding: .utf8)
    let result = try await Subprocess.run(
      .name("bash"), arguments: [ReportTests.root + "/scripts/check-report.sh", page], output: .string(limit: 1 << 16),
      error: .string(limit: 1 << 16))
    let said = result.standardOutput + result.standardError
    #expect(result.terminationStatus == .exited(0), "\(said)")
  }
}
