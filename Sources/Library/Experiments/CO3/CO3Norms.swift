import Datasets
import FigureKit
import GradientStatistics

/// L1 norms of gradient and memory over the epochs: the tables of CO3, Figures 10 and 11.
public struct CO3Norms: Sendable {
  /// One epoch in one layer.
  public struct Row: FigureRow {
    public static let header = [
      "epoch", "layer", "gradient_l1", "memory_l1", "memory_over_gradient", "gamma", "dataset", "network",
    ]
    public let training: CO3Training
    public let dataset: String
    /// Counted from 1.
    public let epoch: Int
    public let depth: CO3Result.Depth
    public let norms: CO3Result.LayerNorms

    /// |m|₁/|g|₁.
    public var ratio: Double { norms.memory / norms.gradient }

    public var cells: [String] {
      ["\(epoch)", depth.rawValue]
        + [norms.gradient, norms.memory, ratio].map { SeriesTable.cell($0, digits: 5) }
        + [training.scheme.decay.map { "\($0)" } ?? "-", dataset, training.model.rawValue]
    }
  }

  /// The norms in trainings of ResNet50V2 by fp4 with each γ.
  public static func rows(_ context: FigureContext, decays: [Double]) async throws -> [Row] {
    let trainings = decays.map {
      CO3Study.training(context, context[CO3Study.resNet], .converted(.fp4, decay: $0))
    }
    let results = try await CO3Study.results(context, trainings), title = context.data[.cifar10].title
    return zip(trainings, results).flatMap { training, result in
      result.epochs.enumerated().flatMap { index, epoch in
        zip(CO3Result.Depth.allCases, epoch.layers).map {
          Row(training: training, dataset: title, epoch: index + 1, depth: $0, norms: $1)
        }
      }
    }
  }

  /// Three panels, one a layer, of one training.
  public static func plot(_ rows: [Row], decay: Double) -> Plot {
    Plot(
      panels: CO3Result.Depth.allCases.map { depth in
        func series(_ title: String, _ column: String) -> Plot.Series {
          Plot.Series(
            title, x: "epoch", y: column, rows: ["layer": depth.rawValue, "gamma": "\(decay)"],
            style: .linesAndPoints)
        }
        return Plot.Panel(
          "\(depth.rawValue) layer", x: .init("epoch"), y: .init("L₁ norm, mean over the epoch's rounds", from: 0),
          series: [series("gradient |g|₁", "gradient_l1"), series("memory |m|₁", "memory_l1")],
          key: depth == .upper ? .right : .none)
      }, columns: 3, panelHeight: 560)
  }

  /// Rule: in every layer the mean over epochs of ||m| − |g||/|g| is smaller with γ = 0.7 than with 0.9, and so is its
  /// standard deviation; the shortfall is the number of layers in which either is not.
  public static func claims(_ rows: [Row]) -> [ClaimResult] {
    func gaps(_ depth: CO3Result.Depth, _ decay: Double) -> SampleSummary {
      SampleSummary(
        rows.filter { $0.depth == depth && $0.training.scheme.decay == decay }.map { abs($0.ratio - 1) })
    }
    let pairs = CO3Result.Depth.allCases.map { (depth: $0, low: gaps($0, 0.7), high: gaps($0, 0.9)) }
    if pairs.contains(where: { $0.low.count < 2 || $0.high.count < 2 }) { return [] }
    let failing = pairs.count {
      !($0.low.mean < $0.high.mean && $0.low.deviation < $0.high.deviation)
    }
    func shown(_ summary: SampleSummary) -> String {
      SeriesTable.cell(summary.mean, digits: 2) + " ± " + SeriesTable.cell(summary.deviation, digits: 2)
    }
    return [
      ClaimResult(
        "co3-fig11-a", shortfall: Double(failing),
        "||m| − |g||/|g|, mean and deviation over epochs, γ = 0.7 against 0.9: "
          + pairs.map { "\($0.depth.rawValue) \(shown($0.low)) against \(shown($0.high))" }.joined(separator: "; "))
    ]
  }
}
