// DSC, Figure 1 — Pearson correlation of two local gradients over the iterations of a training.
//
// Look for: the correlation falls as the training converges, and it is larger when the pictures are spread at random
// over the workers (IID) than when each worker holds two digits only (non-IID).
// Default profile: MLP on MNIST and ResNet-20 on SVHN or CIFAR-10, minutes on two cores. Paper profile: also ResNet-56
// on CIFAR-10, 300 repetitions, weeks.

import ArgumentParser
import Datasets
import Experiments
import FigureKit
import GradientStatistics

@main
struct Fig01: Figure {
  static let id = "dsc-fig01-pearson"
  static let caption = "Correlation of two workers' gradients over training, 10 workers, batch 20"
  static let dataSets: [[DatasetName]] = [[.mnist], [.svhn, .cifar10], [.cifar10]]

  // The experiment of DSC, Sections II-B and V-A.
  static let workers = Parameter("workers", 10, in: 2...100, "workers in an iteration, K")
  static let batchSize = Parameter("batch_size", smoke: 4, standard: 20, paper: 20, in: 1...20, "pictures in a batch")
  static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "the server's step size")
  static let momentum = Parameter("momentum", 0.5, in: 0...0.999, "the server's momentum")
  static let mlpRounds = Parameter(
    "mlp_rounds", smoke: 12, standard: 3_000, paper: 6_000, in: 2...1_000_000, "iterations of the MLP")
  static let resNetRounds = Parameter(
    "resnet_rounds", smoke: 3, standard: 50, paper: 20_000, in: 2...1_000_000, "iterations of the residual networks")
  static let resNetPictures = Parameter(
    "resnet_pictures", smoke: 2_000, standard: 5_000, paper: 73_257, in: 2_000...100_000,
    "training pictures of the residual networks")
  static let mlpRepetitions = Parameter(
    "mlp_repetitions", smoke: 2, standard: 10, paper: 300, in: 1...100_000, "trainings of the MLP")
  static let resNetRepetitions = Parameter(
    "resnet_repetitions", smoke: 2, standard: 3, paper: 300, in: 1...100_000, "trainings of the residual networks")
  static let points = Parameter(
    "points", smoke: 3, standard: 60, paper: 200, in: 2...10_000, "points of a curve")
  static let parameters: [any ParameterDeclaration] = [
    workers, batchSize, learningRate, momentum, mlpRounds, resNetRounds, resNetPictures, mlpRepetitions,
    resNetRepetitions, points,
  ]

  @OptionGroup var options: FigureOptions

  struct Row: FigureRow {
    static let header = [
      "iteration", "dataset", "model", "partition", "repetitions", "pearson_mean", "pearson_sd", "loss_mean",
    ]
    /// From 1.
    let iteration: Int
    let dataset: String, model: String, partition: String
    /// The correlation and the loss in each training.
    let pearson: [Double], loss: [Double]
    var cells: [String] {
      let summary = SampleSummary(pearson)
      return ["\(iteration)", dataset, model, partition, "\(summary.count)"]
        + [summary.mean, summary.deviation, SampleSummary(loss).mean].map { SeriesTable.cell($0, digits: 6) }
    }
  }

  /// The trainings of one curve.
  private struct Curve {
    let data: FigureData.Entry
    let trainings: [GradientCorrelation]
  }

  func compute(_ context: FigureContext) async throws -> [Row] {
    let curves = curves(context)
    let runs = curves.flatMap { curve in curve.trainings.map { (curve.data, $0) } }
    let results = try await context.parallelMap(runs.count, "training") { index in
      try await runs[index].1.result(on: runs[index].0, cache: context.cache)
    }
    var rest = results[...]
    return curves.flatMap { curve in
      defer { rest = rest.dropFirst(curve.trainings.count) }
      return rows(curve, Array(rest.prefix(curve.trainings.count)))
    }
  }

  private func curves(_ context: FigureContext) -> [Curve] {
    var cases: [(model: ModelName, data: FigureData.Entry)] = [
      (.mlp, context.data.entries[0]), (.resNet20, context.data.entries[1]),
    ]
    if context.profile == .paper { cases.append((.resNet56, context.data.entries[2])) }
    return cases.flatMap { model, data in
      GradientCorrelation.Spread.allCases.map { spread in
        let isMLP = model == .mlp
        let repetitions = context[isMLP ? Self.mlpRepetitions : Self.resNetRepetitions]
        return Curve(
          data: data,
          trainings: (0..<repetitions).map { repetition in
            GradientCorrelation(
              model: model, spread: spread,
              pictures: isMLP ? data.train.count : min(data.train.count, context[Self.resNetPictures]),
              rounds: context[isMLP ? Self.mlpRounds : Self.resNetRounds], points: context[Self.points],
              workers: context[Self.workers], batchSize: context[Self.batchSize],
              learningRate: Float(context[Self.learningRate]), momentum: Float(context[Self.momentum]),
              seed: context.seed, repetition: repetition)
          })
      }
    }
  }

  private func rows(_ curve: Curve, _ results: [GradientCorrelation.Result]) -> [Row] {
    results[0].iterations.indices.map { point in
      Row(
        iteration: results[0].iterations[point] + 1, dataset: curve.data.title,
        model: curve.trainings[0].model.rawValue, partition: curve.trainings[0].spread.rawValue,
        pearson: results.map { $0.pearson[point] }, loss: results.map { $0.loss[point] })
    }
  }

  func plot(_ rows: [Row]) -> Plot {
    Plot(
      panels: models(rows).map { model in
        let curves = rows.filter { $0.model == model }
        return Plot.Panel(
          "\(model) on \(curves[0].dataset)",
          x: .init("iteration", .logarithmic, from: 1, to: curves.map { Double($0.iteration) }.max()),
          y: .init("Pearson correlation (mean ± sd)"),
          series: GradientCorrelation.Spread.allCases.map { spread in
            .init(
              spread == .iid ? "IID" : "non-IID", x: "iteration", y: "pearson_mean",
              rows: ["model": model, "partition": spread.rawValue], spread: .band("pearson_sd"),
              dashed: spread == .nonIID)
          })
      })
  }

  /// Rules: (a) holds if on every curve the mean over the first tenth of a training's points exceeds that over the last
  /// tenth, (b) if for every model the mean over a training's points is larger with IID shards than without; both by more
  /// than two standard errors over the trainings.
  func claims(_ rows: [Row]) -> [ClaimResult] {
    var falls: [(holds: Bool, shown: String)] = [], gaps: [(holds: Bool, shown: String)] = []
    for model in models(rows) {
      let curves = GradientCorrelation.Spread.allCases.map { spread in
        let curve = rows.filter { $0.model == model && $0.partition == spread.rawValue }
        let tenth = max(1, curve.count / 10)
        let (first, last) = (means(curve.prefix(tenth)), means(curve.suffix(tenth)))
        let fall = SampleSummary(zip(first, last).map { $0 - $1 })
        falls.append(
          (
            fall.mean > 2 * fall.standardError,
            "\(model) \(spread.rawValue) \(shown(SampleSummary(first))) → \(shown(SampleSummary(last)))"
          ))
        return SampleSummary(means(curve[...]))
      }
      let (iid, nonIID) = (curves[0], curves[1])
      let error = (iid.standardError * iid.standardError + nonIID.standardError * nonIID.standardError).squareRoot()
      gaps.append((iid.mean - nonIID.mean > 2 * error, "\(model) IID \(shown(iid)), non-IID \(shown(nonIID))"))
    }
    return zip(["dsc-fig01-a", "dsc-fig01-b"], [falls, gaps]).map { id, parts in
      ClaimResult(id, holds: parts.allSatisfy(\.holds), parts.map(\.shown).joined(separator: "; "))
    }
  }

  /// The mean over some points of a curve in each training.
  private func means(_ points: ArraySlice<Row>) -> [Double] {
    (points.first?.pearson ?? []).indices.map { training in SampleSummary(points.map { $0.pearson[training] }).mean }
  }

  private func shown(_ summary: SampleSummary) -> String {
    "\(SeriesTable.cell(summary.mean, digits: 3)) ± \(SeriesTable.cell(summary.standardError, digits: 2))"
  }

  private func models(_ rows: [Row]) -> [String] {
    rows.map(\.model).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
