import Datasets
import DistributedSourceCoding
import FigureKit

/// The trainings of DSC, Figures 11 and 12, with their parameters: figures that declare these share the runs through the
/// cache.
public struct CommunicationStudy: Sendable {
  public static let workers = Parameter(
    "workers", smoke: 2, standard: 10, paper: 10, in: 2...100, "workers in a round, K")
  public static let shards = Parameter(
    "shards", smoke: 2, standard: 10, paper: 100, in: 2...1_000, "workers in all, at least K, a shard of pictures each")
  public static let batchSize = Parameter(
    "batch_size", smoke: 8, standard: 128, paper: 128, in: 1...1_000, "pictures in a batch")
  public static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "the server's step size")
  public static let momentum = Parameter("momentum", 0.5, in: 0...0.999, "the server's momentum")
  public static let wholeEpochs = Parameter(
    "whole_epochs", smoke: 0, standard: 1, paper: 1_000_000, in: 0...1_000_000,
    "epochs of the MLP, from the first, in which every round is coded by every scheme")
  public static let resNetWholeEpochs = Parameter(
    "resnet_whole_epochs", smoke: 0, standard: 0, paper: 1_000_000, in: 0...1_000_000,
    "the same of the residual networks")
  public static let stretch = Parameter(
    "stretch", smoke: 1, standard: 3, paper: 8, in: 1...1_000_000, "rounds coded in the middle of each later epoch")
  public static let mlpPictures = Parameter(
    "mlp_pictures", smoke: 48, standard: 60_000, paper: 60_000, in: 16...60_000, "training pictures of the MLP")
  public static let mlpEpochs = Parameter(
    "mlp_epochs", smoke: 2, standard: 20, paper: 50, in: 1...10_000, "epochs of the MLP, pixels normalised")
  public static let unitEpochs = Parameter(
    "unit_epochs", smoke: 1, standard: 22, paper: 50, in: 1...10_000, "epochs of the MLP, pixels in [0, 1]")
  public static let resNetPictures = Parameter(
    "resnet_pictures", smoke: 16, standard: 10_240, paper: 73_257, in: 16...100_000,
    "training pictures of the residual networks")
  public static let resNetEpochs = Parameter(
    "resnet_epochs", smoke: 1, standard: 5, paper: 50, in: 1...10_000, "epochs of the residual networks")
  public static let resNetTestPictures = Parameter(
    "resnet_test_pictures", smoke: 20, standard: 2_000, paper: 100_000, in: 1...100_000,
    "test pictures of the residual networks")
  public static let mlpAccuracy = Parameter(
    "mlp_accuracy", smoke: 0.1, standard: 0.9, paper: 0.9, in: 0...1,
    "test accuracy to which the MLP's bits are summed")
  public static let resNetAccuracy = Parameter(
    "resnet_accuracy", smoke: 0.1, standard: 0.3, paper: 0.6, in: 0...1,
    "test accuracy to which the residual networks' bits are summed")
  public static let parameters: [any ParameterDeclaration] = [
    workers, shards, batchSize, learningRate, momentum, wholeEpochs, resNetWholeEpochs, stretch, mlpPictures, mlpEpochs,
    unitEpochs, resNetPictures, resNetEpochs, resNetTestPictures, mlpAccuracy, resNetAccuracy,
  ]
  public static let dataSets: [[DatasetName]] = [[.mnist], [.svhn, .cifar10], [.cifar10]]

  /// One training and its place in the data.
  public struct Case: Sendable {
    public let training: CommunicationTraining
    public let data: FigureData.Entry
    /// The test accuracy to which bits are summed.
    public let targetAccuracy: Double

    /// What tells it from the others: the network, and the pixels where they are not normalised.
    public var name: String {
      training.model.rawValue + (training.pixels == .normalised ? "" : ", pixels \(training.pixels.rawValue)")
    }
  }

  /// The trainings: the MLP with either kind of pixels, ResNet-20 and ResNet-56.
  public static func cases(_ context: FigureContext) -> [Case] {
    let kinds: [(ModelName, CommunicationTraining.Pixels, Parameter<Int>, FigureData.Entry)] = [
      (.mlp, .normalised, mlpEpochs, context.data.entries[0]), (.mlp, .unit, unitEpochs, context.data.entries[0]),
      (.resNet20, .normalised, resNetEpochs, context.data.entries[1]),
      (.resNet56, .normalised, resNetEpochs, context.data.entries[2]),
    ]
    return kinds.map { model, pixels, epochs, data in
      let isMLP = model == .mlp
      let schedule = EpochSchedule(
        pictures: min(data.train.count, context[isMLP ? mlpPictures : resNetPictures]),
        picturesPerRound: context[workers] * context[batchSize], epochs: context[epochs],
        wholeEpochs: context[isMLP ? wholeEpochs : resNetWholeEpochs], stretch: context[stretch])
      return Case(
        training: CommunicationTraining(
          model: model, pixels: pixels, schedule: schedule,
          testPictures: isMLP ? data.test.count : min(data.test.count, context[resNetTestPictures]),
          shards: max(context[shards], context[workers]), workers: context[workers],
          learningRate: Float(context[learningRate]), momentum: Float(context[momentum]), seed: context.seed),
        data: data, targetAccuracy: context[isMLP ? mlpAccuracy : resNetAccuracy])
    }
  }

  /// The results of all ``cases(_:)``, one after the other.
  ///
  /// - Throws: ``CommunicationError``, `CodecError`, `CancellationError`, or what the cache throws.
  public static func results(_ context: FigureContext) async throws -> [(case: Case, result: CommunicationResult)] {
    let cases = cases(context), code = DistributedSignCodec.defaultCode
    let progress = context.progress("training", total: cases.count)
    return try await context.mapInTurn(cases) { item in
      defer { progress.advance() }
      let result = try await item.training.result(
        on: item.data, code: code, cache: context.cache, jobs: context.jobs)
      return (item, result)
    }
  }
}
