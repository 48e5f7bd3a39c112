import Datasets
import FigureKit

/// How far fitted laws are from what error feedback gives to be quantized: the tables of CO3, Figures 7 to 9.
public struct CO3Feedback: Sendable {
  /// One family at the end of one epoch in one layer.
  public struct Row: FigureRow {
    public static let header = [
      "epoch", "layer", "family", "w2", "kind", "format", "gamma", "w2_printed", "w2_null", "shape", "deviation",
      "excess_kurtosis", "dataset", "network", "kernel", "count",
    ]
    public let training: CO3Training
    public let dataset: String
    public let capture: CO3Result.Capture
    public let fit: LayerSample.Fit

    public var cells: [String] {
      guard case .converted(let conversion) = training.scheme else { return [] }
      let sample = capture.sample
      let numbers = [
        fit.printedDistance, fit.nullDistance ?? .nan, fit.shape, sample.variance.value.squareRoot(),
        sample.excessKurtosis.value,
      ]
      return [
        "\(capture.epoch)", capture.depth.rawValue, fit.family.rawValue, SeriesTable.cell(fit.distance, digits: 5),
        capture.kind.rawValue, conversion.format.rawValue, "\(conversion.decay)",
      ] + numbers.map { SeriesTable.cell($0, digits: 5) } + [
        dataset, training.model.rawValue, sample.layer, "\(sample.count)",
      ]
    }
  }

  /// The fits to all that was captured in trainings of NASNetMobile.
  public static func rows(_ context: FigureContext, _ schemes: [CO3Scheme]) async throws -> [Row] {
    let trainings = schemes.map { CO3Study.training(context, context[CO3Study.nasNet], $0) }
    let results = try await CO3Study.results(context, trainings), title = context.data[.cifar10].title
    return zip(trainings, results).flatMap { training, result in
      result.captures.flatMap { capture in
        capture.sample.fits.map { Row(training: training, dataset: title, capture: capture, fit: $0) }
      }
    }
  }

  /// Three panels, one a layer, of the distances of one training's epoch means, and of the null distance of GenNorm.
  public static func plot(_ rows: [Row], _ format: CO3Conversion.Format, decay: Double) -> Plot {
    Plot(
      panels: CO3Result.Depth.allCases.map { depth in
        func series(_ title: String, _ family: LayerSample.Family, _ kind: CO3Result.Kind, _ column: String)
          -> Plot.Series
        {
          Plot.Series(
            title, x: "epoch", y: column,
            rows: [
              "layer": depth.rawValue, "family": family.rawValue, "kind": kind.rawValue, "format": format.rawValue,
              "gamma": "\(decay)",
            ], style: .linesAndPoints, dashed: kind == .iteration)
        }
        let families = LayerSample.Family.allCases
        let null = [series("GenNorm, null", .genNorm, .epochMean, "w2_null")]
        return Plot.Panel(
          "\(depth.rawValue) layer", x: .init("epoch"), y: .init("W₂ (gradient's unit)", from: 0),
          series: families.map { series($0.rawValue, $0, .epochMean, "w2") } + (depth == .upper ? null : []),
          key: depth == .upper ? .topRight : .none)
      }, columns: 3, panelHeight: 560)
  }

  /// Rule: in each training, layer and epoch, of epoch means, the distance of GenNorm is the least; the shortfall is the
  /// greatest share by which it exceeds another's.
  public static func claims(_ rows: [Row]) -> [ClaimResult] {
    let means = rows.filter { $0.capture.kind == .epochMean && $0.fit.family == .genNorm }
    let excesses = means.map { row in
      let others = row.capture.sample.fits.filter { $0.family != .genNorm }.map(\.distance)
      return row.fit.distance / (others.min() ?? .nan) - 1
    }
    if excesses.isEmpty { return [] }
    let worst = excesses.max() ?? .nan
    return [
      ClaimResult(
        "co3-fig07-a", shortfall: max(0, worst),
        "GenNorm is closest in \(excesses.count { $0 <= 0 }) of \(excesses.count) layers and epochs; its distance over the "
          + "lesser of the others is at most \(SeriesTable.cell(1 + worst, digits: 3))")
    ]
  }
}
