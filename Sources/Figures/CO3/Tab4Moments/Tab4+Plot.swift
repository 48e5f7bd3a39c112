import Experiments
import FigureKit

extension Tab4 {
  /// A column of panels a layer: means, variances, and the half widths of the intervals of means.
  func plot(_ rows: [Row]) -> Plot {
    let printed = rows.filter { $0.source == "paper" && $0.depth == .upper }
    let names = printed.map { paper in
      let measured = rows.first { $0.source == "epochMean" && $0.stage == paper.stage }
      return "\(measured.map { "\($0.epoch)" } ?? "–") (\(paper.epoch))"
    }
    let x = Plot.Axis("epoch (the paper's)", from: -0.5, to: 2.5, names: names)
    return Plot(
      panels: [moments("mean", x, .linear), moments("variance", x, .logarithmic), intervals(x)].flatMap { $0 },
      columns: 3, panelHeight: 370)
  }

  /// Single iterations, whose means lie far out, are left out of the means.
  private func moments(_ moment: String, _ x: Plot.Axis, _ scale: Plot.Axis.Scale) -> [Plot.Panel] {
    let isMean = moment == "mean"
    let sources = [("mean over epoch", "epochMean"), ("iteration", "iteration"), ("paper", "paper")]
    return CO3Result.Depth.allCases.map { depth in
      Plot.Panel(
        isMean ? "\(depth.rawValue) layer" : nil, x: x, y: .init("\(moment) of gradients", scale),
        series: sources.enumerated().filter { !isMean || $0.element.1 != "iteration" }.map { colour, source in
          .init(
            source.0, x: "place", y: moment, rows: ["layer": depth.rawValue, "source": source.1],
            spread: .bars("\(moment)_ci"), style: .points, colour: colour)
        }, key: depth == .upper && !isMean ? .topRight : .none, levels: isMean ? [("", 0)] : [])
    }
  }

  private func intervals(_ x: Plot.Axis) -> [Plot.Panel] {
    CO3Result.Depth.allCases.map { depth in
      func series(_ title: String, _ source: String, _ column: String, colour: Int) -> Plot.Series {
        .init(
          title, x: "place", y: column, rows: ["layer": depth.rawValue, "source": source], style: .linesAndPoints,
          dashed: column == "mean_ci_independent", colour: colour)
      }
      return Plot.Panel(
        x: x, y: .init("half width of the mean's interval", .logarithmic),
        series: [
          series("mean over epoch", "epochMean", "mean_ci", colour: 0),
          series("iteration", "iteration", "mean_ci", colour: 1),
          series("paper, printed", "paper", "mean_ci", colour: 2),
          series("paper, from its variance", "paper", "mean_ci_independent", colour: 2),
        ], key: depth == .upper ? .right : .none)
    }
  }
}
