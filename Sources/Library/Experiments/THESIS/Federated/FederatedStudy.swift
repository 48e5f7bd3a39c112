import Datasets
import FigureKit

/// The federated trainings of THESIS, Chapter 5, with their parameters.
///
/// All schemes have the same number of rounds, also where more nodes are active.
///
/// > Note: THESIS says neither how the data are divided nor the batch; for CifarNet it does not say the rate.
public enum FederatedStudy {
  public static let participation = Parameter(
    "participation", 0.5, in: 0.01...1, "probability that a node is active in a round")
  public static let signalToNoise = Parameter("snr_db", 18.0, in: -20...60, unit: "dB", "P/σ² of a node")
  public static let concentration = Parameter(
    "concentration", 0.5, in: 0.05...10, "of the Dirichlet law of the nodes' shares of each label")
  public static let tests = Parameter(
    "tests", smoke: 2, standard: 8, paper: 50, in: 1...1_000, "tests of the model in a training")
  public static let parameters: [any ParameterDeclaration] = [
    ThesisStudy.testPictures, participation, signalToNoise, concentration, tests,
  ]

  /// A training and its data.
  public struct Case: Sendable {
    public let trial: FederatedTrial
    public let data: FigureData.Entry
  }

  /// One training with the parameters of a figure.
  ///
  /// - Parameter allActive: Whether all nodes are active in every round.
  public static func trial(
    _ context: FigureContext, _ model: ModelName, _ scheme: FederatedScheme, nodes: Int, batchSize: Int, rounds: Int,
    learningRate: Double, allActive: Bool = false, repetition: Int = 0
  ) -> Case {
    let isCIFAR = model == .cifarNet
    let data = context.data[isCIFAR ? .cifar10 : .mnist]
    let trial = FederatedTrial(
      model: model, scheme: scheme, nodes: nodes, participation: allActive ? 1 : Float(context[participation]),
      concentration: context[concentration], signalToNoise: context[signalToNoise], batchSize: batchSize,
      learningRate: Float(learningRate),
      pictures: min(data.train.count, context[isCIFAR ? ThesisStudy.cifarPictures : ThesisStudy.pictures]),
      testPictures: min(data.test.count, context[ThesisStudy.testPictures]), rounds: rounds,
      evaluationInterval: max(1, rounds / context[tests]), seed: context.seed, repetition: repetition)
    return Case(trial: trial, data: data)
  }
}
