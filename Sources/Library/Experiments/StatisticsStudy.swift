import Datasets
import FigureKit

/// The trainings of DSC, Section V, and LIMITS, Section VI, whose gradient statistics several figures show, with their
/// parameters: figures that declare these share the runs through the cache.
public struct StatisticsStudy: Sendable {
  public static let workers = Parameter("workers", 10, in: 2...100, "workers in an iteration, K")
  public static let batchSize = Parameter(
    "batch_size", smoke: 8, standard: 128, paper: 128, in: 1...1_000, "pictures in a batch")
  public static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "the server's step size")
  public static let momentum = Parameter("momentum", 0.5, in: 0...0.999, "the server's momentum")
  public static let points = Parameter(
    "points", smoke: 4, standard: 40, paper: 200, in: 2...10_000, "points of a curve")
  public static let mlpRounds = Parameter(
    "mlp_rounds", smoke: 12, standard: 2_000, paper: 6_000, in: 2...1_000_000, "iterations of the MLP")
  public static let resNet20Rounds = Parameter(
    "resnet20_rounds", smoke: 3, standard: 80, paper: 10_000, in: 2...1_000_000, "iterations of ResNet-20")
  public static let resNet56Rounds = Parameter(
    "resnet56_rounds", smoke: 2, standard: 16, paper: 20_000, in: 2...1_000_000, "iterations of ResNet-56")
  public static let resNetPictures = Parameter(
    "resnet_pictures", smoke: 2_000, standard: 20_000, paper: 73_257, in: 2_000...100_000,
    "training pictures of the residual networks")
  public static let parameters: [any ParameterDeclaration] = [
    workers, batchSize, learningRate, momentum, points, mlpRounds, resNet20Rounds, resNet56Rounds, resNetPictures,
  ]
  public static let dataSets: [[DatasetName]] = [[.mnist], [.svhn, .cifar10], [.cifar10]]

  /// One training.
  public struct Curve: Sendable {
    public let model: ModelName
    /// The title of the pictures.
    public let dataset: String
    public let points: [StatisticsOverTraining.Point]
  }

  /// The trainings of the MLP, of ResNet-20 and of ResNet-56, one after the other.
  ///
  /// - Throws: `CancellationError`, or what the cache throws.
  public static func curves(_ context: FigureContext) async throws -> [Curve] {
    let cases: [(ModelName, Parameter<Int>)] = [
      (.mlp, mlpRounds), (.resNet20, resNet20Rounds), (.resNet56, resNet56Rounds),
    ]
    let progress = context.progress("training", total: cases.count)
    return try await context.mapInTurn(zip(cases, context.data.entries)) { item in
      defer { progress.advance() }
      let ((model, rounds), data) = item
      let training = StatisticsOverTraining(
        model: model, pictures: model == .mlp ? data.train.count : min(data.train.count, context[resNetPictures]),
        rounds: context[rounds], points: context[points], workers: context[workers], batchSize: context[batchSize],
        learningRate: Float(context[learningRate]), momentum: Float(context[momentum]), seed: context.seed)
      let points = try await training.result(on: data, cache: context.cache, jobs: context.jobs)
      return Curve(model: model, dataset: data.title, points: points)
    }
  }
}
