import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import Foundation
import GradientCoding
import GradientStatistics
import Models
import Randomness

/// The Pearson correlation of local gradients over a training (DSC, Equation (7) and Figure 1).
public struct GradientCorrelation: Sendable, Codable {
  /// How the pictures are spread over the workers.
  public enum Spread: String, Sendable, Codable, CaseIterable {
    /// 100 equal shards drawn at random.
    case iid
    /// 200 shards of pictures sorted by label, two each.
    case nonIID = "non-iid"
  }

  /// The iterations over which the correlation is averaged at each point, fewer where points lie closer.
  public static let window = 5

  /// What one training gave.
  public struct Result: Sendable, Codable {
    /// The iterations at which points begin, from 0.
    public let iterations: [Int]
    /// The correlation of two workers' gradients, the mean over all pairs of workers and over the first
    /// ``GradientCorrelation/window`` iterations of the point.
    public let pearson: [Double]
    /// The mean training loss of the workers' batches over the point's iterations.
    public let loss: [Double]
  }

  /// The network.
  public let model: ModelName
  /// The spread over workers.
  public let spread: Spread
  /// Training pictures used, from the first.
  public let pictures: Int
  /// The number of iterations.
  public let rounds: Int
  /// The number of points at which the correlation is taken; every iteration where there are fewer.
  public let points: Int
  /// Workers in an iteration, K, and pictures in a worker's batch.
  public let workers: Int, batchSize: Int
  /// The server's η and momentum.
  public let learningRate: Float, momentum: Float
  /// The seed of the run, and which of its repetitions this is.
  public let seed: UInt64, repetition: Int

  public init(
    model: ModelName, spread: Spread, pictures: Int, rounds: Int, points: Int, workers: Int, batchSize: Int,
    learningRate: Float, momentum: Float, seed: UInt64, repetition: Int
  ) {
    precondition(rounds >= 1 && points >= 1, "\(points) points of \(rounds) rounds")
    self.model = model
    self.spread = spread
    self.pictures = pictures
    self.rounds = rounds
    self.points = points
    self.workers = workers
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.momentum = momentum
    self.seed = seed
    self.repetition = repetition
  }

  /// The result from the cache, or of a training on one thread, which goes on where it was stopped.
  ///
  /// - Parameter interval: The time of computing after which the state is kept again.
  /// - Throws: `CancellationError`, or what the cache throws.
  public func result(
    on data: FigureData.Entry, cache: RunCache, keepingStateEvery interval: Duration = .seconds(30)
  ) async throws -> Result {
    let key = try RunKey(experiment: "gradient-correlation", version: 1, options: self, data: data.digests)
    return try await cache.result(key, jobs: 1, keepingStateEvery: interval) { try Run(self, on: data) }
  }

  /// Where points begin: spaced as squares are, since the correlation changes most at first, and each after the last.
  static func starts(points: Int, rounds: Int) -> [Int] {
    (0..<points).reduce(into: []) { starts, point in
      let start = max(rounds * point * point / (points * points), starts.last.map { $0 + 1 } ?? 0)
      if start < rounds { starts.append(start) }
    }
  }

  /// The sums over the rounds of one point.
  private struct Point: Codable {
    /// The iteration at which the point begins.
    let start: Int
    var pearson = 0.0, taken = 0
    var loss = 0.0, rounds = 0
  }

  /// A training that is going on, and the sums so far.
  private struct Run: ResumableRun {
    private let rounds: Int
    private var training: DistributedTraining<IdentityCodec>
    private var sums: [Point]

    init(_ options: GradientCorrelation, on data: FigureData.Entry) throws {
      rounds = options.rounds
      training = try options.training(on: data)
      sums = GradientCorrelation.starts(points: options.points, rounds: rounds).map { Point(start: $0) }
    }

    struct State: Codable {
      let training: Data
      let sums: [Point]
    }

    var state: State { get throws { try State(training: training.snapshot(), sums: sums) } }
    var isDone: Bool { training.round >= rounds }
    var result: GradientCorrelation.Result {
      GradientCorrelation.Result(
        iterations: sums.map(\.start), pearson: sums.map { $0.pearson / Double($0.taken) },
        loss: sums.map { $0.loss / Double($0.rounds) })
    }

    mutating func restore(_ state: State) throws {
      try training.restore(state.training)
      sums = state.sums
    }

    mutating func runRound(jobs: Int) async throws {
      let round = training.round
      let point = (sums.firstIndex { $0.start > round } ?? sums.count) - 1
      var pearson: Double?
      let report = try await training.runRound(jobs: jobs) { [start = sums[point].start] observation in
        guard round < start + GradientCorrelation.window else { return }
        pearson = CrossMoments(observation.results.map(\.gradient.scalars)).meanUncentredPearson
      }
      if let pearson {
        sums[point].pearson += pearson
        sums[point].taken += 1
      }
      sums[point].loss += report.loss
      sums[point].rounds += 1
    }
  }

  /// The training before its first round.
  private func training(on data: FigureData.Entry) throws -> DistributedTraining<IdentityCodec> {
    let streams = Streams(seed: seed).repetition(repetition)
    let train = data.train.prefix(pictures)
    var rng = streams.generator("partition")
    let partition =
      switch spread {
      case .iid: Partition.iid(train.count, using: &rng)
      case .nonIID: Partition.nonIID(train.labels, using: &rng)
      }
    return try DistributedTraining(
      model.network, on: train, partition, codec: IdentityCodec(),
      optimizer: SGD(learningRate: .constant(learningRate), momentum: momentum),
      TrainingConfiguration(workersPerRound: workers, batchSize: batchSize), streams: streams)
  }
}
