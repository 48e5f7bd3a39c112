import Datasets
import FigureKit

/// The trainings of CO3, Sections III to V, with their parameters: figures that declare these share the runs through the
/// cache. In the smoke profile ResNet-20 stands for each of the networks.
public struct CO3Study: Sendable {
  public static let denseNet = Parameter(
    "densenet", smoke: ModelName.resNet20, standard: .denseNet121, paper: .denseNet121, "the network of Figures 2 and 4"
  )
  public static let resNet = Parameter(
    "resnet", smoke: ModelName.resNet20, standard: .resNet50V2, paper: .resNet50V2,
    "the network of Figures 1, 10, 11 and 13")
  public static let nasNet = Parameter(
    "nasnet", smoke: ModelName.resNet20, standard: .nasNetMobile, paper: .nasNetMobile,
    "the network of Figures 1, 3, 5, 7-9 and 14-16 and of Table IV")
  public static let users = Parameter("users", 2, in: 1...100, "users U; R is one user's")
  public static let batchSize = Parameter(
    "batch_size", smoke: 4, standard: 64, paper: 64, in: 1...1_000, "pictures in a user's batch")
  public static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "the server's step size")
  public static let momentDecay = Parameter(
    "moment_decay", 0.9, in: 0...0.9999, "share of a moving moment that stays in a round")
  public static let pictures = Parameter(
    "pictures", smoke: 8, standard: 5_000, paper: 50_000, in: 8...100_000, "training pictures")
  public static let testPictures = Parameter(
    "test_pictures", smoke: 20, standard: 1_000, paper: 10_000, in: 1...100_000, "test pictures")
  public static let epochs = Parameter("epochs", smoke: 2, standard: 5, paper: 150, in: 1...10_000, "epochs")
  public static let refreshEpochs = Parameter(
    "refresh_epochs", smoke: 5, standard: 1, paper: 5, in: 1...1_000,
    "epochs after which laws, scales and codes are fitted anew")
  public static let nullRepetitions = Parameter(
    "null_repetitions", smoke: 2, standard: 20, paper: 100, in: 1...10_000,
    "samples drawn from each fitted law for the distance of a true one")
  public static let parameters: [any ParameterDeclaration] = [
    denseNet, resNet, nasNet, users, batchSize, learningRate, momentDecay, pictures, testPictures, epochs,
    refreshEpochs,
    nullRepetitions,
  ]
  public static let dataSets: [[DatasetName]] = [[.cifar10]]

  /// The memory decay coefficients γ of Figures 13 to 15.
  public static let decays = [1, 0.9, 0.7, 0.5, 0]

  /// One training with the parameters of a figure.
  public static func training(_ context: FigureContext, _ model: ModelName, _ scheme: CO3Scheme) -> CO3Training {
    let data = context.data[.cifar10]
    return CO3Training(
      model: model, scheme: scheme, pictures: min(context[pictures], data.train.count),
      testPictures: min(context[testPictures], data.test.count), epochs: context[epochs], users: context[users],
      batchSize: context[batchSize], learningRate: Float(context[learningRate]),
      momentDecay: Float(context[momentDecay]),
      capturedEpochs: isCaptured(model, scheme, context) ? Array(1...context[epochs]) : [],
      refreshEpochs: context[refreshEpochs], nullRepetitions: context[nullRepetitions], seed: context.seed)
  }

  /// Whether figures show distributions of a training: those with whole gradients, and NASNetMobile with the schemes of Figures
  /// 7 to 9.
  private static func isCaptured(_ model: ModelName, _ scheme: CO3Scheme, _ context: FigureContext) -> Bool {
    scheme == .fullComputation || model == context[nasNet] && feedbackSchemes.contains(scheme)
  }

  /// The schemes of Figures 7, 8 and 9.
  public static let feedbackSchemes: [CO3Scheme] = [
    .converted(.fp4, decay: 0.9), .converted(.fp4, decay: 0.7), .converted(.fp8, decay: 0.7),
  ]

  /// The results of trainings, as many at a time as there are threads; the last one takes what threads are left.
  ///
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public static func results(_ context: FigureContext, _ trainings: [CO3Training]) async throws -> [CO3Result] {
    let data = context.data[.cifar10]
    return try await context.parallelMap(trainings.count, "training") { index in
      try await trainings[index].result(on: data, cache: context.cache, jobs: context.jobs)
    }
  }

  /// The epochs that stand for the paper's 2, 50 and 100: these where there are as many, else a fifth, a half and the end.
  public static func shownEpochs(_ context: FigureContext) -> [Int] {
    let count = context[epochs]
    let shown = count >= 100 ? [2, 50, 100] : [(count + 4) / 5, (count + 1) / 2, count]
    return shown.enumerated().filter { !shown.prefix($0.offset).contains($0.element) }.map(\.element)
  }
}
