import FigureKit

extension CO3Accuracy {
  /// The rounds of the paper's trainings, 150 epochs of 782 batches.
  static let paperRounds = 150.0 * 782

  /// The curves of rows, each once, in order.
  private static func ends(_ rows: [Row]) -> [Row] { rows.filter { $0.count == $0.curve.result.epochs.count } }

  /// Test accuracy against the epoch, as in Figures 13 to 15.
  public static func plot(_ rows: [Row]) -> Plot {
    Plot(
      x: .init("epoch"), y: .init("test accuracy", from: 0),
      series: ends(rows).map { row in
        Plot.Series(
          row.scheme.name, x: "epoch", y: "accuracy", rows: ["scheme": row.scheme.name],
          spread: .bars("accuracy_standard_error"), style: .linesAndPoints, dashed: row.scheme == .fullComputation)
      }, key: .topLeft)
  }

  /// How far the accuracy with one γ stays below that of full computation after the last epoch, 0 where it does not.
  public static func comparison(_ id: String, _ rows: [Row], decay: Double) -> [ClaimResult] {
    guard let full = ends(rows).first(where: { $0.scheme == .fullComputation }),
      let coded = ends(rows).first(where: { $0.scheme.decay == decay })
    else { return [] }
    let (a, b) = (full.epoch.accuracy, coded.epoch.accuracy)
    let (s, t) = (full.curve.error(a), coded.curve.error(b))
    let spread = (s * s + t * t).squareRoot()
    return [
      ClaimResult(
        id, shortfall: max(0, a - b),
        "after \(coded.count) epochs \(shown(b)) with γ = \(decay), \(shown(a)) with full computation: "
          + "\(shown(b - a)) ± \(shown(spread)), a standard error of the test pictures")
    ]
  }

  /// R of the paper's 150 epochs at the bits that were measured for each number and iteration.
  ///
  /// An element-wise Huffman code needs one bit a symbol at least, so that a statement below that cannot hold.
  public static func overhead(_ id: String, _ rows: [Row], decay: Double, stated: Double) -> [ClaimResult] {
    guard let end = ends(rows).first(where: { $0.scheme.decay == decay }) else { return [] }
    let bits = end.curve.bitPerParameter, numbers = Double(end.curve.result.parameterCount) * paperRounds
    let words =
      "\(shown(bits)) bits a parameter and iteration over \(end.count) epochs, entropy \(shown(end.entropy ?? .nan)), "
      + "adaptive range coder \(shown(end.rangeBits ?? .nan)) in the last; stated are \(shown(stated / numbers))"
    var result = ClaimResult(id, value: bits * numbers, "bits in 150 epochs: " + words)
    if stated < numbers {
      result.contradiction =
        "an element-wise Huffman code needs at least 1 bit a symbol: with 117,300 iterations of this network the bits stated "
        + "are \(shown(stated / numbers)) a symbol"
    }
    return [result]
  }

  private static func shown(_ value: Double) -> String { SeriesTable.cell(value, digits: 3) }
}
