import ArgumentParser
import FigureKit
import GradientStatistics

/// Moments and fitted laws of each gradient.
struct Statistics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print moments of each gradient, the laws of greatest likelihood and their distances W2 from it.")

  @Argument(help: "The gradients, .npy.")
  var file: String

  func run() async throws {
    try await reportingErrors {
      let header = [
        "worker", "count", "mean", "deviation", "skewness", "kurtosis", "law", "location", "scale", "shape",
        "nats_per_sample", "w2_distance",
      ]
      var rows: [[String]] = []
      for (worker, values) in try gradients(of: file).enumerated() {
        let moments = Moments(values), sample = SortedSample(values)
        let numbers = [moments.mean, moments.deviation, moments.skewness, moments.kurtosis]
        let head = ["\(worker)", "\(values.count)"] + numbers.map(Self.cell)
        for family in LawFamily.allCases {
          // Values that are all the same have no law.
          let fit = try? LawFit(family, to: values)
          let law = fit.map {
            [$0.law.location, $0.law.scale, $0.law.shape, $0.meanLogLikelihood, sample.wassersteinDistance(to: $0.law)]
          }
          rows.append(head + [family.rawValue] + (law ?? [Double](repeating: .nan, count: 5)).map(Self.cell))
        }
      }
      try StandardStream.write(SeriesTable(header: header, rows: rows).text)
    }
  }

  private static func cell(_ value: Double) -> String { SeriesTable.cell(value, digits: 6) }
}
