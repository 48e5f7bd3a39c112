import FigureKit
import Foundation

/// The report as one HTML file that needs nothing else: styles and pictures are in it. Its links lead to the files of the
/// package beside it.
public struct HTMLReport: Sendable {
  /// Where the report stands in the package.
  public static let path = "paper/report.html"

  let content: ReportContent
  /// The pictures as PNG, by the names of their files.
  let pictures: [String: Data]

  /// Reads the pictures that the figures' files name.
  ///
  /// - Throws: ``FigureError/missingInput(path:reason:)``.
  public init(_ content: ReportContent, root: String) throws(FigureError) {
    self.content = content
    var pictures: [String: Data] = [:]
    for name in content.items.flatMap(\.pictureNames) {
      guard let data = FileManager.default.contents(atPath: "\(root)/figures/\(name)") else {
        throw .missingInput(path: "figures/\(name)", reason: "named by the figure's JSON file, but not there")
      }
      pictures[name] = data
    }
    self.pictures = pictures
  }

  /// The text of the file.
  public var text: String {
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Telegrad: does it hold?</title>
      <link rel="icon" href="data:,">
      <style>\(ReportStyle.sheet)</style>
      </head>
      <body>
      <main>
      \(answer)
      \(failing)
      \(HTML.joined(content.papers.map(paper)))
      \(checks)
      \(costs)
      \(errata)
      </main>
      </body>
      </html>

      """
    return page.description
  }

  /// The answer: how many claims hold, and which.
  private var answer: HTML {
    let verdicts = content.verdicts
    let measured = verdicts.lines.count - verdicts.count(.notMeasured)
    let bar = Verdict.allCases.map { verdict -> HTML in
      "<span class=\"\(verdict.cssClass)\" style=\"flex-grow:\(verdicts.count(verdict))\"></span>"
    }
    let legend = Verdict.allCases.map { verdict -> HTML in
      "<li>\(badge(verdict)) \(verdicts.count(verdict)): \(verdict.meaning)</li>"
    }
    return """
      <header>
      <h1>Does it hold?</h1>
      <p class="lead">Of \(verdicts.lines.count) statements of four papers on communication-efficient distributed learning,
      \(measured) could be measured so far. <b>\(verdicts.count(.met)) hold</b>, \(verdicts.count(.near)) nearly,
      \(verdicts.count(.notMet)) do not, and \(verdicts.count(.contradicted)) cannot hold as stated.</p>
      <div class="bar" role="img" aria-label="share of the claims with each verdict">\(.joined(bar, separator: ""))</div>
      <ul class="legend">\(.joined(legend))</ul>
      <nav>\(.joined(content.papers.map { "<a href=\"#\($0)\">\($0)</a>" }, separator: " · ")) ·
      <a href="#checks">Does it break?</a> · <a href="#costs">Costs</a> · <a href="#errata">Errata</a> · <a href="../README.md">README</a></nav>
      </header>
      """
  }

  /// The claims that do not hold, with the reasons.
  private var failing: HTML {
    let lines = [Verdict.contradicted, .notMet, .near].flatMap { verdict in
      content.verdicts.lines.filter { $0.verdict == verdict }
    }
    let rows = lines.map { line -> [HTML] in
      let item = content.items.first { $0.entry.id == line.figure }
      let why = line.verdict == .contradicted ? line.reason : item?.entry.finding
      return [
        "<a href=\"#\(line.figure ?? "")\">\(line.claim.id)</a>", HTML(text: line.claim.quantity),
        HTML(text: line.claim.statedValue), HTML(text: line.result?.measured ?? ""),
        "\(badge(line.verdict)) \(HTML(markdown: why ?? ""))",
      ]
    }
    return """
      <section id="failing">
      <h2>What does not hold, and why</h2>
      \(.table(["claim", "statement", "paper", "here", "verdict"], rows))
      </section>
      """
  }

  /// One paper's figures.
  private func paper(_ name: String) -> HTML {
    let items = content.items.filter { $0.entry.paper == name }
    return """
      <section id="\(name)">
      <h2>\(name)</h2>
      \(.joined(items.map(figure)))
      </section>
      """
  }

  /// The errata by paper, folded.
  private var errata: HTML {
    let sections = content.errata.map { section -> HTML in
      """
      <details><summary>\(section.paper): \(section.items.count) errata and readings</summary>
      <ol>\(.joined(section.items.map { "<li>\(HTML(markdown: $0))</li>" }))</ol></details>
      """
    }
    return "<section id=\"errata\"><h2>Errata</h2>\n\(.joined(sections))\n</section>"
  }

  func badge(_ verdict: Verdict) -> HTML { "<span class=\"badge \(verdict.cssClass)\">\(verdict.rawValue)</span>" }
}

extension ReportContent.Item {
  /// The figure's pictures, the plot first.
  var pictureNames: [String] {
    let names = (run?.files.keys).map { $0.filter { $0.hasSuffix(".png") }.sorted() } ?? []
    return names.filter { $0 == "\(entry.id).png" } + names.filter { $0 != "\(entry.id).png" }
  }
}

extension Verdict {
  /// The class of the style sheet.
  var cssClass: String { rawValue.replacing(" ", with: "-") }

  /// What the verdict says.
  var meaning: String {
    switch self {
    case .met: "within the tolerance that was set before"
    case .near: "within twice the tolerance"
    case .notMet: "outside it; the cause is ours or unknown"
    case .contradicted: "outside it, and shown by computation that the statement cannot hold"
    case .notMeasured: "needs the papers' own sizes or data, or was fitted to the statement itself"
    }
  }
}
