import FigureKit
import Foundation

extension HTMLReport {
  /// What the checks of reliability found.
  var checks: HTML {
    let rows = content.checks.map { check -> [HTML] in
      [
        HTML(text: check.name), HTML(text: check.amount), HTML(markdown: check.result),
        HTML(markdown: "`\(check.command)`"),
      ]
    }
    return """
      <section id="checks">
      <h2>Does it break?</h2>
      \(.table(["check", "amount", "result", "command"], rows))
      </section>
      """
  }

  /// Time and memory of each figure, the costliest first.
  var costs: HTML {
    let runs = content.items.compactMap { item in item.run.map { (item.entry, $0) } }
    let rows = runs.sorted { $0.1.processorSeconds > $1.1.processorSeconds }.map { entry, run -> [HTML] in
      [
        "<a href=\"#\(entry.id)\">\(entry.id)</a>", HTML(text: Duration.seconds(entry.seconds).short),
        HTML(text: Duration.seconds(run.processorSeconds).short), HTML(text: Self.gigabytes(run.peakMemoryBytes)),
      ]
    }
    let seconds = content.items.reduce(0) { $0 + $1.entry.seconds }
    let peak = runs.map(\.1.peakMemoryBytes).max() ?? 0
    return """
      <section id="costs">
      <h2>What a run costs</h2>
      <p>All figures in the default profile take about \(Duration.seconds(seconds).short) on two idle cores. None holds
      more than \(Self.gigabytes(peak)) of memory. Runs that several figures share are kept, and count where they were
      made.</p>
      <details><summary>each figure</summary>
      \(.table(["figure", "time on two idle cores", "processor time of the kept run", "most memory"], rows))
      </details>
      </section>
      """
  }

  /// "0.4 GB".
  private static func gigabytes(_ bytes: Int) -> String { "\((Double(bytes) / 1e8).rounded() / 10) GB" }
}
