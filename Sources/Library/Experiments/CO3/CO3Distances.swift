import FigureKit

/// How far fitted laws are from the gradients of an upper layer over the epochs: the tables of CO3, Figures 2 and 3.
public struct CO3Distances: Sendable {
  /// One family at the end of one epoch.
  public struct Row: FigureRow {
    public static let header = [
      "epoch", "family", "w2", "w2_null", "kind", "w2_relative", "w2_null_relative", "w2_printed", "shape", "deviation",
      "excess_kurtosis", "dataset", "network", "kernel", "count",
    ]
    public let dataset: String, model: ModelName
    public let capture: CO3Result.Capture
    public let fit: LayerSample.Fit

    public var cells: [String] {
      let sample = capture.sample, deviation = sample.variance.value.squareRoot(), null = fit.nullDistance ?? .nan
      let numbers = [
        fit.distance / deviation, null / deviation, fit.printedDistance, fit.shape, deviation,
        sample.excessKurtosis.value,
      ]
      return ["\(capture.epoch)", fit.family.rawValue]
        + [fit.distance, null].map { SeriesTable.cell($0, digits: 5) } + [capture.kind.rawValue]
        + numbers.map { SeriesTable.cell($0, digits: 5) } + [dataset, model.rawValue, sample.layer, "\(sample.count)"]
    }
  }

  /// The fits to what was captured of the upper layer, epoch means first.
  public static func rows(_ distributions: CO3Distributions) -> [Row] {
    CO3Result.Kind.allCases.flatMap { kind in
      distributions.result.captures(.upper, kind).flatMap { capture in
        capture.sample.fits.map { fit in
          Row(dataset: distributions.dataset, model: distributions.model, capture: capture, fit: fit)
        }
      }
    }
  }

  /// The distances of epoch means and of single iterations, in the gradient's unit and over its standard deviation, with
  /// those of samples that each law itself gives.
  public static func plot(_ rows: [Row]) -> Plot {
    let x = Plot.Axis.epochs(to: rows.map(\.capture.epoch).max() ?? 1)
    let greatest = rows.map { $0.fit.distance / $0.capture.sample.variance.value.squareRoot() }.max()
    let absolute = Plot.Axis("W₂ (gradient's unit)", .logarithmic)
    let relative = Plot.Axis("W₂ / standard deviation", from: 0, to: greatest.map { 1.1 * $0 })
    let kinds = CO3Result.Kind.allCases
    return Plot(
      panels: kinds.map { Plot.Panel($0.title, x: x, y: absolute, series: curves($0, "w2", "w2_null"), key: .below) }
        + kinds.map {
          Plot.Panel(x: x, y: relative, series: curves($0, "w2_relative", "w2_null_relative"), key: .none)
        })
  }

  /// The distances of each family, and dashed those of its own samples.
  private static func curves(_ kind: CO3Result.Kind, _ distance: String, _ null: String) -> [Plot.Series] {
    func series(_ family: LayerSample.Family, isNull: Bool) -> Plot.Series {
      let hasPoints = !isNull && family != .normal
      return Plot.Series(
        isNull ? "\(family.rawValue), null" : family.rawValue, x: "epoch", y: isNull ? null : distance,
        rows: ["family": family.rawValue, "kind": kind.rawValue], style: hasPoints ? .linesAndPoints : .lines,
        dashed: isNull || family == .laplace, colour: LayerSample.Family.allCases.firstIndex(of: family))
    }
    let families = LayerSample.Family.allCases
    return families.map { series($0, isNull: false) } + families.map { series($0, isNull: true) }
  }

  /// The three distances of each epoch, in order.
  public static func distances(
    _ rows: [Row], _ kind: CO3Result.Kind
  ) -> [(genNorm: Double, laplace: Double, normal: Double)] {
    rows.filter { $0.capture.kind == kind && $0.fit.family == .genNorm }.map { row in
      let sample = row.capture.sample
      return (row.fit.distance, sample[.laplace]?.distance ?? .nan, sample[.normal]?.distance ?? .nan)
    }
  }
}
