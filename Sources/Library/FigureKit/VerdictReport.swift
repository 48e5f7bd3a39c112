import Foundation

/// The verdicts of several figures, in the order of the ledger.
public struct VerdictReport: Sendable {
  /// One claim and, where a figure measured it, the figure's words.
  public struct Line: Sendable {
    public let claim: Claim
    /// The figure's name.
    public let figure: String?
    public let result: Provenance.Claim?

    public var verdict: Verdict { result?.verdict ?? .notMeasured }
    /// Why the verdict is not ``Verdict/met``, where a reason is known.
    public var reason: String? { result == nil ? "no figure measures it" : result?.reason }
  }

  /// The claims in the order of the ledger.
  public let lines: [Line]

  /// Takes each claim from the first figure that measured it.
  public init(_ ledger: ClaimLedger, figures: [Provenance]) {
    lines = ledger.claims.map { claim in
      let results = figures.flatMap { figure in figure.claims.filter { $0.id == claim.id }.map { (figure.id, $0) } }
      let best = results.first { $0.1.verdict != .notMeasured } ?? results.first
      return Line(claim: claim, figure: best?.0, result: best?.1)
    }
  }

  /// How many claims have a verdict.
  public func count(_ verdict: Verdict) -> Int { lines.count { $0.verdict == verdict } }

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
          line.reason ?? "-",
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
    let counts = Verdict.allCases.map { "\(count($0)) \($0.rawValue)" }
    return (rows + ["\(lines.count) claims: \(counts.joined(separator: ", "))"]).map { $0 + "\n" }.joined()
  }
}

extension Provenance {
  /// The figures whose JSON files stand in a folder, by name; none where there is no folder.
  ///
  /// - Throws: ``FigureError/unreadable(path:reason:)`` for a JSON file that no figure wrote, or that is damaged.
  public static func readAll(in folder: String) throws(FigureError) -> [Provenance] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var figures: [Provenance] = []
    for name in names.sorted() where name.hasSuffix(".json") {
      guard let figure = read(folder + "/" + name) else {
        throw .unreadable(path: folder + "/" + name, reason: "not as a figure writes it; make the figure anew")
      }
      figures.append(figure)
    }
    return figures
  }
}
