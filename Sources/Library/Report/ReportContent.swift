import FigureKit
import Foundation

/// All that the report and the README's table say, gathered from the files of the package.
public struct ReportContent: Sendable {
  /// One figure with all that is known of it.
  public struct Item: Sendable {
    public let entry: FigureCatalogue.Entry
    public let page: FigurePage
    /// Its last run that is kept; nil where there is none.
    public let run: Provenance?
    /// What it measured of the papers' claims, in the ledger's order.
    public let claims: [Provenance.Claim]
  }

  /// The figures in the order of the catalogue.
  public let items: [Item]
  /// The verdicts on all claims, in the order of the ledger.
  public let verdicts: VerdictReport
  public let errata: [ErrataSection]
  /// What the checks of reliability found.
  public let checks: [ReliabilityCheck]

  /// Gathers the content of the package at `root`.
  ///
  /// - Throws: ``FigureError`` for a file that is missing or malformed, or a figure without a page.
  public init(root: String) throws(FigureError) {
    let ledger = try ClaimLedger(file: root + "/" + ClaimLedger.path)
    let runs = try Provenance.readAll(in: root + "/figures")
    let pages = try FigurePage.readAll(root: root)
    var items: [Item] = []
    for entry in try FigureCatalogue(root: root).entries {
      guard let page = pages[entry.id] else {
        throw .missingInput(path: "Sources/Figures", reason: "no page of \(entry.id)")
      }
      let run = runs.first { $0.id == entry.id }
      let claims = ledger.claims.compactMap { claim in run?.claims.first { $0.id == claim.id } }
      items.append(Item(entry: entry, page: page, run: run, claims: claims))
    }
    self.items = items
    verdicts = VerdictReport(ledger, figures: runs)
    errata = ErrataSection.read(try PackageText.read(ErrataSection.path, root: root))
    checks = try ReliabilityCheck.read(try PackageText.read(ReliabilityCheck.path, root: root))
  }

  /// The papers in the order of the figures.
  public var papers: [String] {
    items.reduce(into: []) { papers, item in
      if !papers.contains(item.entry.paper) { papers.append(item.entry.paper) }
    }
  }
}
