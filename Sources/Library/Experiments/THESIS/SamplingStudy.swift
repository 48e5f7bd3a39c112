import Datasets
import FigureKit

/// The trainings of THESIS, Figures 4.5 to 4.7, with their parameters: figures that declare these share the runs through the
/// cache.
///
/// After the last round the model is tested on all test pictures, before that on the first ones.
///
/// > Note: THESIS states neither rates nor lengths of these trainings. The rates are those of 0.01, 0.03, 0.1 and 0.3 (SGD) and of
/// > 0.0003, 0.001 and 0.003 (Adam) with which the baseline of 4 workers learns best in the default profile; all schemes have them.
public enum SamplingStudy {
  public static let epochs = Parameter("epochs", smoke: 1, standard: 3, paper: 50, in: 1...10_000, "epochs of FC")
  public static let leNetEpochs = Parameter(
    "lenet_epochs", smoke: 1, standard: 3, paper: 50, in: 1...10_000, "epochs of LeNet")
  public static let cifarEpochs = Parameter(
    "cifar_epochs", smoke: 1, standard: 2, paper: 50, in: 1...10_000, "epochs of CifarNet")
  public static let learningRate = Parameter("learning_rate", 0.1, in: 1e-6...10, "SGD's rate in the first epoch")
  public static let adamRate = Parameter("adam_rate", 0.001, in: 1e-6...10, "Adam's rate in the first epoch")
  public static let leNetRepetitions = Parameter(
    "lenet_repetitions", smoke: 1, standard: 1, paper: 10, in: 1...100, "trainings of LeNet by each scheme")
  public static let workers = Parameter("workers", smoke: 2, standard: 4, paper: 4, in: 1...100, "workers")

  /// Those of trainings on MNIST.
  public static let digitParameters: [any ParameterDeclaration] = [
    ThesisStudy.pictures, ThesisStudy.testPictures, epochs, leNetEpochs, ThesisStudy.batchSize, learningRate,
    ThesisStudy.rateDecay, ThesisStudy.testsPerEpoch, ThesisStudy.repetitions, leNetRepetitions,
  ]
  /// Those of trainings on CIFAR-10.
  public static let cifarParameters: [any ParameterDeclaration] = [
    ThesisStudy.cifarPictures, ThesisStudy.testPictures, cifarEpochs, ThesisStudy.batchSize, adamRate,
    ThesisStudy.rateDecay, ThesisStudy.testsPerEpoch, workers,
  ]

  /// What both figures of trainings on MNIST draw.
  public static let schemes: [ThesisScheme] = [
    .baseline, .sampled(.first), .sampled(.threeLevels), .stochastic(extent: 1), .oneBit,
  ]

  /// The networks on MNIST, and how often each is trained.
  public static func networks(_ context: FigureContext) -> [(model: ModelName, repetitions: Int)] {
    [(.fc1000, context[ThesisStudy.repetitions]), (.leNet, context[leNetRepetitions])]
  }

  /// One training with the parameters of a figure: CifarNet by Adam, the others by SGD.
  public static func trial(
    _ context: FigureContext, _ model: ModelName, _ scheme: ThesisScheme, workers: Int, repetition: Int = 0
  ) -> ThesisStudy.Case {
    let epochs = switch model {
    case .leNet: leNetEpochs
    case .cifarNet: cifarEpochs
    default: Self.epochs
    }
    let trial = ThesisStudy.trial(
      context, model, scheme, workers: workers, rule: model == .cifarNet ? .adam : .sgd,
      learningRate: context[model == .cifarNet ? adamRate : learningRate], epochs: context[epochs],
      repetition: repetition)
    var training = trial.training
    training.finalTestPictures = trial.data.test.count
    return ThesisStudy.Case(training: training, data: trial.data)
  }
}
