import Experiments
import FigureKit

extension Tab4 {
  /// A column of panels a layer: means, variances, and the half widths of the intervals of means.
  func plot(_ rows: [Row]) -> Plot {
    let printed = rows.filter { $0.source == "paper" && $0.depth == .upper }
    let names = printed.map { paper in
      let measured = rows.first { $0.source == "epochMean" && $0.stage == paper.stage }
      return "\(measured.map { "\($0.epoch)" } ?? "–") (paper \(paper.epoch))"
    }
    let x = Plot.Axis("epoch", from: -0.5, to: 2.5, names: names)
    return Plot(
      panels: [moments("mean", x, .linear), moments("variance", x, .logarithmic), intervals(x)].flatMap { $0 },
      columns: 3, panelHeight: 370)
  }

  private func moments(_ moment: String, _ x: Plot.Axis, _ scale: Plot.Axis.Scale) -> [Plot.Panel] {
    CO3Result.Depth.allCases.map { depth in
      let sources = [("mean over epoch", "epochMean"), ("iteration", "iteration"), ("paper, its interval", "paper")]
      return Plot.Panel(
        "\(depth.rawValue) layer", x: x, y: .init("\(moment) of gradients", scale),
        series: sources.map { title, source in
          .init(
            title, x: "place", y: moment, rows: ["layer": depth.rawValue, "source": source],
            spread: .bars("\(moment)_ci"), style: .points)
        }, key: depth == .upper && moment == "mean" ? .bottomRight : .none,
        levels: moment == "mean" ? [("", 0)] : [])
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
