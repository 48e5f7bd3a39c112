import Datasets
import FigureKit

/// The trainings whose signals THESIS, Figures 3.2, 3.3 and B.1 show, with their parameters: figures that declare these share
/// the runs through the cache.
public struct SignalStudy: Sendable {
  public static let repetitions = Parameter("repetitions", smoke: 1, standard: 4, paper: 20, in: 1...1_000, "trainings")
  public static let pictures = Parameter(
    "pictures", smoke: 500, standard: 20_000, paper: 60_000, in: 32...100_000, "training pictures")
  public static let testPictures = Parameter(
    "test_pictures", smoke: 200, standard: 2_000, paper: 10_000, in: 1...100_000, "test pictures")
  public static let epochs = Parameter("epochs", smoke: 3, standard: 5, paper: 20, in: 1...10_000, "epochs")
  public static let batchSize = Parameter(
    "batch_size", smoke: 32, standard: 128, paper: 128, in: 1...4_096, "pictures in a batch, L")
  public static let learningRate = Parameter(
    "learning_rate", smoke: 0.1, standard: 0.01, paper: 0.01, in: 1e-6...10, "step size, times 0.9 an epoch")
  public static let checkInterval = Parameter(
    "check_interval", smoke: 3, standard: 1, paper: 1, in: 1...10_000, "rounds between two looks at the accuracy")
  public static let levels = Parameter(
    "levels", smoke: 2, standard: 5, paper: 5, in: 1...8, "greatest number K of levels to either side of zero")
  public static let batches = Parameter(
    "batches", smoke: 1, standard: 3, paper: 20, in: 1...1_000, "batches in a stage")
  public static let marginalPictures = Parameter(
    "marginal_pictures", smoke: 64, standard: 1_000, paper: 5_000, in: 1...60_000,
    "pictures of which marginals are taken")
  public static let nullRepetitions = Parameter(
    "null_repetitions", smoke: 1, standard: 2, paper: 10, in: 1...1_000,
    "samples drawn from each fitted law for the distance of a true one")
  public static let parameters: [any ParameterDeclaration] = [
    repetitions, pictures, testPictures, epochs, batchSize, learningRate, checkInterval, levels, batches,
    marginalPictures, nullRepetitions,
  ]
  public static let dataSets: [[DatasetName]] = [[.mnist]]

  /// The accuracies that make a stage; that of the thesis' figures is the second.
  public static let accuracies = [0.2, 0.4, 0.8]
  /// The names of all stages in order, whether or not a training reached them.
  public static let stageNames = (0...accuracies.count + 1).map { SignalStage.name($0, accuracies) }

  /// The stages of each training, as many trainings at a time as there are threads.
  ///
  /// - Throws: `CodecError`, `LawFitError`, `CancellationError`, or what the cache throws.
  public static func trainings(_ context: FigureContext) async throws -> [[SignalStage]] {
    let data = context.data[.mnist]
    return try await context.parallelMap(context[repetitions], "training") { repetition in
      try await SignalStatistics(
        pictures: context[pictures], testPictures: context[testPictures], epochs: context[epochs],
        batchSize: context[batchSize], learningRate: Float(context[learningRate]), accuracies: accuracies,
        checkInterval: context[checkInterval], levels: context[levels], batches: context[batches],
        marginalPictures: context[marginalPictures], nullRepetitions: context[nullRepetitions],
        repetition: repetition, seed: context.seed
      ).stages(on: data, cache: context.cache)
    }
  }

  /// The stages of a name over all trainings that reached it.
  public static func stages(_ name: String, of trainings: [[SignalStage]]) -> [SignalStage] {
    trainings.flatMap { $0.filter { $0.name == name } }
  }

  /// The stages that are shown, of those that were reached: the thesis' 40 %, or the last before, and the last of all.
  public static func shownStages(among reached: some Sequence<String>) -> [String] {
    let reached = Set(reached), names = stageNames.filter(reached.contains)
    guard let last = names.last, let first = stageNames.prefix(3).last(where: reached.contains) else { return [] }
    return first == last ? [last] : [first, last]
  }
}
