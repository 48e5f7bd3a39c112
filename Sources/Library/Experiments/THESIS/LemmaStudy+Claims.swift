import FigureKit

extension LemmaStudy {
  /// The claims of THESIS, Lemma 3 and Appendix D.2, by the points of all L and ρ.
  public static func claims(_ points: [Point]) -> [ClaimResult] {
    let simulated = points.filter { $0.source == .simulation }
    let last = simulated.last { $0.panel == .gap }.map { [$0.value, $0.error, $0.x] } ?? []
    let shown = last.map { SeriesTable.cell($0, digits: 3) }
    var gap = ClaimResult(
      "thesis-lem3-a", value: (try? limit) ?? .nan,
      "by the formula" + (shown.isEmpty ? "" : "; \(shown[0]) ± \(shown[1]) simulated at L = \(shown[2])"))
    gap.contradiction = "the best one-bit quantizer of a folded normal law keeps 0.8825 of its energy, not 0.98"
    let biases = simulated.filter { $0.panel == .bias }
    let formulas = points.filter { $0.panel == .bias && $0.source == .formula }
    let worst = zip(biases, formulas).reduce(0) { max($0, abs($1.0.value - $1.1.value) / $1.0.error) }
    return [
      gap,
      ClaimResult(
        "thesis-lem3-b", pairs: zip(biases, formulas).map { .init(measured: $0.value, paper: $1.value) },
        "within \(SeriesTable.cell(worst, digits: 2)) standard errors at \(biases.count) correlations"),
    ]
  }
}
