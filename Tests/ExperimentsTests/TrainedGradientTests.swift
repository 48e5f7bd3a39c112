import Autodiff
import Datasets
import DistributedLearning
import Foundation
import GradientStatistics
import Logging
import Models
import Randomness
import TestSupport
import Testing

@testable import Experiments
@testable import FigureKit

/// The samples of gradients and the trainings that the figures of DSC and LIMITS share.
@Suite struct TrainedGradientTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var cache: RunCache {
    RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private func data(_ kind: SyntheticDigits.Kind = .handwritten, count: Int = 400) -> FigureData.Entry {
    let pictures = SyntheticDigits(kind, count: count, seed: 1).dataset()
    return FigureData.Entry(choices: [.mnist], train: pictures, test: pictures, isEmbedded: true)
  }

  private func context(_ parameters: [any ParameterDeclaration], jobs: Int = 2) throws -> FigureContext {
    FigureContext(
      profile: .smoke, seed: 1, jobs: jobs, parameters: try ParameterSet(parameters, profile: .smoke),
      data: FigureData(entries: [data()]), cache: cache, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      progressStyle: .silent)
  }

  // MARK: Samples

  /// The mean over runs of a thousand is the gradient of one pass over all: sums of single-precision products in another
  /// order.
  @Test func globalGradientIsThatOfAllPictures() async throws {
    let pictures = data(count: 2_100).train
    let global = GlobalDataSet(.mlp, pictures, pictures: 2_100)
    #expect(global.dataset.count == 2_000)
    var rng = Streams(seed: 1).generator("model")
    let state = Network.mlp.initialState(using: &rng)
    let whole = try await Network.mlp.batchGradients(Batch(pictures, 0..<2_000), workerCount: 1, at: state, jobs: 1)
    let found = try await global.gradient(at: state, jobs: 2)
    #expect(deviation(found.scalars, from: whole[0].gradient.scalars) < 1e-4)
  }

  /// Two elements of each layer, none of them dead, one of each layer first.
  @Test func dimensionsAreAlive() async throws {
    let global = GlobalDataSet(.mlp, data().train, pictures: 400)
    let dimensions = try await GradientDimensions(.mlp, global, streams: Streams(seed: 3), jobs: 1)
    #expect(Set(dimensions.places).count == 6)
    #expect(dimensions.names.map { $0.prefix(3) } == ["fc1", "fc2", "fc3", "fc1", "fc2", "fc3"])
    var rng = Streams(seed: 3).generator("dimensions")
    let gradient = try await global.gradient(at: Network.mlp.initialState(using: &rng), jobs: 1)
    #expect(dimensions.values(gradient).allSatisfy { $0 != 0 })
  }

  /// A batch of all pictures has no noise but that of rounding, and descent goes down: the mean square of the gradient falls.
  @Test func aBatchOfAllPicturesHasNoNoise() async throws {
    let context = try context(GradientDescentSamples.parameters)
    let samples = try await GradientDescentSamples(
      pictures: 64, runs: 8, iterations: 3, batchSize: 64, learningRate: 0.05, momentum: 0.5, seed: 1
    ).result(on: data(), context)
    #expect(samples.signal.count == 3 && samples.signal[0].count == 6 && samples.signal[0][0].count == 8)
    let signal = samples.signal.joined().joined().map(abs).max() ?? 0
    let noise = samples.noise.joined().joined().map(abs).max() ?? 1
    #expect(signal > 1e-4 && noise < 1e-4 * signal)
  }

  @Test func runsDoNotDependOnThreads() async throws {
    let experiment = GradientDescentSamples(
      pictures: 40, runs: 60, iterations: 2, batchSize: 8, learningRate: 0.01, momentum: 0.5, seed: 2)
    let first = try await experiment.result(on: data(), try context(GradientDescentSamples.parameters, jobs: 1))
    let elsewhere = try TrainedGradientTests()
    let second = try await experiment.result(
      on: data(), try elsewhere.context(GradientDescentSamples.parameters, jobs: 2))
    #expect(first.signal == second.signal && first.noise == second.noise)
    #expect(first.signal[0][0][0] != first.signal[0][0][1] && first.noise[0][0][0] != 0)
  }

  /// Local gradients of all pictures are the global one; those of batches differ from worker to worker.
  @Test func localGradientsSurroundTheGlobalOne() async throws {
    func samples(batchSize: Int) async throws -> LocalGradientSamples.Result {
      try await LocalGradientSamples(
        pictures: 50, iteration: 2, rounds: 3, workers: 2, batchSize: batchSize, learningRate: 0.01, momentum: 0.5,
        seed: 1
      ).result(on: data(), try context(LocalGradientSamples.parameters))
    }
    let (all, some) = (try await samples(batchSize: 50), try await samples(batchSize: 5))
    for (given, gradients) in zip(all.signal, all.gradients) {
      #expect(gradients.count == 6 && gradients.allSatisfy { abs($0 - given) < 1e-4 * max(abs(given), 1e-2) })
    }
    #expect(some.signal == all.signal && Set(some.gradients[0]).count > 3)
  }

  // MARK: Trainings

  /// Offline and online estimates share the variance of a local gradient; the second call reads the first one's points.
  @Test func statisticsShareTheirSum() async throws {
    let training = StatisticsOverTraining(
      model: .mlp, pictures: 400, rounds: 9, points: 3, workers: 4, batchSize: 8, learningRate: 0.01, momentum: 0.5,
      seed: 1)
    let points = try await training.result(on: data(), cache: cache, jobs: 2, keepingStateEvery: .zero)
    #expect(points.map(\.iteration) == [0, 1, 4])
    for point in points {
      let sum = point.offline.localVariance
      #expect(abs(point.online.localVariance - sum) < 1e-9 * sum)
      #expect(abs(point.onlineByLayer.localVariance - sum) < 1e-9 * sum)
      #expect(point.online.signalVariance > 0 && point.loss > 0 && (0..<1).contains(point.zeroShare))
    }
    let again = try await training.result(on: data(), cache: cache, jobs: 1)
    #expect(again.map(\.offline.noiseVariance) == points.map(\.offline.noiseVariance))
    #expect(folder.files("/result.json").count == 1)
  }

  private func tradeoff(_ ratio: Double, target: Double = 0.01, convention: DistortionTradeoff.Convention = .usual)
    -> DistortionTradeoff
  {
    DistortionTradeoff(
      noiseRatio: ratio, targetLoss: target, greatestRounds: 7, convention: convention, pictures: 400, workers: 4,
      batchSize: 8, learningRate: 0.01, momentum: 0.5, seed: 1, repetition: 0)
  }

  /// A target that is met at once ends a training at the first look; one out of reach, after all iterations.
  @Test func trainingEndsAtTheTarget() async throws {
    let met = try await tradeoff(1, target: 100).result(on: data(), cache: cache)
    let missed = try await tradeoff(1).result(on: data(), cache: cache)
    #expect(met.rounds == 5 && met.isReached && missed.rounds == 7 && !missed.isReached)
  }

  /// The mean rate at ρ lies between its parts K/2 log(1 + 1/ρ), here 4 workers' 2 and 0.275 bits, and that with what X adds,
  /// at most log₂(1 + 4 σ_X²/σ_N²)/2 bits.
  @Test(arguments: [(1.0, 2.0), (10, 0.275)])
  func sumRateIsThatOfTheNoise(ratio: Double, bits: Double) async throws {
    let found = try await tradeoff(ratio).result(on: data(), cache: cache)
    #expect(found.meanSumRate > 0.999 * bits && found.meanSumRate < bits + 2)
  }

  /// A loss that takes the softmax of probabilities lies between ln(1 + 9/e) and ln(1 + 9 e).
  @Test(arguments: [DistortionTradeoff.Convention.judgedTwice, .trainedTwice])
  func lossOfProbabilitiesIsBounded(convention: DistortionTradeoff.Convention) async throws {
    let found = try await tradeoff(0.1, convention: convention).result(on: data(), cache: cache)
    #expect(found.loss > 1.4611 && found.loss < 3.24)
  }
}
