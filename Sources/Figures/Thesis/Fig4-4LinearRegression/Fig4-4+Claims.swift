import FigureKit
import LinearRegression

extension Fig4_4 {
  func plot(_ rows: [Row]) -> Plot {
    func series(_ panel: Panel, step: Double? = nil) -> [Plot.Series] {
      RegressionScheme.allCases.enumerated().map { index, scheme in
        guard let step else {
          return .init(
            scheme.rawValue, x: "step_size", y: "value", rows: ["panel": panel.rawValue, "scheme": scheme.rawValue],
            spread: .barsBetween("low", "high"), style: .linesAndPoints, dashed: scheme.isDashed, colour: index)
        }
        return .init(
          scheme.rawValue, x: "iteration", y: "value",
          rows: ["panel": panel.rawValue, "scheme": scheme.rawValue, "step_size": SeriesTable.cell(step, digits: 4)],
          spread: .bandBetween("low", "high"), dashed: scheme.isDashed, colour: index)
      }
    }
    let step = Plot.Axis("step size μ", .logarithmic, from: 0.01, to: 0.3), iteration = Plot.Axis("iteration", from: 0)
    let error = Plot.Axis("excess error / first (mean ± 1.5 sd of logarithm)", .logarithmic, from: 1e-6, to: 100)
    return Plot(panels: [
      .init(
        "share of trainings that converge", x: step, y: .init("share (95 % interval)", from: 0, to: 1.05),
        series: series(.share), key: .none),
      .init(
        "iterations to a hundredth of the first error", x: step,
        y: .init("iterations (mean)", .logarithmic, from: 10, to: 10_000),
        series: series(.iterations), key: .topRight),
      .init("μ = 0.05", x: iteration, y: error, series: series(.error, step: 0.05), key: .none),
      .init("μ = 0.10", x: iteration, y: error, series: series(.error, step: 0.1), key: .none),
    ])
  }

  /// Rules, fixed before the first run. (a) At the greatest step size with which at least half of the trainings with QCS converge,
  /// its share's 95 % interval lies above those of QSG, QSGD and sparsification. (b) The mean number of iterations to a hundredth of
  /// the first error with QSG at μ = 0.05 over that with QCS at 0.10, each over the trainings that converge where these
  /// are half at least.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    func shares(_ scheme: RegressionScheme) -> [Row] { rows.filter { $0.panel == .share && $0.scheme == scheme } }
    func range(_ scheme: RegressionScheme) -> Double {
      shares(scheme).filter { $0.value >= 0.5 }.map(\.stepSize).max() ?? .nan
    }
    let sampling = range(.sampling), others: [RegressionScheme] = [.stochastic, .qsgd, .sparsified]
    let whole = shares(.sampling).first { $0.stepSize == sampling }
    let isAbove = others.allSatisfy { scheme in
      shares(scheme).first { $0.stepSize == sampling }.map { other in other.high < whole?.low ?? .nan } ?? false
    }
    func time(_ scheme: RegressionScheme, _ step: Double) -> Row? {
      rows.first { $0.panel == .iterations && $0.scheme == scheme && $0.stepSize == step }
    }
    let slow = time(.stochastic, 0.05), fast = time(.sampling, 0.1)
    func shown(_ value: Double?) -> String { SeriesTable.cell(value ?? .nan, digits: 3) }
    return [
      ClaimResult(
        "thesis-fig4-4-a", holds: isAbove,
        "half of the trainings converge up to "
          + RegressionScheme.allCases.map { "\(shown(range($0))) (\($0.rawValue))" }.joined(separator: ", ")),
      ClaimResult(
        "thesis-fig4-4-b", value: (slow?.value ?? .nan) / (fast?.value ?? .nan),
        "= \(shown(slow?.value)) iterations of QSG / \(shown(fast?.value)) of QCS"),
    ]
  }
}

extension RegressionScheme {
  /// Whether the scheme is beside those of THESIS.
  fileprivate var isDashed: Bool { self == .rotated || self == .greatest || self == .qsgd || self == .fewerBits }
}
