import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import GradientStatistics
import Models
import Randomness

/// σ_X² and σ_N² over a training with ideal gradients: as they are, and as signs tell (DSC, Figure 6; LIMITS, Figures 6 and 7).
public struct StatisticsOverTraining: Sendable, Codable {
  /// The iterations over which estimates are averaged at each point, fewer where points lie closer.
  public static let window = 5

  /// What is known at one point.
  public struct Point: Sendable, Codable {
    /// The iteration at which the point begins, from 0.
    public let iteration: Int
    /// Equations (48)-(56) over the whole vector.
    public let offline: GradientStatisticsEstimate
    /// The maximum-likelihood estimate from the signs of the whole vector.
    public let online: GradientStatisticsEstimate
    /// The mean over all elements of the estimates from the signs of each tensor.
    public let onlineByLayer: GradientStatisticsEstimate
    /// The share of numbers in the local gradients that are zero.
    public let zeroShare: Double
    /// The mean training loss of the workers' batches.
    public let loss: Double
  }

  /// The network.
  public let model: ModelName
  /// Training pictures used, from the first.
  public let pictures: Int
  /// The number of iterations, and of points at which estimates are taken.
  public let rounds: Int, points: Int
  /// Workers in an iteration, K, and pictures in a worker's batch.
  public let workers: Int, batchSize: Int
  /// The server's η and momentum.
  public let learningRate: Float, momentum: Float
  public let seed: UInt64

  public init(
    model: ModelName, pictures: Int, rounds: Int, points: Int, workers: Int, batchSize: Int, learningRate: Float,
    momentum: Float, seed: UInt64
  ) {
    precondition(rounds >= 1 && points >= 1, "\(points) points of \(rounds) rounds")
    self.model = model
    self.pictures = pictures
    self.rounds = rounds
    self.points = points
    self.workers = workers
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.momentum = momentum
    self.seed = seed
  }

  /// The points from the cache, or of a training on `jobs` threads, which goes on where it was stopped.
  ///
  /// - Throws: `CancellationError`, or what the cache throws.
  public func result(
    on data: FigureData.Entry, cache: RunCache, jobs: Int, keepingStateEvery interval: Duration = .seconds(30)
  ) async throws -> [Point] {
    let key = try RunKey(experiment: "statistics-over-training", version: 1, options: self, data: data.digests)
    return try await cache.result(key, jobs: jobs, keepingStateEvery: interval) { try Run(self, on: data) }
  }

  /// A training that is going on, and the observations so far, by point.
  private struct Run: ResumableRun {
    private let rounds: Int, starts: [Int]
    private let estimator: OnlineEstimator
    private var training: DistributedTraining<IdentityCodec>
    private var observed: [[Point]]

    init(_ options: StatisticsOverTraining, on data: FigureData.Entry) throws {
      rounds = options.rounds
      starts = GradientCorrelation.starts(points: options.points, rounds: rounds)
      estimator = OnlineEstimator(workerCount: options.workers)
      training = try options.training(on: data)
      observed = starts.map { _ in [] }
    }

    struct State: Codable {
      let training: Data
      let observed: [[Point]]
    }

    var state: State { get throws { try State(training: training.snapshot(), observed: observed) } }
    var isDone: Bool { training.round >= rounds }
    var result: [Point] { observed.map(Point.init(meanOf:)) }

    mutating func restore(_ state: State) throws {
      try training.restore(state.training)
      observed = state.observed
    }

    mutating func runRound(jobs: Int) async throws {
      let round = training.round
      let point = (starts.firstIndex { $0 > round } ?? starts.count) - 1
      var estimate: Point?
      _ = try await training.runRound(jobs: jobs) { [estimator, start = starts[point]] observation in
        if round < start + StatisticsOverTraining.window {
          estimate = StatisticsOverTraining.estimates(observation, estimator)
        }
      }
      if let estimate { observed[point].append(estimate) }
    }
  }

  /// The training before its first round: each of up to 100 workers holds a batch at least.
  private func training(on data: FigureData.Entry) throws -> DistributedTraining<IdentityCodec> {
    let train = data.train.prefix(pictures)
    return try DistributedTraining(
      model.network, on: train, shards: max(workers, min(100, train.count / batchSize)), codec: IdentityCodec(),
      optimizer: SGD(learningRate: .constant(learningRate), momentum: momentum),
      TrainingConfiguration(workersPerRound: workers, batchSize: batchSize), streams: Streams(seed: seed))
  }

  private static func estimates(_ observation: RoundObservation, _ estimator: OnlineEstimator) -> Point {
    let gradients = observation.results.map(\.gradient.scalars)
    let size = Double(gradients[0].count)
    var counts = [Int](repeating: 0, count: gradients.count + 1)
    var (signal, noise) = (0.0, 0.0)
    for layer in observation.layout.layers {
      var part = IndexCounts(workerCount: gradients.count, groupCount: 2)
      part.add(signsOf: gradients, in: layer.range)
      for (place, count) in part.elementCounts.enumerated() { counts[place] += count }
      let estimate = estimator.estimate(
        part, localVariance: OfflineEstimator.estimate(gradients, in: layer.range).localVariance)
      signal += estimate.signalVariance * Double(layer.range.count) / size
      noise += estimate.noiseVariance * Double(layer.range.count) / size
    }
    let offline = OfflineEstimator.estimate(gradients)
    let zeros = gradients.reduce(0) { $0 + $1.count { $0 == 0 } }
    return Point(
      iteration: observation.round, offline: offline,
      online: estimator.estimate(IndexCounts(positiveSigns: counts), localVariance: offline.localVariance),
      onlineByLayer: GradientStatisticsEstimate(signalVariance: signal, noiseVariance: noise),
      zeroShare: Double(zeros) / (size * Double(gradients.count)),
      loss: observation.results.reduce(0) { $0 + Double($1.loss) } / Double(gradients.count))
  }
}

extension StatisticsOverTraining.Point {
  /// The mean of observations, at the iteration of the first.
  fileprivate init(meanOf points: [Self]) {
    func mean(_ value: (Self) -> Double) -> Double { points.reduce(0) { $0 + value($1) } / Double(points.count) }
    func mean(_ estimate: (Self) -> GradientStatisticsEstimate) -> GradientStatisticsEstimate {
      GradientStatisticsEstimate(
        signalVariance: mean { estimate($0).signalVariance }, noiseVariance: mean { estimate($0).noiseVariance },
        ratioStandardError: mean { estimate($0).ratioStandardError })
    }
    self.init(
      iteration: points.first?.iteration ?? 0, offline: mean(\.offline), online: mean(\.online),
      onlineByLayer: mean(\.onlineByLayer), zeroShare: mean(\.zeroShare), loss: mean(\.loss))
  }
}
