import FigureKit
import Parallelism

/// The trainings of DSC, Figure 11, that are coded as it is printed, beside those of ``CommunicationStudy/cases(_:)``.
extension CommunicationStudy {
  public static let topWorkers = Parameter("top_workers", 5, in: 1...100, "workers whose rates are estimated, K^top")
  public static let failureRate = Parameter(
    "failure_rate", 0.01, in: 1e-6...0.5, "share of blocks that may fail by the model")
  public static let lossyMLPEpochs = Parameter(
    "lossy_mlp_epochs", smoke: 1, standard: 2, paper: 50, in: 1...10_000,
    "epochs of the MLP with wrong bits delivered, at most those of the other")
  public static let lossyResNetEpochs = Parameter(
    "lossy_resnet_epochs", smoke: 1, standard: 1, paper: 50, in: 1...10_000,
    "epochs of the residual networks with wrong bits delivered, at most those of the others")
  public static let lossyParameters: [any ParameterDeclaration] = [
    topWorkers, failureRate, lossyMLPEpochs, lossyResNetEpochs,
  ]

  /// The trainings with normalised pixels, coded as printed, each on a thread of its own.
  ///
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public static func lossyResults(
    _ context: FigureContext
  ) async throws -> [(case: Case, epochs: [LossyTraining.Epoch])] {
    let cases = cases(context).filter { $0.training.pixels == .normalised }
    return try await context.parallelMap(cases.count, "lossy training") { index in
      var training = cases[index].training
      let schedule = training.schedule
      let epochs = context[training.model == .mlp ? lossyMLPEpochs : lossyResNetEpochs]
      training.schedule = EpochSchedule(
        pictures: schedule.pictures, picturesPerRound: schedule.picturesPerRound,
        epochs: min(epochs, schedule.epochs), wholeEpochs: schedule.epochs, stretch: 1)
      let lossy = LossyTraining(
        training, topWorkerCount: context[topWorkers], failureRate: context[failureRate])
      return (cases[index], try await lossy.result(on: cases[index].data, cache: context.cache, jobs: 1))
    }
  }
}
