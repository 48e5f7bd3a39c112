import Datasets
import DistributedLearning
import FigureKit

/// The trainings of THESIS, Chapters 2 and 3, with their parameters: figures that declare these share the runs through the
/// cache.
///
/// > Note: Chapter 2 divides 200 pictures a round among the workers, Chapter 3 gives each worker 128. Chapter 3 does not say how
/// > the rate falls; here as in Chapter 2.
public struct ThesisStudy: Sendable {
  public static let pictures = Parameter(
    "pictures", smoke: 100, standard: 20_000, paper: 60_000, in: 100...60_000, "training pictures of MNIST")
  public static let cifarPictures = Parameter(
    "cifar_pictures", smoke: 40, standard: 10_000, paper: 50_000, in: 40...50_000, "training pictures of CIFAR-10")
  public static let testPictures = Parameter(
    "test_pictures", smoke: 40, standard: 1_000, paper: 10_000, in: 10...10_000, "test pictures")
  public static let epochs = Parameter(
    "epochs", smoke: 1, standard: 5, paper: 50, in: 1...10_000, "epochs of networks without convolutions")
  public static let convolutionEpochs = Parameter(
    "convolution_epochs", smoke: 1, standard: 2, paper: 50, in: 1...10_000, "epochs of LeNet and CifarNet")
  public static let roundPictures = Parameter(
    "round_pictures", smoke: 40, standard: 200, paper: 200, in: 1...10_000,
    "pictures in a round of all workers, in Chapter 2")
  public static let batchSize = Parameter(
    "batch_size", smoke: 10, standard: 128, paper: 128, in: 1...1_000, "pictures in a worker's batch, in Chapter 3")
  public static let learningRate = Parameter("learning_rate", 0.01, in: 1e-6...10, "SGD's rate in the first epoch")
  public static let adamRate = Parameter("adam_rate", 0.01, in: 1e-6...10, "Adam's rate in the first epoch")
  public static let rateDecay = Parameter("rate_decay", 0.9, in: 0.01...1, "factor of the rate for each further epoch")
  public static let testsPerEpoch = Parameter(
    "tests_per_epoch", smoke: 2, standard: 4, paper: 4, in: 1...1_000, "tests of the model in an epoch")
  /// Not among ``parameters``: figures that repeat trainings declare it.
  public static let repetitions = Parameter(
    "repetitions", smoke: 2, standard: 3, paper: 10, in: 1...100, "trainings of a scheme")
  public static let parameters: [any ParameterDeclaration] = [
    pictures, cifarPictures, testPictures, epochs, convolutionEpochs, roundPictures, batchSize, learningRate, adamRate,
    rateDecay,
    testsPerEpoch,
  ]

  /// A training and its data.
  public struct Case: Sendable {
    public let training: ThesisTraining
    public let data: FigureData.Entry
  }

  /// One training with the parameters of a figure.
  ///
  /// - Parameters:
  ///   - batch: Pictures in a worker's batch; nil stands for Chapter 3's.
  ///   - finalTest: Whether the model is tested at the end alone, on all test pictures.
  public static func trial(
    _ context: FigureContext, _ model: ModelName, _ scheme: ThesisScheme, workers: Int, batch: BatchDivision? = nil,
    rule: ThesisTraining.Rule = .sgd, learningRate: Double? = nil, epochs: Int? = nil, finalTest: Bool = false,
    probe: ThesisProbe = .none,
    repetition: Int = 0
  ) -> Case {
    let data = context.data[model == .cifarNet ? .cifar10 : .mnist]
    let pictures = min(data.train.count, context[model == .cifarNet ? cifarPictures : Self.pictures])
    let batch = batch ?? .each(context[batchSize])
    let round = batch.sizes(workerCount: workers).reduce(0, +)
    let isConvolutional = model == .leNet || model == .cifarNet
    let training = ThesisTraining(
      model: model, scheme: scheme, workers: workers, batch: batch, rule: rule,
      learningRate: Float(learningRate ?? context[rule == .sgd ? Self.learningRate : adamRate]),
      rateDecay: Float(context[rateDecay]),
      pictures: pictures, testPictures: finalTest ? data.test.count : min(data.test.count, context[testPictures]),
      epochs: epochs ?? context[isConvolutional ? convolutionEpochs : Self.epochs],
      evaluationInterval: finalTest ? .max : max(1, pictures / round / context[testsPerEpoch]), probe: probe,
      seed: context.seed, repetition: repetition)
    return Case(training: training, data: data)
  }

  /// Batches of Chapter 2: the pictures of a round, divided among the workers.
  public static func divided(_ context: FigureContext) -> BatchDivision { .total(context[roundPictures]) }

  /// The results of trainings, as many at a time as there are threads; the last one takes what threads are left.
  ///
  /// - Throws: `CodecError`, `CancellationError`, or what the cache throws.
  public static func results(_ context: FigureContext, _ cases: [Case]) async throws -> [ThesisResult] {
    try await context.parallelMap(cases.count, "training") { index in
      try await cases[index].training.result(on: cases[index].data, cache: context.cache, jobs: context.jobs)
    }
  }
}
