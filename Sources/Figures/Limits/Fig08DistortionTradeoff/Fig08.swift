// LIMITS, Figure 8 — iterations to a loss and mean sum rate against the quantization noise, and their product.
//
// Look for: iterations that stay the same up to a knee and grow sharply beyond, the sum rate falling as 1/ρ, and so a product
// whose least value lies at the knee. The paper has the knee near 100; the noise ratios go on beyond its 10⁴ until it shows.
// The loss of 1.70 is taken by a cross-entropy of probabilities, that is with the softmax applied twice.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics
import RealModule

@main
struct Fig08: Figure {
  static let id = "limits-fig08-distortion-tradeoff"
  static let caption = "Iterations to a loss, mean sum rate and their product against quantization noise"
  static let dataSets: [[DatasetName]] = [[.mnist]]

  static let workers = Parameter("workers", 10, in: 2...100, "workers K")
  static let batchSize = Parameter(
    "batch_size", smoke: 16, standard: 128, paper: 128, in: 1...1_000, "pictures in a batch")
  static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "the server's step size")
  static let momentum = Parameter("momentum", 0.5, in: 0...0.999, "the server's momentum")
  static let targetLoss = Parameter(
    "target_loss", smoke: 2.25, standard: 1.7, paper: 1.7, in: 0.01...10, "loss to reach")
  static let convention = Parameter(
    "convention", DistortionTradeoff.Convention.judgedTwice, "of what the loss takes the softmax")
  static let rounds = Parameter(
    "rounds", smoke: 60, standard: 600, paper: 50_000, in: 10...10_000_000,
    "iterations after which a training has failed")
  static let pointsPerDecade = Parameter(
    "points_per_decade", smoke: 1, standard: 2, paper: 4, in: 1...20, "noise ratios in a factor of ten")
  static let decades = Parameter(
    "decades", smoke: 5, standard: 7, paper: 7, in: 5...12,
    "factors of ten from the least noise ratio, 0.1, to the greatest")
  static let repetitions = Parameter(
    "repetitions", smoke: 1, standard: 2, paper: 10, in: 1...1_000, "trainings of a point")
  static let parameters: [any ParameterDeclaration] = [
    workers, batchSize, learningRate, momentum, targetLoss, convention, rounds, pointsPerDecade, decades, repetitions,
  ]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "rho", "iterations", "mean_sum_rate_bit", "total_bit", "iterations_sd", "mean_sum_rate_bit_sd", "total_bit_sd",
      "trainings", "reached", "accuracy", "loss",
    ]
    let noiseRatio: Double
    let trainings: [DistortionTradeoff.Result]
    var reached: [DistortionTradeoff.Result] { trainings.filter(\.isReached) }
    /// Over the trainings, where all reached the loss; nan without values.
    func summary(_ value: (DistortionTradeoff.Result) -> Double) -> SampleSummary {
      SampleSummary(reached.count == trainings.count ? trainings.map(value) : [])
    }
    var iterations: SampleSummary { summary { Double($0.rounds) } }
    /// Bits that K workers send for the whole model.
    var total: SampleSummary {
      summary { Double($0.rounds) * $0.meanSumRate * Double(DistortionTradeoff.elementCount) }
    }
    var cells: [String] {
      let rate = SampleSummary(trainings.map(\.meanSumRate))
      let numbers = [
        iterations.mean, rate.mean, total.mean, iterations.deviation, rate.deviation,
        total.deviation,
      ]
      let ends = [trainings.map(\.accuracy), trainings.map(\.loss)].map { SampleSummary($0).mean }
      return [SeriesTable.cell(noiseRatio, digits: 4)] + numbers.map { SeriesTable.cell($0, digits: 6) }
        + ["\(trainings.count)", "\(reached.count)"] + ends.map { SeriesTable.cell($0, digits: 4) }
    }
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let perDecade = context[Self.pointsPerDecade], repetitions = context[Self.repetitions]
    let ratios = (0...context[Self.decades] * perDecade).map { Double.pow(10, Double($0) / Double(perDecade) - 1) }
    let data = context.data[.mnist]
    let trainings = try await context.parallelMap(ratios.count * repetitions, "training") { index in
      let training = DistortionTradeoff(
        noiseRatio: ratios[index / repetitions], targetLoss: context[Self.targetLoss],
        greatestRounds: context[Self.rounds], convention: context[Self.convention],
        pictures: data.train.count, workers: context[Self.workers], batchSize: context[Self.batchSize],
        learningRate: Float(context[Self.learningRate]), momentum: Float(context[Self.momentum]), seed: context.seed,
        repetition: index % repetitions)
      return try await training.result(on: data, cache: context.cache)
    }
    return ratios.enumerated().map { place, ratio in
      Row(noiseRatio: ratio, trainings: Array(trainings[place * repetitions..<(place + 1) * repetitions]))
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    func panel(_ title: String, _ label: String, _ column: String) -> Plot.Panel {
      Plot.Panel(
        title, x: .init("ρ, quantization noise over gradient noise", .logarithmic, from: 0.1),
        y: .init(label, .logarithmic),
        series: [
          .init("mean ± sd of trainings", x: "rho", y: column, spread: .bars(column + "_sd"), style: .linesAndPoints)
        ])
    }
    return Plot(
      panels: [
        panel("none beyond where it fails", "iterations to the loss", "iterations"),
        panel("all trainings", "mean sum rate (bits/element)", "mean_sum_rate_bit"),
        panel("their product", "total of all workers (bits)", "total_bit"),
      ], columns: 3)
  }

  /// Rules, for ρ at the ends of the stated ranges: (a) holds if at 100 at most twice as many iterations are needed as at 0.1,
  /// at 1,000 at least twice as many as at 100 or more than were tried, and above 1,000 no training reaches the loss; (b) the ρ
  /// of the least total.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    func iterations(_ ratio: Double) -> Double {
      let mean = rows.first { abs($0.noiseRatio / ratio - 1) < 1e-9 }?.iterations.mean ?? .nan
      return mean.isNaN ? .infinity : mean
    }
    let (least, hundred, thousand) = (iterations(0.1), iterations(100), iterations(1_000))
    let beyond = rows.filter { $0.noiseRatio > 1_000 * (1 + 1e-9) }
    let best = rows.filter { !$0.total.mean.isNaN }.min { $0.total.mean < $1.total.mean }
    return [
      ClaimResult(
        "limits-fig08-a",
        holds: hundred <= 2 * least && thousand >= 2 * hundred && beyond.allSatisfy(\.reached.isEmpty),
        "iterations \([least, hundred, thousand].map { SeriesTable.cell($0, digits: 4) }.joined(separator: ", ")) at ρ = 0.1, "
          + "100, 1,000; \(beyond.count { $0.reached.isEmpty }) of \(beyond.count) points above 1,000 fail"),
      ClaimResult("limits-fig08-b", value: best?.noiseRatio ?? .nan),
    ]
  }
}
