import Autodiff
import Datasets
import DistributedLearning
import Experiments
import Foundation
import GradientCoding
import GradientStatistics
import Logging
import Models
import Randomness
import TestSupport
import Testing

@testable import FigureKit

@Suite struct GradientCorrelationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func cache(_ folder: TemporaryFolder) -> RunCache {
    RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Pictures under a digest that tells nothing of them, so that a result from other pictures gives itself away.
  private func data(_ kind: SyntheticDigits.Kind = .handwritten, seed: UInt64 = 1) throws -> FigureData.Entry {
    let pictures = SyntheticDigits(kind, count: 400, seed: seed).dataset()
    let named = Dataset(
      title: pictures.title, shape: (pictures.height, pictures.width, pictures.channels), pixels: pictures.pixels,
      labels: pictures.labels, classCount: 10, digest: "digest", mean: pictures.mean, deviation: pictures.deviation)
    return FigureData.Entry(choices: [.mnist], train: named, test: named, isEmbedded: true)
  }

  private struct Options {
    var model = ModelName.mlp, spread = GradientCorrelation.Spread.iid, pictures = 400, rounds = 4, points = 2
    var workers = 3, batchSize = 2, learningRate: Float = 0.05, momentum: Float = 0.5, seed: UInt64 = 1, repetition = 0

    var experiment: GradientCorrelation {
      GradientCorrelation(
        model: model, spread: spread, pictures: pictures, rounds: rounds, points: points, workers: workers,
        batchSize: batchSize, learningRate: learningRate, momentum: momentum, seed: seed, repetition: repetition)
    }
  }

  private func options(_ change: (inout Options) -> Void) -> Options {
    var options = Options()
    change(&options)
    return options
  }

  private func result(
    _ options: Options, on data: FigureData.Entry, in folder: TemporaryFolder? = nil
  ) async throws -> GradientCorrelation.Result {
    try await options.experiment.result(on: data, cache: cache(folder ?? self.folder))
  }

  private func isSame(_ a: GradientCorrelation.Result, _ b: GradientCorrelation.Result) -> Bool {
    a.iterations == b.iterations && a.pearson == b.pearson && a.loss == b.loss
  }

  // MARK: What is measured

  /// Points begin at ⌊rounds (i / points)²⌋ or, where that is taken, one after the last.
  @Test(
    arguments: [
      (100, 4, [0, 6, 25, 56]), (10, 4, [0, 1, 2, 5]), (10, 1, [0]), (6, 6, [0, 1, 2, 3, 4, 5]), (3, 50, [0, 1, 2]),
      (1, 1, [0]),
    ] as [(Int, Int, [Int])])
  func pointsAreSpacedAsSquares(rounds: Int, points: Int, iterations: [Int]) async throws {
    let options = options { ($0.rounds, $0.points) = (rounds, points) }
    let found = try await result(options, on: try data())
    #expect(found.iterations == iterations)
    #expect(found.pearson.count == iterations.count && found.loss.count == iterations.count)
  }

  /// By a loop over a training of the same streams: the mean over pairs, and over the first five iterations of each
  /// point; the loss over all of them. Sums are taken in another order: 1e-12 of values around 1.
  @Test(arguments: GradientCorrelation.Spread.allCases, [0, 3])
  func correlationsAreMeansOverPairsAndIterations(
    spread: GradientCorrelation.Spread, repetition: Int
  ) async throws {
    let options = options { ($0.spread, $0.repetition, $0.rounds) = (spread, repetition, 28) }
    let data = try data()
    let found = try await result(options, on: data)

    let streams = Streams(seed: 1).repetition(repetition)
    var rng = streams.generator("partition")
    let partition =
      spread == .iid ? Partition.iid(400, using: &rng) : Partition.nonIID(data.train.labels, using: &rng)
    var training = try DistributedTraining(
      .mlp, on: data.train, partition, codec: IdentityCodec(),
      optimizer: SGD(learningRate: .constant(0.05), momentum: 0.5),
      TrainingConfiguration(workersPerRound: 3, batchSize: 2), streams: streams)
    var correlations: [Double] = [], losses: [Double] = []
    for _ in 0..<28 {
      let report = try await training.runRound(jobs: 2) { observation in
        let gradients = observation.results.map(\.gradient.scalars)
        let pairs = [(0, 1), (0, 2), (1, 2)].map { uncentredPearson(gradients[$0], gradients[$1]) }
        correlations.append(pairs.reduce(0, +) / 3)
      }
      losses.append(report.loss)
    }
    #expect(found.iterations == [0, 7])
    for (point, (start, end)) in [(0, 7), (7, 28)].enumerated() {
      let pearson = correlations[start..<start + GradientCorrelation.window].reduce(0, +) / 5
      #expect(abs(found.pearson[point] - pearson) <= 1e-12)
      #expect(abs(found.loss[point] - losses[start..<end].reduce(0, +) / Double(end - start)) <= 1e-12)
    }
  }

  @Test(arguments: GradientCorrelation.Spread.allCases, [1, 2, 3] as [UInt64])
  func correlationsAreCorrelations(spread: GradientCorrelation.Spread, seed: UInt64) async throws {
    let options = options { ($0.spread, $0.seed, $0.rounds, $0.points) = (spread, seed, 12, 12) }
    let found = try await result(options, on: try data())
    #expect(found.pearson.allSatisfy { $0.isFinite && (-1...1).contains($0) && $0 != 0 })
    #expect(found.loss.allSatisfy { $0.isFinite && $0 > 0 })
    let again = try await result(options, on: try data(), in: try TemporaryFolder())
    #expect(isSame(found, again))
  }

  // MARK: What is kept

  @Test func aSecondCallDoesNotTrain() async throws {
    let first = try await result(Options(), on: try data())
    let others = try data(seed: 2)
    #expect(isSame(first, try await result(Options(), on: others)))
    #expect(!isSame(first, try await result(Options(), on: others, in: try TemporaryFolder())))
  }

  /// Each option makes a result of its own.
  @Test func otherOptionsAreOtherResults() async throws {
    let variants = [
      Options(), options { $0.spread = .nonIID }, options { $0.pictures = 300 }, options { $0.rounds = 5 },
      options { $0.points = 3 }, options { $0.workers = 2 }, options { $0.batchSize = 1 },
      options { $0.learningRate = 0.06 }, options { $0.momentum = 0.4 }, options { $0.seed = 2 },
      options { $0.repetition = 1 },
    ]
    let data = try data()
    var results: [GradientCorrelation.Result] = []
    for variant in variants { results.append(try await result(variant, on: data)) }
    let network = options { ($0.model, $0.rounds) = (.resNet20, 2) }
    results.append(try await result(network, on: try self.data(.coloured)))
    #expect(folder.files("/result.json").count == variants.count + 1)
    for (i, a) in results.enumerated() {
      for b in results[..<i] { #expect(!isSame(a, b)) }
    }
  }

  // MARK: What is resumed

  /// Stops a run after a checkpoint, of which each of its iterations makes one.
  private func stop(_ options: Options, on data: FigureData.Entry) async throws {
    let cache = cache(folder)
    let task = Task { try await options.experiment.result(on: data, cache: cache, keepingStateEvery: .zero) }
    while folder.files(".checkpoint").isEmpty { try await Task.sleep(for: .milliseconds(1)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(folder.files("/result.json").isEmpty && folder.files(".checkpoint").count == 1)
  }

  @Test(.timeLimit(.minutes(10)), arguments: [1, 2] as [UInt64])
  func aStoppedTrainingGoesOnWhereItWas(seed: UInt64) async throws {
    let options = options { ($0.rounds, $0.points, $0.seed) = (200, 200, seed) }
    let elsewhere = try TemporaryFolder()
    let straight = try await result(options, on: try data(), in: elsewhere)
    try await stop(options, on: try data())
    #expect(isSame(straight, try await result(options, on: try data())))
    let (found, expected) = (folder.files("/result.json"), elsewhere.files("/result.json"))
    #expect(found.count == 1 && expected.count == 1)
    #expect(FileManager.default.contents(atPath: found[0]) == FileManager.default.contents(atPath: expected[0]))
    #expect(folder.files(".checkpoint").isEmpty)
  }

  /// Whole, but of another kind: what an older version of the code kept under the same key, or a list whose momentum has one number.
  @Test(.timeLimit(.minutes(10)), arguments: [false, true]) func aCheckpointOfAnotherKindIsNotTaken(isList: Bool)
    async throws
  {
    let options = options { ($0.rounds, $0.points) = (200, 200) }
    let straight = try await result(options, on: try data(), in: try TemporaryFolder())
    try await stop(options, on: try data())
    let path = folder.files(".checkpoint")[0], kept = try Data(contentsOf: URL(fileURLWithPath: path))
    let content =
      isList
      ? try propertyList(
        kept[(try #require(kept.firstIndex(of: 10)) + 1)...], replacing: ["training", "optimizer", "velocity"],
        by: ["shape": [1], "numbers": Data(count: 4)])
      : Data("no property list".utf8)
    let seal = Data("sha256 \(SHA256.hexDigest(of: [content]))\n".utf8)
    try (seal + content).write(to: URL(fileURLWithPath: path))
    #expect(isSame(straight, try await result(options, on: try data())))
  }

  /// With other pictures from there on, the first iterations are still those of the first run, the last are not.
  @Test(.timeLimit(.minutes(10))) func iterationsBeforeTheStopAreNotRepeated() async throws {
    let options = options { ($0.rounds, $0.points) = (200, 200) }
    let straight = try await result(options, on: try data(), in: try TemporaryFolder())
    let others = try await result(options, on: try data(seed: 2), in: try TemporaryFolder())
    try await stop(options, on: try data())
    let mixed = try await result(options, on: try data(seed: 2))
    #expect(mixed.pearson[0] == straight.pearson[0] && mixed.loss[0] == straight.loss[0])
    #expect(mixed.pearson[0] != others.pearson[0])
    #expect(mixed.pearson[199] != straight.pearson[199])
  }
}
