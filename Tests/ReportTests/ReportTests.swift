import FigureKit
import Foundation
import Testing

@testable import Report

/// The report and the README's table of this package.
struct ReportTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private let content: ReportContent

  init() throws { content = try ReportContent(root: Self.root) }

  @Test func theReadmeHasTheTableThatItsSourcesGive() throws {
    let readme = try PackageText.read("README.md", root: Self.root)
    #expect(try ReadmeTable(content).inserted(into: readme) == readme, "telegrad-report writes the table anew")
  }

  @Test func everyFigureHasARunAPageAndWords() {
    for item in content.items {
      #expect(item.run?.profile == .standard, "\(item.entry.id): a kept run of the default profile")
      #expect(item.page.lookFor.count > 20, "\(item.entry.id): what to look for")
      #expect(!item.page.lookFor.contains("Default profile"), "\(item.entry.id)")
      #expect(item.page.path.hasSuffix(".swift"))
    }
    #expect(Array(content.papers.prefix(4)) == ["DSC", "LIMITS", "CO3", "THESIS"])
  }

  @Test func everyFigureOfTheReportIsMadeByTheTextOfItsPage() throws {
    let first = try #require(content.items.first { $0.entry.id == "dsc-fig01-pearson" })
    #expect(first.page.path == "Sources/Figures/DSC/Fig01Pearson/Fig01.swift")
    #expect(first.page.subject.hasPrefix("DSC, Figure 1"))
    #expect(first.page.lookFor.hasPrefix("the correlation falls"))
  }

  @Test func everyLinkOfTheReportLeadsSomewhere() throws {
    let text = try HTMLReport(content, root: Self.root).text
    let anchors = Set(text.matches(of: #/ id="([^"]+)"/#).map { String($0.1) })
    let links = text.matches(of: #/href="([^"]+)"/#).map { String($0.1) }.filter { !$0.hasPrefix("data:") }
    #expect(links.count > 4 * content.items.count)
    let broken = links.filter { link in
      if link.hasPrefix("#") { return !anchors.contains(String(link.dropFirst())) }
      return !FileManager.default.fileExists(atPath: Self.root + "/paper/" + link)
    }
    #expect(broken == [])
  }

  @Test func theReportNeedsNothingFromElsewhere() throws {
    let text = try HTMLReport(content, root: Self.root).text
    #expect(!text.contains("<script"))
    #expect(!text.contains("http://") && !text.contains("https://"))
    let sources = text.matches(of: #/ src="([^"]{0,22})/#).map { String($0.1) }
    #expect(sources.count == content.items.flatMap(\.pictureNames).count)
    #expect(sources.allSatisfy { $0.hasPrefix("data:image/png;base64,") })
  }

  @Test func theAnswerCountsEveryClaimOnce() {
    let total = Verdict.allCases.reduce(0) { $0 + content.verdicts.count($1) }
    #expect(total == content.verdicts.lines.count)
    #expect(total > 50)
  }

  @Test func everyPaperHasErrata() {
    #expect(content.errata.map(\.paper) == Array(content.papers.prefix(4)))
    #expect(content.errata.allSatisfy { $0.items.count >= 5 && $0.items.allSatisfy { $0.count > 20 } })
  }

  @Test func malformedCataloguesAreRefused() {
    let header = "id\tseconds\tplace\twhat\tfinding\n"
    #expect(throws: FigureError.self) { try FigureCatalogue(text: "id\tseconds\twhat\n") }
    #expect(throws: FigureError.self) { try FigureCatalogue(text: header + "a\tsoon\tDSC Fig. 1\tx\t\n") }
    let row = "a\t1\tDSC Fig. 1\tx\t\n"
    #expect(throws: FigureError.self) { try FigureCatalogue(text: header + row + row) }
  }

  @Test func everyCheckOfReliabilityNamesACommandOfThePackage() {
    #expect(!content.checks.isEmpty)
    for check in content.checks {
      let path = check.command.prefix { $0 != " " }
      #expect(FileManager.default.isExecutableFile(atPath: "\(Self.root)/\(path)"), "\(check.name): \(path)")
      #expect(!check.amount.isEmpty && !check.result.isEmpty, "\(check.name)")
    }
  }

  @Test func checksOfReliabilityAreRead() throws {
    let header = "check\tcommand\tamount\tresult\n"
    let expected = ReliabilityCheck(name: "a", command: "b", amount: "3", result: "d")
    #expect(try ReliabilityCheck.read(header + "a\tb\t3\td\n") == [expected])
    #expect(throws: FigureError.self) { try ReliabilityCheck.read("check\tresult\n") }
    #expect(throws: FigureError.self) { try ReliabilityCheck.read(header + "a\tb\n") }
  }

  @Test func aReadmeWithoutAPlaceForTheTableIsRefused() {
    #expect(throws: FigureError.self) { try ReadmeTable(content).inserted(into: "# Telegrad\n") }
  }

  @Test(arguments: [(0.2, "1 s"), (40, "40 s"), (240, "4 min"), (7_200, "2.0 h")])
  func durationsAreShort(seconds: Double, text: String) {
    #expect(Duration.seconds(seconds).short == text)
  }
}
