import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import ModelPartition
import Parallelism
import Randomness

/// A network that is trained at a central node on what sensors with pictures see together, and then divided over the sensors
/// in several ways (THESIS, Section 6.5.1, Setups 2 and 3).
public struct CompositeTrial: Sendable, Codable {
  public let task: CompositeTask
  /// Composite samples to train, post-train and test with. Post-training has its own, of the same training pictures.
  public let samples: Int, postSamples: Int, testSamples: Int
  /// Training at the central node.
  public let training: SensorTraining
  /// Trainings of what was left after cutting, each from the cut network, by their epochs.
  public let postTrainings: [SensorTraining]
  /// The penalties η₂, ascending.
  public let penalties: [Double]
  /// What is trained again after cutting.
  public let postTrained: [Selection]
  public let seed: UInt64
  /// One of several from one seed, with streams of its own.
  public let repetition: Int

  /// A scheme and some of the penalties.
  public struct Selection: Sendable, Codable {
    public let scheme: PartitionScheme
    public let penalties: [Double]
  }

  public init(
    task: CompositeTask, samples: Int, postSamples: Int, testSamples: Int, training: SensorTraining,
    postTrainings: [SensorTraining], penalties: [Double], postTrained: [Selection], seed: UInt64, repetition: Int = 0
  ) {
    precondition(postTrained.allSatisfy { $0.penalties.allSatisfy(penalties.contains) }, "penalties that are among all")
    self.task = task
    self.samples = samples
    self.postSamples = postSamples
    self.testSamples = testSamples
    self.training = training
    self.postTrainings = postTrainings
    self.penalties = penalties
    self.postTrained = postTrained
    self.seed = seed
    self.repetition = repetition
  }

  /// The result from the cache, or of the computation.
  ///
  /// - Throws: `ModelPartitionError`, `CancellationError`, or what the cache throws.
  public func result(on data: FigureData.Entry, cache: RunCache, jobs: Int) async throws -> CompositeResult {
    // The key is that of all repetitions, each of which is a part.
    let key = try RunKey(experiment: "composite", version: 1, options: with(repetition: 0), data: data.digests)
    return try await cache.value(key, part: "repetition-\(repetition)") { _ in try await compute(data, jobs: jobs) }
  }

  private func with(repetition: Int) -> CompositeTrial {
    CompositeTrial(
      task: task, samples: samples, postSamples: postSamples, testSamples: testSamples, training: training,
      postTrainings: postTrainings, penalties: penalties, postTrained: postTrained, seed: seed,
      repetition: repetition)
  }
}

extension CompositeTrial {
  /// A network that is tested.
  private struct Case: Sendable {
    let scheme: PartitionScheme
    let penalty: Double?
    let model: PartitionedModel
    /// The training after cutting, or nil.
    let postTraining: SensorTraining?
  }

  /// Trains, divides, trains again and tests.
  func compute(_ data: FigureData.Entry, jobs: Int) async throws -> CompositeResult {
    let streams = Streams(seed: seed).repetition(repetition)
    func draw(_ purpose: String, _ count: Int, from data: Dataset) -> CompositeSamples {
      var rng = streams.generator(purpose)
      return task.samples(data, count: count, using: &rng)
    }
    let (train, test) = (draw("train", samples, from: data.train), draw("test", testSamples, from: data.test))
    let again = draw("post-train", postSamples, from: data.train)
    let network = task.graph.network
    var rng = streams.generator("initial")
    let trained = try await training.train(
      network, from: network.initialState(using: &rng), on: train, streams: streams, jobs: jobs)

    let cases = try cases(trained.parameters)
    let points = try await parallelMap(cases.count, jobs: jobs) { index in
      let each = cases[index]
      var state = NetworkState(parameters: each.model.parameters, moments: trained.moments)
      if let postTraining = each.postTraining {
        state = try await postTraining.train(
          network, from: state, on: again, mask: each.model.mask, streams: streams, jobs: 1)
      }
      let accuracy = try await test.accuracy(of: network, at: state, jobs: 1)
      let sent = try await ParallelInference(each.model).run(test.batch([0]).images).valuesSent
      return CompositeResult.Point(
        scheme: each.scheme, penalty: each.penalty, postEpochs: each.postTraining?.epochs ?? 0, accuracy: accuracy,
        layers: each.model.traffic.layers.map { CompositeResult.Layer(name: $0.name, kept: $0.kept, all: $0.all) },
        valuesSent: sent)
    }
    return CompositeResult(points: points)
  }

  /// All networks to test, the baseline first.
  private func cases(_ parameters: Tensor) throws -> [Case] {
    var cases: [Case] = []
    func append(_ scheme: PartitionScheme, _ penalty: Double?, isTrainedAgain: Bool) throws {
      let model = try scheme.partition(
        task.graph, parameters: parameters, workerCount: task.sensorCount, inputOwners: task.inputOwners,
        penalty: penalty ?? 0)
      for postTraining in [nil] + (isTrainedAgain ? postTrainings : []) {
        cases.append(Case(scheme: scheme, penalty: penalty, model: model, postTraining: postTraining))
      }
    }
    try append(.baseline, nil, isTrainedAgain: true)
    for penalty in penalties {
      for scheme in PartitionScheme.allCases where scheme != .baseline {
        let isTrainedAgain = postTrained.contains { $0.scheme == scheme && $0.penalties.contains(penalty) }
        try append(scheme, penalty, isTrainedAgain: isTrainedAgain)
      }
    }
    return cases
  }
}
