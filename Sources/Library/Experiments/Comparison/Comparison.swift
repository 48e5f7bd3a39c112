import Datasets
import FigureKit
import GradientStatistics

/// Accuracy against bits really sent, of any codecs: the trainings and the table of `telegrad-compare`.
public enum Comparison {
  public static let codecs = Parameter(
    "codecs", smoke: "uncoded,signs", standard: "uncoded,signs,qsg,co3-fp4,isgq,qcs",
    paper: "uncoded,signs,qsg,co3-fp4,isgq,qcs", "names between commas")
  public static let model = Parameter("model", ModelName.mlp, "network")
  public static let rounds = Parameter("rounds", smoke: 4, standard: 200, paper: 2_000, in: 1...1_000_000, "rounds")
  public static let workers = Parameter("workers", smoke: 2, standard: 10, paper: 10, in: 1...1_000, "workers")
  public static let batchSize = Parameter(
    "batch_size", smoke: 10, standard: 20, paper: 20, in: 1...10_000, "pictures in a worker's batch")
  public static let seeds = Parameter("seeds", smoke: 2, standard: 3, paper: 10, in: 1...100, "trainings of a codec")
  public static let tests = Parameter("tests", smoke: 2, standard: 20, paper: 40, in: 1...10_000, "tests of the model")
  public static let learningRate = Parameter("learning_rate", 0.05, in: 1e-6...10, "the server's rate")
  public static let momentum = Parameter("momentum", 0.5, in: 0...0.999, "the server's momentum")
  public static let pictures = Parameter(
    "pictures", smoke: 200, standard: 20_000, paper: 60_000, in: 10...60_000, "training pictures")
  public static let testPictures = Parameter(
    "test_pictures", smoke: 100, standard: 2_000, paper: 10_000, in: 10...10_000, "test pictures")
  public static let parameters: [any ParameterDeclaration] = [
    codecs, model, rounds, workers, batchSize, seeds, tests, learningRate, momentum, pictures, testPictures,
  ]

  /// One test of a codec's trainings.
  public struct Row: FigureRow {
    public static let header = [
      "codec", "round", "accuracy", "accuracy_sd", "seeds", "worker_mbit", "total_mbit", "uplink_bit", "downlink_bit",
      "model", "workers", "dataset",
    ]
    public let codec: String
    /// The same test in each training.
    public let points: [ComparisonTraining.Point]
    public let model: ModelName, workers: Int, dataset: String

    public init(
      codec: String, points: [ComparisonTraining.Point], model: ModelName, workers: Int, dataset: String
    ) {
      self.codec = codec
      self.points = points
      self.model = model
      self.workers = workers
      self.dataset = dataset
    }

    private func mean(_ value: (ComparisonTraining.Point) -> Double) -> Double {
      SampleSummary(points.map(value)).mean
    }

    public var cells: [String] {
      let accuracy = SampleSummary(points.map(\.accuracy))
      let uplink = mean { Double($0.uplinkBits) }, downlink = mean { Double($0.downlinkBits) }
      let megabits = (uplink + downlink) / 1e6
      return [
        codec, "\(points[0].round)", SeriesTable.cell(accuracy.mean, digits: 4),
        SeriesTable.cell(points.count > 1 ? accuracy.deviation : 0, digits: 3), "\(points.count)",
        SeriesTable.cell(megabits / Double(workers), digits: 6), SeriesTable.cell(megabits, digits: 6),
        SeriesTable.cell(uplink, digits: 9), SeriesTable.cell(downlink, digits: 9), model.rawValue, "\(workers)",
        dataset,
      ]
    }
  }

  /// Trains with each codec, and gives the tests in the order of codecs and rounds.
  ///
  /// - Throws: `FigureError` for a codec that there is not, or batches that are more than the pictures; what trainings throw.
  public static func rows(_ context: FigureContext, on data: FigureData.Entry) async throws -> [Row] {
    let codecs = try NamedCodec.named(context[codecs]), seeds = context[seeds]
    let trainings = try codecs.map { codec in
      try (0..<seeds).map { repetition in
        try training(
          of: codec, model: context[model], context.parameters, seed: context.seed, repetition: repetition, on: data)
      }
    }
    let results = try await context.parallelMap(codecs.count * seeds, "training") { index in
      let training = trainings[index / seeds][index % seeds]
      return try await training.points(on: data, cache: context.cache, jobs: context.jobs)
    }
    return codecs.indices.flatMap { place in
      let trainings = results[place * seeds..<(place + 1) * seeds]
      return (trainings.first ?? []).indices.map { test in
        Row(
          codec: codecs[place].name, points: trainings.map { $0[test] }, model: context[model],
          workers: context[workers], dataset: data.title)
      }
    }
  }

  /// The training of a codec that parameters describe.
  ///
  /// - Throws: `FigureError` for batches that are more than the pictures.
  public static func training(
    of codec: NamedCodec, model: ModelName, _ parameters: ParameterSet, seed: UInt64, repetition: Int,
    on data: FigureData.Entry
  ) throws(FigureError) -> ComparisonTraining {
    let pictures = min(parameters[pictures], data.train.count)
    guard parameters[workers] * parameters[batchSize] <= pictures else {
      throw .invalidParameter(
        name: batchSize.name, value: "\(parameters[batchSize])",
        expected: "batches of all workers within \(pictures)")
    }
    return ComparisonTraining(
      codec: codec.name, model: model, workers: parameters[workers], batchSize: parameters[batchSize],
      rounds: parameters[rounds], evaluationInterval: max(1, parameters[rounds] / parameters[tests]),
      learningRate: Float(parameters[learningRate]), momentum: Float(parameters[momentum]), pictures: pictures,
      testPictures: min(parameters[testPictures], data.test.count), seed: seed, repetition: repetition)
  }

  /// Accuracy against the bits of one worker, and against those of all; bands are standard deviations over seeds.
  public static func plot(_ rows: [Row]) -> Plot {
    var codecs: [String] = []
    for row in rows where !codecs.contains(row.codec) { codecs.append(row.codec) }
    func panel(_ title: String, _ column: String) -> Plot.Panel {
      Plot.Panel(
        title, x: .init("sent in both directions (Mbit)", .logarithmic), y: .init("test accuracy", from: 0, to: 1),
        series: codecs.enumerated().map { place, codec in
          // Every second seven are dashed, for then colours begin again.
          Plot.Series(
            codec, x: column, y: "accuracy", rows: ["codec": codec], spread: .band("accuracy_sd"),
            dashed: place / 7 % 2 == 1)
        }, key: .below)
    }
    let workers = rows.first?.workers ?? 0
    return Plot(
      panels: [panel("one worker", "worker_mbit"), panel("all \(workers) workers", "total_mbit")],
      panelHeight: 500 + 15 * codecs.count)
  }
}
