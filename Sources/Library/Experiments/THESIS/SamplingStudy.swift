import Datasets
import FigureKit
import GradientStatistics

/// The trainings of THESIS, Figures 4.5 to 4.7, with their parameters: figures that declare these share the runs through the
/// cache.
///
/// After the last round the model is tested on all test pictures, before that, and in the smoke profile, on the first ones.
///
/// > Note: THESIS states neither rates nor lengths of these trainings. SGD's rate is the one of 0.03, 0.1 and 0.3 with
/// > which the baseline of LeNet with 4 workers learns best in the default profile, Adam's the one of 0.0003, 0.001 and
/// > 0.003 with which that of CifarNet does; all schemes have them.
public enum SamplingStudy {
  public static let pictures = Parameter(
    ThesisStudy.pictures.name, smoke: 40, standard: 20_000, paper: 60_000, in: 40...60_000, "training pictures of MNIST"
  )
  public static let batchSize = Parameter(
    ThesisStudy.batchSize.name, smoke: 20, standard: 128, paper: 128, in: 1...1_000, "pictures in a worker's batch")
  public static let epochs = Parameter("epochs", smoke: 1, standard: 3, paper: 50, in: 1...10_000, "epochs of FC")
  public static let leNetEpochs = Parameter(
    "lenet_epochs", smoke: 1, standard: 3, paper: 50, in: 1...10_000, "epochs of LeNet")
  public static let cifarEpochs = Parameter(
    "cifar_epochs", smoke: 1, standard: 2, paper: 50, in: 1...10_000, "epochs of CifarNet")
  public static let learningRate = Parameter("learning_rate", 0.1, in: 1e-6...10, "SGD's rate in the first epoch")
  public static let adamRate = Parameter("adam_rate", 0.001, in: 1e-6...10, "Adam's rate in the first epoch")
  public static let leNetRepetitions = Parameter(
    "lenet_repetitions", smoke: 1, standard: 1, paper: 10, in: 1...100, "trainings of LeNet by each scheme")
  public static let testsPerEpoch = Parameter(
    ThesisStudy.testsPerEpoch.name, smoke: 2, standard: 6, paper: 4, in: 1...1_000, "tests of the model in an epoch")
  public static let workers = Parameter("workers", smoke: 2, standard: 4, paper: 4, in: 1...100, "workers")

  /// Those of trainings on MNIST.
  public static let digitParameters: [any ParameterDeclaration] = [
    pictures, ThesisStudy.testPictures, epochs, leNetEpochs, batchSize, learningRate, ThesisStudy.rateDecay,
    testsPerEpoch, ThesisStudy.repetitions, leNetRepetitions,
  ]
  /// Those of trainings on CIFAR-10.
  public static let cifarParameters: [any ParameterDeclaration] = [
    ThesisStudy.cifarPictures, ThesisStudy.testPictures, cifarEpochs, batchSize, adamRate, ThesisStudy.rateDecay,
    testsPerEpoch, workers,
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
    let epochs =
      switch model {
      case .leNet: leNetEpochs
      case .cifarNet: cifarEpochs
      default: Self.epochs
      }
    let trial = ThesisStudy.trial(
      context, model, scheme, workers: workers, rule: model == .cifarNet ? .adam : .sgd,
      learningRate: context[model == .cifarNet ? adamRate : learningRate], epochs: context[epochs],
      repetition: repetition)
    var training = trial.training
    if context.profile != .smoke { training.finalTestPictures = trial.data.test.count }
    return ThesisStudy.Case(training: training, data: trial.data)
  }

  /// The curves of one network's schemes, of which the first is the baseline.
  public static func curves(
    _ context: FigureContext, _ model: ModelName, _ schemes: [ThesisScheme], repetitions: Int
  ) async throws -> [Row] {
    let curves = try await ThesisCurve.curves(context, schemes.count, repetitions: repetitions) {
      trial(context, model, schemes[$0], workers: context[workers], repetition: $1)
    }
    return curves.flatMap { curve in
      let advantage = curve.advantage(over: curves[0])
      return curve.rows.map { Row(row: $0, advantage: advantage) }
    }
  }

  /// One point of a curve, with what the scheme sent and how it does beside the baseline.
  public struct Row: FigureRow {
    public static let header =
      ThesisCurve.Row.header + ["sent_bit_per_number", "mean_above_baseline", "mean_above_baseline_standard_error"]
    public let row: ThesisCurve.Row
    /// How the mean accuracy over the points lies above the baseline's.
    let advantage: SampleSummary

    public var cells: [String] {
      row.cells
        + [row.curve.sentBitsPerNumber, advantage.mean, advantage.standardError].map { SeriesTable.cell($0, digits: 4) }
    }
  }
}
