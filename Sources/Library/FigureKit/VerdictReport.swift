import Foundation

/// The verdicts of several figures, in the order of the ledger.
public struct VerdictReport: Sendable {
  /// One claim and, where a figure measured it, the figure's words.
  struct Line: Sendable {
    let claim: Claim
    let figure: String?
    let result: Provenance.Claim?

    var verdict: Verdict { result?.verdict ?? .notMeasured }
  }

  let lines: [Line]

  /// Takes each claim from the first figure that measured it.
  public init(_ ledger: ClaimLedger, figures: [Provenance]) {
    lines = ledger.claims.map { claim in
      let results = figures.flatMap { figure in figure.claims.filter { $0.id == claim.id }.map { (figure.id, $0) } }
      let best = results.first { $0.1.verdict != .notMeasured } ?? results.first
      return Line(claim: claim, figure: best?.0, result: best?.1)
    }
  }

  /// Every claim of the ledger with its verdict.
  ///
  /// - Throws: ``FigureError/malformedRow(index:reason:)`` for a figure's words that hold a tab.
  public func table() throws(FigureError) -> SeriesTable {
    try SeriesTable(
      header: ["claim", "verdict", "figure", "paper", "measured", "reason"],
      rows: lines.map { line in
        let result = line.result
        return [
          line.claim.id, line.verdict.rawValue, line.figure ?? "-", line.claim.statedValue, result?.measured ?? "-",
          result?.reason ?? (result == nil ? "no figure yet" : "-"),
        ]
      })
  }

  /// The claims that figures speak of, aligned, and how many there are of each verdict.
  public var text: String {
    let spoken = lines.filter { $0.result != nil }
    let cells = spoken.map { [$0.claim.id, $0.verdict.rawValue, $0.claim.statedValue, $0.result?.measured ?? ""] }
    let table = [["claim", "verdict", "paper", "measured"]] + cells
    let widths = (0..<4).map { column in table.map { $0[column].count }.max() ?? 0 }
    let rows = table.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
        .trimmingCharacters(in: .whitespaces)
    }
    let counts = [Verdict.met, .near, .notMet, .contradicted, .notMeasured].map { verdict in
      "\(lines.count { $0.verdict == verdict }) \(verdict.rawValue)"
    }
    return (rows + ["\(lines.count) claims: \(counts.joined(separator: ", "))"]).map { $0 + "\n" }.joined()
  }
}

extension Provenance {
  /// The figures whose JSON files stand in a folder, by name; none where there is no folder.
  public static func readAll(in folder: String) -> [Provenance] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { read(folder + "/" + $0) }
  }
}
