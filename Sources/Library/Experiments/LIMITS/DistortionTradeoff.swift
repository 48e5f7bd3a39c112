import Autodiff
import Datasets
import DistributedLearning
import FigureKit
import GradientStatistics
import Models
import Randomness
import RateDistortion

/// A training whose local gradients bear independent quantization noise, until its loss is low enough (LIMITS, VI-B, Figure 8).
///
/// At iteration t noise of variance ρ σ_N²(t) is added to each of K local gradients, which makes the distortion of their mean
///
///     D(t) = σ_N²(t)/K (1 + ρ)
///
/// with σ_N²(t) from Equations (48) and (49) of [DSC] over that iteration's whole gradients. Since only the mean is used, one
/// noise of variance ρ σ_N²(t)/K is drawn for it, which has the same law.
///
/// > Note: An accuracy of 90 % comes with a loss of 0.35 under the usual cross-entropy. Where the loss takes the softmax of
/// > probabilities, and so of the logits twice, it cannot fall below ln(1 + 9/e) = 1.46, and 90 % come with 1.64 for a network
/// > that was trained in the usual way, 1.70 with 87 %; for one that was trained by that loss itself, with 1.58 and 80 %. The
/// > first is the nearest reading of "a loss of 1.70 and accuracy of 90 %". With dropout it would be nearer still.
public struct DistortionTradeoff: Sendable, Codable {
  /// Of what the loss takes the softmax.
  public enum Convention: String, Sendable, Codable, CaseIterable {
    /// Of the logits.
    case usual
    /// Of the logits in training, of the probabilities where the loss is judged.
    case judgedTwice = "judged-twice"
    /// Of the probabilities, in training too.
    case trainedTwice = "trained-twice"
  }

  /// ρ, at least 0.
  public let noiseRatio: Double
  /// The training stops once the loss on ``judgedPictures`` test pictures, taken every ``judgedEvery`` iterations, is below
  /// this, after so many iterations, or where all gradients have become zero.
  public let targetLoss: Double, greatestRounds: Int
  public let convention: Convention
  /// Training pictures used, from the first.
  public let pictures: Int
  /// Workers in an iteration, K, and pictures in a worker's batch.
  public let workers: Int, batchSize: Int
  public let learningRate: Float, momentum: Float
  /// The seed of the run, and which of its repetitions this is.
  public let seed: UInt64, repetition: Int

  /// The elements of the network's gradient, P.
  public static let elementCount = Network.mlp.layout.count
  /// Iterations from one look at the loss to the next, and the number of test pictures on which it is taken: every fifth of
  /// MNIST, of whose test pictures the first half is the harder one.
  public static let judgedEvery = 5, judgedPictures = 2_000

  public init(
    noiseRatio: Double, targetLoss: Double, greatestRounds: Int, convention: Convention, pictures: Int, workers: Int,
    batchSize: Int, learningRate: Float, momentum: Float, seed: UInt64, repetition: Int
  ) {
    self.noiseRatio = noiseRatio
    self.targetLoss = targetLoss
    self.greatestRounds = greatestRounds
    self.convention = convention
    self.pictures = pictures
    self.workers = workers
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.momentum = momentum
    self.seed = seed
    self.repetition = repetition
  }

  /// What one training gave.
  public struct Result: Sendable, Codable {
    /// Iterations taken.
    public let rounds: Int
    /// Whether the loss was reached.
    public let isReached: Bool
    /// The mean over the iterations of R_sum(D(t)), bits per element.
    public let meanSumRate: Double
    /// The share of test pictures that the last model gets right, and its loss as it was judged last.
    public let accuracy: Double, loss: Double
  }

  /// The result from the cache, or of a training on one thread.
  ///
  /// - Throws: `CancellationError`, what the cache throws, or `RateDistortionError`.
  public func result(on data: FigureData.Entry, cache: RunCache) async throws -> Result {
    let key = try RunKey(experiment: "distortion-tradeoff", version: 1, options: self, data: data.digests)
    return try await cache.value(key, part: "result") { _ in try await train(on: data) }
  }

  private func train(on data: FigureData.Entry) async throws -> Result {
    let network = convention == .trainedTwice ? Network.mlpWithSoftmax : .mlp
    let spacing = max(1, data.test.count / Self.judgedPictures)
    let judged = Batch(data.test, Array(stride(from: 0, to: data.test.count, by: spacing)))
    let streams = Streams(seed: seed).repetition(repetition)
    let train = data.train.prefix(pictures)
    var rng = streams.generator("partition")
    let samplers = Partition.iid(train.count, shards: workers, using: &rng).shards.enumerated().map {
      ShardSampler(shard: $1, batchSize: batchSize, streams: streams, worker: $0)
    }
    var initial = streams.generator("initial parameters")
    var state = network.initialState(using: &initial)
    var optimizer = SGD(learningRate: .constant(learningRate), momentum: momentum)
    var (round, rate, loss) = (0, 0.0, Double.infinity)
    while round < greatestRounds && loss >= targetLoss {
      try Task.checkCancellation()
      let batch = Batch(train, samplers.flatMap { $0.batch(round) })
      let results = try await network.batchGradients(batch, workerCount: workers, at: state, jobs: 1)
      let statistics = OfflineEstimator.estimate(results.map(\.gradient.scalars))
      // Where noise has left no unit alive there is no gradient any more, and nothing to learn from.
      guard statistics.noiseVariance > 0 else { break }
      rate += try sumRate(statistics)
      var gradient = try await Tensor(meanOf: results.map(\.gradient), jobs: 1)
      var noise = streams.generator("quantization noise", round: round)
      add(variance: noiseRatio * statistics.noiseVariance / Double(workers), to: &gradient, using: &noise)
      optimizer.update(&state.parameters, gradient: gradient)
      round += 1
      if round.isMultiple(of: Self.judgedEvery) { loss = self.loss(of: network, state, on: judged) }
    }
    return Result(
      rounds: round, isReached: loss < targetLoss, meanSumRate: rate / Double(max(1, round)),
      accuracy: try await network.accuracy(on: data.test, at: state, jobs: 1), loss: loss)
  }

  private func loss(of network: Network, _ state: NetworkState, on batch: Batch) -> Double {
    var tape = Tape(network, state, mode: .inference)
    let output = network(&tape, tape.constant(batch.images))
    let judged = convention == .judgedTwice ? tape.softmax(output) : output
    let loss = tape.softmaxCrossEntropy(judged, labels: batch.labels)
    return Double(tape.value(loss).scalar)
  }

  /// R_sum(D(t)), with σ_X² taken as 0 where its estimate is negative.
  private func sumRate(_ statistics: GradientStatisticsEstimate) throws(RateDistortionError) -> Double {
    let model = try GaussianCEO(
      signalVariance: max(0, statistics.signalVariance), noiseVariance: statistics.noiseVariance)
    let distortion = model.leastDistortion(workerCount: workers) * (1 + noiseRatio)
    return try model.sumRate(distortion: distortion, workerCount: workers).bits
  }

  private func add(variance: Double, to gradient: inout Tensor, using rng: inout Philox) {
    let noise = Normal(deviation: Float(variance.squareRoot())).values(count: gradient.count, using: &rng)
    gradient.withMutableSpan { values in
      for index in values.indices { values[index] += noise[index] }
    }
  }
}
