import FigureKit
import ModelPartition

/// The experiment of THESIS, Figures 6.4 and 6.5, with its parameters.
///
/// > Note: THESIS gives neither the sizes of the networks nor their training. η₁ is 0 here, as in its Setup 1. Networks are
/// > trained on so many samples as the time of a profile allows; an epoch of post-training has fewer samples than one of
/// > training, but for the paper profile.
public struct CompositeStudy: Sendable {
  public let task: CompositeTask
  let samples: Parameter<Int>, postSamples: Parameter<Int>, testSamples: Parameter<Int>
  let epochs: Parameter<Int>, repetitions: Parameter<Int>
  let learningRate: Parameter<Double>, postRate: Parameter<Double>
  /// Epochs of post-training: those of THESIS, and others beside them.
  let postEpochs: [Int]
  /// η₂ in units of squared weights.
  let penalties: [Double]
  /// Those at which post-training is done, where the accuracy falls by the scheme: by edges, RePurpose and sparsification
  /// alike, by values, and by weighed values.
  let edgePenalties: [Double], valuePenalties: [Double], weighedPenalties: [Double]

  private static let smokePenalties = [0.03, 0.3]
  public static let batchSize = Parameter("batch_size", 64, in: 2...64, "samples in a batch, an even number")

  /// What `--set` can change.
  public var parameters: [any ParameterDeclaration] {
    [samples, postSamples, testSamples, epochs, Self.batchSize, learningRate, postRate, repetitions]
  }

  /// The trials of a profile, one for each repetition.
  func trials(_ context: FigureContext) -> [CompositeTrial] {
    func training(_ epochs: Int, _ rate: Parameter<Double>) -> SensorTraining {
      SensorTraining(epochs: epochs, batchSize: context[Self.batchSize], learningRate: Float(context[rate]))
    }
    let isSmoke = context.profile == .smoke
    let selections: [(PartitionScheme, [Double])] = [
      (.rePurpose, edgePenalties), (.sparsifiedEqually, edgePenalties), (.rePurposeValues, valuePenalties),
      (.rePurposeWeighed, weighedPenalties),
    ]
    return (0..<context[repetitions]).map { repetition in
      CompositeTrial(
        task: task, samples: context[samples], postSamples: context[postSamples], testSamples: context[testSamples],
        training: training(context[epochs], learningRate), postTrainings: postEpochs.map { training($0, postRate) },
        penalties: isSmoke ? Self.smokePenalties : penalties,
        postTrained: selections.map { scheme, all in
          CompositeTrial.Selection(scheme: scheme, penalties: isSmoke ? Array(Self.smokePenalties.prefix(1)) : all)
        }, seed: context.seed, repetition: repetition)
    }
  }

  /// The rows of the figure.
  ///
  /// - Throws: `ModelPartitionError`, `CancellationError`, or what the cache throws.
  public func rows(_ context: FigureContext) async throws -> [CompositeRow] {
    let trials = trials(context), data = context.data.entries[0]
    let results = try await context.parallelMap(trials.count, "repetition") { index in
      try await trials[index].result(on: data, cache: context.cache, jobs: context.jobs)
    }
    return CompositeRow.rows(
      results, task: task, penalties: trials[0].penalties, postPenalties: trials[0].postTrained[0].penalties,
      dataset: data.title)
  }
}

extension CompositeStudy {
  /// Setup 2.
  public static let digits = CompositeStudy(
    task: .digits,
    samples: Parameter(
      "samples", smoke: 128, standard: 60_000, paper: 1_000_000, in: 64...10_000_000, "composite training samples"),
    postSamples: Parameter(
      "post_samples", smoke: 64, standard: 12_800, paper: 1_000_000, in: 64...10_000_000,
      "composite samples of an epoch of post-training"),
    testSamples: Parameter(
      "test_samples", smoke: 50, standard: 2_000, paper: 10_000, in: 10...1_000_000, "composite test samples"),
    epochs: Parameter("epochs", smoke: 1, standard: 4, paper: 20, in: 1...10_000, "epochs of training"),
    repetitions: Parameter("repetitions", smoke: 2, standard: 3, paper: 10, in: 1...100, "trainings of the network"),
    learningRate: Parameter("learning_rate", 0.002, in: 1e-6...1, "of Adam at the start; a tenth of it in the end"),
    postRate: Parameter("post_rate", 0.001, in: 1e-6...1, "the same in post-training"), postEpochs: [1],
    penalties: [1e-5, 1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1],
    edgePenalties: [3e-3, 0.01, 0.03, 0.2], valuePenalties: [0.03, 0.2, 0.5], weighedPenalties: [3e-3, 0.3, 0.5, 1])

  /// Setup 3.
  public static let dogs = CompositeStudy(
    task: .dogs,
    samples: Parameter(
      "samples", smoke: 128, standard: 12_800, paper: 50_000, in: 64...10_000_000, "composite training samples"),
    postSamples: Parameter(
      "post_samples", smoke: 64, standard: 1_280, paper: 50_000, in: 64...10_000_000,
      "composite samples of an epoch of post-training"),
    testSamples: Parameter(
      "test_samples", smoke: 50, standard: 2_000, paper: 10_000, in: 10...1_000_000, "composite test samples"),
    epochs: Parameter("epochs", smoke: 1, standard: 6, paper: 50, in: 1...10_000, "epochs of training"),
    repetitions: Parameter("repetitions", smoke: 2, standard: 3, paper: 10, in: 1...100, "trainings of the network"),
    learningRate: Parameter("learning_rate", 0.002, in: 1e-6...1, "of Adam at the start; a tenth of it in the end"),
    postRate: Parameter("post_rate", 0.001, in: 1e-6...1, "the same in post-training"), postEpochs: [1, 10],
    penalties: [1e-3, 3e-3, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 2],
    edgePenalties: [0.1, 0.2, 0.3], valuePenalties: [2], weighedPenalties: [3e-3, 0.03, 0.1, 1])
}
