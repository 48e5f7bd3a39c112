import FigureKit

/// The experiment of THESIS, Figure 6.3, with its parameters: all schemes with the clover, RePurpose by edges also with the
/// wave.
///
/// > Note: THESIS gives neither region nor network nor training. The numbers of epochs are those with which the undivided
/// > network reaches the 94.5 % of the thesis, on 2,000 locations; nothing else was adjusted to a number of the thesis.
/// > Labels have no noise: the errors that are left lie along the boundary, which so short a training does not find.
public enum TwoSensorStudy {
  public static let hiddenUnits = Parameter(
    "hidden_units", smoke: 30, standard: 300, paper: 300, in: 2...10_000, "units of each of two hidden layers")
  public static let trainingPoints = Parameter(
    "training_points", smoke: 200, standard: 2_000, paper: 2_000, in: 50...10_000_000, "locations to learn from")
  public static let testPoints = Parameter(
    "test_points", smoke: 200, standard: 4_000, paper: 100_000, in: 10...10_000_000, "locations to test with")
  public static let batchSize = Parameter("batch_size", 50, in: 2...50, "locations in a batch")
  public static let learningRate = Parameter(
    "learning_rate", 0.001, in: 1e-6...1, "Adam's rate at first, a tenth of it in the end")
  public static let epochs = Parameter(
    "epochs", smoke: 10, standard: 20, paper: 20, in: 1...100_000, "epochs of the whole network, clover")
  public static let waveEpochs = Parameter(
    "wave_epochs", smoke: 10, standard: 24, paper: 24, in: 1...100_000, "epochs of the whole network, wave")
  public static let postEpochs = Parameter(
    "post_epochs", smoke: 2, standard: 2, paper: 2, in: 1...100_000, "epochs of post-training")
  public static let repetitions = Parameter(
    "repetitions", smoke: 2, standard: 10, paper: 100, in: 2...100_000, "trainings")
  public static let parameters: [any ParameterDeclaration] = [
    hiddenUnits, trainingPoints, testPoints, batchSize, learningRate, epochs, waveEpochs, postEpochs, repetitions,
  ]

  /// Those η₂ of the thesis.
  public static let thesisPenalties = [0.01, 0.1]

  /// The baseline, and other schemes at the thesis' penalties and others about them. A value carries many connections, so
  /// its penalties reach further.
  static func divisions(_ region: PlaneRegion, _ profile: Profile) -> [TwoSensorTrial.Division] {
    PartitionScheme.ofTwoSensors.flatMap { scheme -> [TwoSensorTrial.Division] in
      let penalties: [Double] =
        switch scheme {
        case .baseline: [0]
        case _ where region == .wave && scheme != .rePurpose: []
        case _ where profile == .smoke: thesisPenalties
        case .rePurposeValues: [0.01, 0.1, 0.3, 0.7, 1, 1.5, 2, 3]
        default: [0.001, 0.003, 0.01, 0.02, 0.03, 0.1]
        }
      return penalties.map { .init(scheme: scheme, penalty: $0) }
    }
  }

  /// The rows of each division, over the trainings for one region after the other.
  ///
  /// - Throws: `ModelPartitionError`, `CancellationError`.
  public static func rows(_ context: FigureContext) async throws -> [TwoSensorRow] {
    func training(_ epochs: Parameter<Int>) -> SensorTraining {
      SensorTraining(
        epochs: context[epochs], batchSize: context[batchSize], learningRate: Float(context[learningRate]))
    }
    let repetitions = context[repetitions]
    let trials = PlaneRegion.allCases.flatMap { region in
      (0..<repetitions).map { repetition in
        TwoSensorTrial(
          region: region, hiddenUnits: context[hiddenUnits], trainingPoints: context[trainingPoints],
          testPoints: context[testPoints], training: training(region == .clover ? epochs : waveEpochs),
          postTraining: training(postEpochs), seed: context.seed, repetition: repetition)
      }
    }
    let results = try await context.parallelMap(trials.count, "training") { index in
      try await trials[index].outcomes(divisions(trials[index].region, context.profile))
    }
    return stride(from: 0, to: trials.count, by: repetitions).flatMap { first in
      results[first].indices.flatMap { index in
        TwoSensorRow.rows(results[first..<first + repetitions].map { $0[index] })
      }
    }
  }
}
