import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import GradientCoding
import Randomness
import RealModule

/// One federated training of THESIS, Chapter 5.
///
/// The first `pictures` of the set are divided over the nodes by `Partition.federated`. CifarNet reads windows of 24 by 24, at
/// random places in training and the middle in testing.
public struct FederatedTrial: Sendable, Codable {
  public let model: ModelName
  public let scheme: FederatedScheme
  /// K, and the probability π that one is active in a round.
  public let nodes: Int, participation: Float
  /// Of the Dirichlet law of the nodes' shares of each label.
  public let concentration: Double
  /// P/σ² in decibels.
  public let signalToNoise: Double
  /// Pictures in a node's batch.
  public let batchSize: Int
  /// μ of gradient descent.
  public let learningRate: Float
  /// Training and test pictures used, from the first.
  public let pictures: Int, testPictures: Int
  /// Rounds in all, and those after which the model is tested; it is after the last one too.
  public let rounds: Int, evaluationInterval: Int
  public let seed: UInt64
  /// One of several trainings from one seed, with streams of its own.
  public let repetition: Int

  public init(
    model: ModelName, scheme: FederatedScheme, nodes: Int, participation: Float = 0.5, concentration: Double = 0.5,
    signalToNoise: Double = 18, batchSize: Int, learningRate: Float, pictures: Int, testPictures: Int, rounds: Int,
    evaluationInterval: Int, seed: UInt64, repetition: Int = 0
  ) {
    precondition(evaluationInterval >= 1, "tested after \(evaluationInterval) rounds")
    self.model = model
    self.scheme = scheme
    self.nodes = nodes
    self.participation = participation
    self.concentration = concentration
    self.signalToNoise = signalToNoise
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.pictures = pictures
    self.testPictures = testPictures
    self.rounds = rounds
    self.evaluationInterval = evaluationInterval
    self.seed = seed
    self.repetition = repetition
  }

  /// Whether the model is tested after so many rounds.
  func isTested(after round: Int) -> Bool { round.isMultiple(of: evaluationInterval) || round == rounds }

  /// The streams of the training.
  var streams: Streams { Streams(seed: seed).repetition(repetition) }

  /// P/σ².
  var powerRatio: Double { .pow(10, signalToNoise / 10) }

  /// The result from the cache, or of a training on `jobs` threads, which goes on where it was stopped.
  ///
  /// - Parameter interval: The time of computing after which the state is kept again.
  /// - Throws: What the link throws, `CancellationError`, or what the cache throws.
  public func result(
    on data: FigureData.Entry, cache: RunCache, jobs: Int, keepingStateEvery interval: Duration = .seconds(60)
  ) async throws -> FederatedResult {
    let key = try RunKey(experiment: "federated", version: 2, options: self, data: data.digests)
    func result(_ link: some Uplink) async throws -> FederatedResult {
      try await cache.result(key, jobs: jobs, keepingStateEvery: interval) {
        FederatedRun(self, over: link, on: data)
      }
    }
    return try await scheme.withLink(
      nodes: nodes, layout: LayerLayout(model.network.layout), powerRatio: powerRatio, streams: streams
    ) { try await result($0) }
  }

  /// The training over a link, before its first round.
  func training<Link: Uplink>(over link: Link, on data: FigureData.Entry) -> FederatedTraining<Link> {
    let dataset = data.train.prefix(pictures)
    var rng = streams.generator("partition")
    let partition = Partition.federated(
      dataset.labels, nodes: nodes, concentration: concentration, atLeast: batchSize, using: &rng)
    return FederatedTraining(
      model.network, on: dataset, partition, probabilities: Array(repeating: participation, count: nodes),
      batchSize: batchSize, cropsAtRandom: true, over: link, optimizer: SGD(learningRate: .constant(learningRate)),
      streams: streams)
  }
}
