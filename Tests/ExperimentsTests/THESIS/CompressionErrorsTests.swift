import Datasets
import Experiments
import Logging
import TestSupport
import Testing

@testable import FigureKit

/// Errors of compressed gradients for THESIS, Figures 4.1 and 4.2.
@Suite struct CompressionErrorsTests {
  private static let schemes: [ErrorScheme] = [
    .sampling(gain: 32), .rotation(gain: 32), .quantization(levels: 1, byNorm: true),
    .sparsification(keptShare: 1.0 / 32, sendsPositions: false),
    .sparsification(keptShare: 1.0 / 32, sendsPositions: true),
  ]

  private static func errors(rounds: Int, points: Int, gradients: Int, schemes: [ErrorScheme]) -> CompressionErrors {
    CompressionErrors(
      model: .mlp, schemes: schemes, pictures: 64, testPictures: 32, batchSize: 8, rounds: rounds, points: points,
      gradients: gradients, repetitions: 3, learningRate: 0.05, seed: 1)
  }

  /// Equal ratios of the rounds that are left, each point after the one before, the last at the end.
  @Test(arguments: [
    (468, 8, 2, [0, 2, 5, 13, 33, 80, 193, 466]), (6, 3, 2, [0, 2, 4]), (100, 1, 1, [0]), (4, 2, 1, [0, 3]),
  ]) func roundsOfThePoints(rounds: Int, points: Int, gradients: Int, starts: [Int]) {
    #expect(Self.errors(rounds: rounds, points: points, gradients: gradients, schemes: []).starts == starts)
  }

  /// The same for any number of threads, with the errors that are promised.
  ///
  /// The last layer of the MLP and its biases are in blocks of fewer elements; QCS's bound is that of 512, EDEN's error is
  /// π/2 − 1 there within a tenth; with equal probabilities the error is n/k − 1 = 31 within a fifth, as 200,000 elements
  /// of which some are great leave a deviation of a few percent.
  @Test func errorsOfAnUntrainedNetwork() async throws {
    let pictures = SyntheticDigits(.handwritten, count: 64, seed: 1).dataset()
    let data = FigureData.Entry(choices: [.mnist], train: pictures, test: pictures, isEmbedded: true)
    var results: [[CompressionErrors.Sample]] = []
    for jobs in [1, 3] {
      let folder = try TemporaryFolder()
      let cache = RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      results.append(
        try await Self.errors(rounds: 3, points: 2, gradients: 1, schemes: Self.schemes)
          .samples(on: data, cache: cache, jobs: jobs))
    }
    for (one, other) in zip(results[0], results[1]) {
      #expect(one.accuracy == other.accuracy)
      #expect(one.outcomes.map(\.relativeErrors) == other.outcomes.map(\.relativeErrors))
      #expect(one.outcomes.map(\.squaredMean) == other.outcomes.map(\.squaredMean))
      #expect(one.outcomes[0].codedGain == other.outcomes[0].codedGain)
    }
    #expect(results[0].map(\.round) == [0, 2] && results[0].map(\.point) == [0, 1])
    let summaries = Self.schemes.indices.map { ErrorSummary(results[0], scheme: $0) }
    let bound = try #require(try VarianceBound(.qcs, gain: 32))
    #expect(summaries[0].mean < bound.factor && summaries[0].mean > 0.5 * bound.factor)
    #expect(abs(summaries[1].mean / (.pi / 2 - 1) - 1) < 0.1)
    #expect(abs(summaries[3].mean / 31 - 1) < 0.2)
    #expect(summaries[4].mean < 0.8 * summaries[3].mean)
    for summary in summaries {
      #expect(summary.deviation > 0 && summary.ownDeviation > 0 && abs(summary.meanErrorRatio - 1) < 0.1)
    }
    // A 32-bit scale for each block of 512 leaves 32 · 512/(512 + 32) = 30.1 of a gain of 32, less for short layers.
    #expect(abs(summaries[0].gain - 30.1) < 0.5 && abs(summaries[1].gain - 30.1) < 0.3)
    #expect(summaries[3].gain == 32 && summaries[4].gain == 32 * 32 / 41.0)
    #expect(summaries[2].codedGain > summaries[2].gain && summaries[3].codedGain.isNaN)
  }

  @Test func pointsOfTheBounds() throws {
    let rotation = try #require(try VarianceBound(.rotation, gain: 32))
    #expect(abs(rotation.factor - (.pi / 2 - 1)) < 1e-9 && rotation.levels == 2 && rotation.sent == 512)
    #expect(try VarianceBound(.rotation, gain: 2) == nil && VarianceBound(.quantization, gain: 21) == nil)
    #expect(try VarianceBound(.qcs, gain: 2)?.compressor == nil)
    #expect(try VarianceBound(.quantization, gain: 16)?.compressor == .quantization(levels: 1, byNorm: true))
    #expect(throws: (any Error).self) { try VarianceBound(.qcs, gain: -1) }
  }

  /// Two gradients with errors 1, 3 and 5, 7: the mean 4 and deviation √(20/3), √2 within each gradient; the squared
  /// mean errors, twice 0.5 and 3, are 7/8 of the mean squared errors 2 and 6.
  @Test func summariesByHand() {
    let samples = [([1.0, 3.0], 0.5), ([5, 7], 3)].map { errors, squaredMean in
      CompressionErrors.Sample(
        point: 0, round: 0, accuracy: 0,
        outcomes: [
          .init(relativeErrors: errors, squaredMean: squaredMean, gain: 2 * errors[0], codedGain: .nan)
        ])
    }
    let summary = ErrorSummary(samples, scheme: 0)
    #expect(summary.mean == 4 && summary.gain == 6 && summary.codedGain.isNaN)
    #expect(abs(summary.deviation - (20.0 / 3).squareRoot()) < 1e-12)
    #expect(abs(summary.ownDeviation - 2.0.squareRoot()) < 1e-12)
    #expect(abs(summary.meanErrorRatio - (1.0 + 6) / (2 + 6)) < 1e-12)
  }
}
