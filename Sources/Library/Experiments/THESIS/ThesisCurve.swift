import FigureKit
import GradientStatistics

/// Test accuracy over the iterations of trainings that differ in nothing but their streams: the tables of THESIS, Figures 2.3,
/// 2.4, 3.1, 3.5, 4.6 and 4.7.
public struct ThesisCurve: AccuracyCurve {
  /// The trainings, one a repetition.
  public let trainings: [ThesisTraining]
  public let results: [ThesisResult]
  /// The title of the pictures.
  public let dataset: String

  /// One point of a curve.
  public struct Row: FigureRow {
    public static let header = [
      "iteration", "model", "scheme", "accuracy", "accuracy_sd", "repetitions", "workers", "rule", "dataset", "loss",
      "sent_bit", "raw_bit", "accuracy_standard_error",
    ]
    public let curve: ThesisCurve
    /// The place of the point.
    public let index: Int

    private func values(_ value: (ThesisResult.Point) -> Double) -> [Double] {
      curve.results.map { value($0.points[index]) }
    }
    /// The accuracy after each training's rounds so far.
    public var accuracy: SampleSummary { SampleSummary(values(\.accuracy)) }
    public var isLast: Bool { index == curve.results[0].points.count - 1 }
    /// That of a share of the test pictures: of one training's accuracy.
    public var accuracyStandardError: Double {
      let training = curve.training, accuracy = accuracy.mean
      let pictures = isLast ? training.finalTestPictures ?? training.testPictures : training.testPictures
      return (accuracy * (1 - accuracy) / Double(pictures)).squareRoot()
    }

    public var cells: [String] {
      let training = curve.training
      let numbers = [SampleSummary(values(\.loss)).mean, SampleSummary(values(\.bits.sent)).mean].map {
        SeriesTable.cell($0, digits: 6)
      }
      let accuracy = accuracy
      return [
        "\(curve.results[0].points[index].iteration)", training.model.rawValue, training.scheme.name,
        SeriesTable.cell(accuracy.mean, digits: 4), SeriesTable.cell(accuracy.deviation, digits: 3),
        "\(accuracy.count)", "\(training.workers)", training.rule.rawValue, curve.dataset,
      ] + numbers + [
        SeriesTable.cell(SampleSummary(values(\.bits.raw)).mean, digits: 6),
        SeriesTable.cell(accuracyStandardError, digits: 2),
      ]
    }
  }

  /// The first of the trainings.
  public var training: ThesisTraining { trainings[0] }
  /// Bits that a worker sent for each number of the gradient: the mean over rounds and trainings.
  public var sentBitsPerNumber: Double {
    SampleSummary(results.map { $0.bits.sent / Double($0.parameterCount) }).mean
  }
  /// Its points.
  public var rows: [Row] { results[0].points.indices.map { Row(curve: self, index: $0) } }

  /// The curves of trainings, each with repetitions.
  ///
  /// - Parameter trial: Gives a training from the index of its curve and its repetition.
  public static func curves(
    _ context: FigureContext, _ count: Int, repetitions: Int, _ trial: (Int, Int) -> ThesisStudy.Case
  ) async throws -> [ThesisCurve] {
    let cases = (0..<count).flatMap { curve in (0..<repetitions).map { trial(curve, $0) } }
    let results = try await ThesisStudy.results(context, cases)
    return (0..<count).map { curve in
      let range = curve * repetitions..<(curve + 1) * repetitions
      return ThesisCurve(
        trainings: cases[range].map(\.training), results: Array(results[range]),
        dataset: cases[range][range.lowerBound].data.title)
    }
  }

  /// The curves of rows, each once, in order.
  public static func curves(_ rows: [Row]) -> [ThesisCurve] { rows.filter(\.isLast).map(\.curve) }

  /// Accuracy against iterations, a panel for each network and rule; bands are standard deviations over repetitions, or where
  /// there is one the standard error of a share of the test pictures.
  public static func plot(_ rows: [Row], key: Plot.Key = .below, panelHeight: Int = 560) -> Plot {
    var panels: [[ThesisCurve]] = []
    for curve in curves(rows) {
      let place = panels.firstIndex {
        $0[0].training.model == curve.training.model && $0[0].training.rule == curve.training.rule
      }
      if let place { panels[place].append(curve) } else { panels.append([curve]) }
    }
    return Plot(panels: panels.map { panel($0, key: key) }, panelHeight: panelHeight)
  }

  private static func panel(_ curves: [ThesisCurve], key: Plot.Key) -> Plot.Panel {
    let training = curves[0].training
    return Plot.Panel(
      "\(training.model.rawValue), \(training.workers) workers, \(training.rule.rawValue)",
      x: .init("iteration", from: 0), y: .init("test accuracy", from: 0),
      series: curves.enumerated().map { place, curve in
        Plot.Series(
          curve.training.scheme.name, x: "iteration", y: "accuracy",
          rows: [
            "model": training.model.rawValue, "scheme": curve.training.scheme.name, "rule": training.rule.rawValue,
          ],
          spread: .band(curve.results.count > 1 ? "accuracy_sd" : "accuracy_standard_error"),
          style: .linesAndPoints, dashed: place == 0)
      }, key: key)
  }
}
