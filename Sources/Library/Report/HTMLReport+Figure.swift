import FigureKit
import Foundation

extension HTMLReport {
  /// One figure: picture, what to look for, verdicts, how to make it, where its files are.
  func figure(_ item: ReportContent.Item) -> HTML {
    let entry = item.entry
    return """
      <article id="\(entry.id)">
      <h3>\(entry.place) <span class="what">\(entry.what)</span></h3>
      \(.joined(item.pictureNames.map { picture($0, item) }))
      \(paragraph("Look for", item.page.lookFor))
      \(paragraph("Found", entry.finding))
      \(claims(item))
      <p class="command"><code>swift run -c release \(entry.id)</code></p>
      \(facts(item))
      </article>
      """
  }

  private func picture(_ name: String, _ item: ReportContent.Item) -> HTML {
    let data = pictures[name]?.base64EncodedString() ?? ""
    return """
      <a href="../figures/\(name)"><img alt="\(item.run?.caption ?? item.entry.what)" loading="lazy" \
      src="data:image/png;base64,\(data)"></a>
      """
  }

  private func paragraph(_ title: String, _ text: String) -> HTML {
    text.isEmpty ? "" : "<p><b>\(title):</b> \(HTML(markdown: text))</p>"
  }

  private func claims(_ item: ReportContent.Item) -> HTML {
    if item.claims.isEmpty { return "" }
    let rows = item.claims.map { claim -> [HTML] in
      [
        HTML(text: claim.id), HTML(text: claim.quantity), HTML(text: claim.paper), HTML(text: claim.measured),
        "\(badge(claim.verdict)) \(claim.reason ?? "")",
      ]
    }
    return .table(["claim", "statement", "paper", "here", "verdict"], rows)
  }

  /// Data, profile, seed, cost and files of the run that is kept.
  private func facts(_ item: ReportContent.Item) -> HTML {
    guard let run = item.run else { return "<p class=\"facts\">No run is kept.</p>" }
    let titles = run.data.map(\.title).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let data = titles.isEmpty ? "no data set" : titles.joined(separator: " and ")
    let parameters = run.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    let id = item.entry.id
    return """
      <p class="facts">\(data) · profile \(run.profile.rawValue) · seed \("\(run.seed)") ·
      about \(Duration.seconds(item.entry.seconds).short) on two idle cores; this run
      \(Duration.seconds(run.wallSeconds).short), \(run.peakMemoryBytes / 1_000_000) MB ·
      <a href="../\(item.page.path)">source</a> · <a href="../figures/\(id).tsv">TSV</a> ·
      <a href="../figures/\(id).gp">gnuplot</a> · <a href="../figures/\(id).json">JSON</a></p>
      <details class="facts"><summary>parameters</summary><code>\(parameters)</code></details>
      """
  }
}

extension Duration {
  /// "40 s", "4 min", "1.5 h".
  var short: String {
    let seconds = Double(components.seconds) + Double(components.attoseconds) * 1e-18
    if seconds < 100 { return "\(max(1, Int(seconds.rounded()))) s" }
    if seconds < 5_400 { return "\(Int((seconds / 60).rounded())) min" }
    return "\((seconds / 360).rounded() / 10) h"
  }
}
