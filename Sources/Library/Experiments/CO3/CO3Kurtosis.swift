import FigureKit
import GradientStatistics

/// The excess kurtosis of gradients in three layers over the epochs: the tables of CO3, Figures 4 and 5.
public struct CO3Kurtosis: Sendable {
  /// One layer at the end of one epoch.
  public struct Row: FigureRow {
    public static let header = [
      "epoch", "layer", "excess_kurtosis", "excess_kurtosis_ci", "kind", "excess_kurtosis_fitted",
      "excess_kurtosis_independent", "shape", "zero_share", "rounds", "dataset", "network", "kernel", "count",
    ]
    public let dataset: String, model: ModelName
    /// The rounds of the epoch.
    public let rounds: Int
    public let capture: CO3Result.Capture
    /// The excess kurtosis of the epoch's last round.
    public let single: Double

    /// What the mean over the epoch would have if its rounds gave independent numbers of the last one's law: cumulants add.
    public var independent: Double { capture.kind == .iteration ? single : single / Double(rounds) }

    public var cells: [String] {
      let sample = capture.sample, fit = sample[.genNorm]
      let law = fit.map { GeneralizedNormal(location: $0.location, scale: $0.scale, shape: $0.shape) }
      let numbers = [
        law.map { $0.kurtosis - 3 } ?? .nan, independent, fit?.shape ?? .nan,
        Double(sample.zeros) / Double(sample.count),
      ]
      return ["\(capture.epoch)", capture.depth.rawValue, SeriesTable.cell(sample.excessKurtosis.value, digits: 5)]
        + [SeriesTable.cell(sample.excessKurtosis.halfWidth, digits: 3), capture.kind.rawValue]
        + numbers.map { SeriesTable.cell($0, digits: 5) }
        + ["\(rounds)", dataset, model.rawValue, sample.layer, "\(sample.count)"]
    }
  }

  /// The layers of every epoch.
  public static func rows(_ distributions: CO3Distributions) -> [Row] {
    let captures = distributions.result.captures
    return captures.map { capture in
      let single = captures.first { $0.epoch == capture.epoch && $0.depth == capture.depth && $0.kind == .iteration }
      return Row(
        dataset: distributions.dataset, model: distributions.model, rounds: distributions.rounds(of: capture.epoch),
        capture: capture, single: single?.sample.excessKurtosis.value ?? .nan)
    }
  }

  /// Epoch means beside single iterations, with their intervals and the normal law's 0.
  public static func plot(_ rows: [Row]) -> Plot {
    let x = Plot.Axis.epochs(to: rows.map(\.capture.epoch).max() ?? 1), all = rows.map(\.capture.sample.excessKurtosis)
    let lowest = all.map { $0.value - $0.halfWidth }.min() ?? 0,
      highest = all.map { $0.value + $0.halfWidth }.max() ?? 1
    let y = Plot.Axis("excess kurtosis (95 % interval)", from: min(-0.05 * highest, lowest), to: 1.05 * highest)
    return Plot(
      panels: CO3Result.Kind.allCases.map { kind in
        Plot.Panel(
          kind.title, x: x, y: y,
          series: CO3Result.Depth.allCases.enumerated().map { place, depth in
            .init(
              "\(depth.rawValue) layer", x: "epoch", y: "excess_kurtosis",
              rows: ["layer": depth.rawValue, "kind": kind.rawValue], spread: .bars("excess_kurtosis_ci"),
              style: depth == .lower ? .lines : .linesAndPoints, dashed: depth == .middle, colour: place)
          }, key: .below, levels: [("normal law", 0)])
      }, panelHeight: 640)
  }

  /// The excess kurtosis of a layer's epoch means, which the paper's statements are about, by epoch.
  public static func means(_ rows: [Row], _ depth: CO3Result.Depth) -> [LayerSample.Estimate] {
    rows.filter { $0.capture.kind == .epochMean && $0.capture.depth == depth }.map(\.capture.sample.excessKurtosis)
  }
}
