import Datasets
import FigureKit
import Foundation
import GradientCoding
import Logging
import MinifloatCoding
import Quantization
import TestSupport
import Testing

@testable import Experiments
@testable import FigureKit

/// Trainings of CO3's simulations, of ResNet-20 on some painted digits.
@Suite struct CO3TrainingTests {
  private let folder: TemporaryFolder
  private let data: FigureData.Entry

  init() throws {
    folder = try TemporaryFolder()
    let pictures = SyntheticDigits(.coloured, count: 20, seed: 1).dataset()
    data = FigureData.Entry(choices: [.cifar10], train: pictures, test: pictures, isEmbedded: true)
  }

  private var cache: RunCache {
    RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Two epochs of as many rounds as there are four pictures.
  private func training(_ scheme: CO3Scheme, pictures: Int = 8) -> CO3Training {
    CO3Training(
      model: .resNet20, scheme: scheme, pictures: pictures, testPictures: 10, epochs: 2, users: 2, batchSize: 2,
      learningRate: 0.01, momentDecay: 0.9, capturedEpochs: [1, 2], refreshEpochs: 1, nullRepetitions: 1, seed: 3)
  }

  private func result(_ scheme: CO3Scheme, pictures: Int = 8) async throws -> CO3Result {
    try await training(scheme, pictures: pictures).result(on: data, cache: cache, jobs: 2)
  }

  /// Stops after the first and the third of four rounds; what was kept goes through the bytes of a checkpoint.
  private func runInParts<Codec: CO3Codec>(_ scheme: CO3Scheme, with codec: Codec) async throws -> CO3Result {
    var run = try CO3Run(training(scheme), with: codec, on: data)
    for rounds in [1, 2] {
      for _ in 0..<rounds { try await run.runRound(jobs: 1) }
      let stored = try PropertyListEncoder().encode(run.state)
      run = try CO3Run(training(scheme), with: codec, on: data)
      try run.restore(PropertyListDecoder().decode(CO3Run<Codec>.State.self, from: stored))
    }
    #expect(!run.isDone)
    while !run.isDone { try await run.runRound(jobs: 1) }
    return run.result
  }

  /// A run that was cut short in mid epoch and at its end goes on as if it had not been, on other threads.
  @Test func aRunThatWasCutShortGoesOn() async throws {
    let full = try await runInParts(.fullComputation, with: IdentityCodec())
    let wholeFull = try await result(.fullComputation)
    #expect(full == wholeFull)
    let scheme = CO3Scheme.converted(.fp4, decay: 0.9)
    let codec = MinifloatCodec(.e2m1, scaleRule: .polynomial, coder: .modelHuffman, refreshInterval: 2)
    let coded = try await runInParts(scheme, with: ErrorFeedback(codec, decay: 0.9))
    let wholeCoded = try await result(scheme)
    #expect(coded == wholeCoded)
  }

  /// Full computation sends 32 bits a number, and at most 20 bytes a tensor and 20 a message beside.
  @Test func gradientsAsTheyAreTakeThirtyTwoBits() async throws {
    let result = try await result(.fullComputation)
    for epoch in result.epochs {
      let least = Double(32 * result.parameterCount * epoch.rounds)
      #expect(epoch.rounds == 2 && epoch.rawBits == least)
      #expect(epoch.uplinkBits >= least && epoch.uplinkBits <= least + Double(160 * epoch.rounds * 70))
      #expect(epoch.entropyBits == nil && epoch.downlinkBits == 0 && epoch.lastRoundLengths.isEmpty)
    }
    #expect(result.captures.allSatisfy(\.lengths.isEmpty) && result.captures.count == 12)
  }

  /// Where an epoch is one round, the mean over it is that round.
  @Test func theMeanOfOneRoundIsTheRound() async throws {
    let result = try await result(.converted(.fp4, decay: 0.9), pictures: 4)
    for depth in CO3Result.Depth.allCases {
      let means = result.captures(depth, .epochMean), rounds = result.captures(depth, .iteration)
      #expect(means.map(\.epoch) == [1, 2] && rounds.map(\.epoch) == [1, 2])
      #expect(means.map(\.sample.variance) == rounds.map(\.sample.variance))
      #expect(means.map { $0.sample.fits.map(\.distance) } == rounds.map { $0.sample.fits.map(\.distance) })
    }
  }

  /// No code of single symbols is shorter than their entropy, and a Huffman code from counts is less than a bit a symbol
  /// longer, but for its table; Huffman codes take at least a bit a symbol, in all layers together too.
  @Test(arguments: CO3Conversion.Format.allCases)
  func codesAreAsLongAsTheyMustBe(format: CO3Conversion.Format) async throws {
    let result = try await result(.converted(format, decay: 0.7))
    for capture in result.captures where capture.kind == .iteration {
      func bits(_ coder: String) throws -> Double { try #require(capture.lengths.first { $0.coder == coder }).bits }
      let entropy = try bits("entropy"), count = Double(capture.sample.count)
      for coder in ["sent", "modelHuffman", "countedHuffman", "modelRange", "adaptiveRange"] {
        #expect(try bits(coder) >= entropy, "\(coder)")
      }
      #expect(try bits("countedHuffman") <= entropy + count + 8 * 300)
      #expect(try bits("sent") >= count)
    }
    for epoch in result.epochs {
      let count = Double(result.parameterCount * epoch.rounds), entropy = try #require(epoch.entropyBits)
      #expect(epoch.uplinkBits >= count && epoch.uplinkBits > entropy && epoch.rawBits < epoch.uplinkBits * 4)
      #expect(epoch.downlinkBits > 0 && epoch.lastRoundLengths.count == 1)
    }
  }

  /// What is left in memory of fp8 is a small share of the gradient: a rounding error of at most an eighth of each number.
  @Test func memoriesOfMoreBitsAreSmaller() async throws {
    let fp4 = try await result(.converted(.fp4, decay: 0.7)), fp8 = try await result(.converted(.fp8, decay: 0.7))
    let full = try await result(.fullComputation)
    for (coarse, fine) in zip(fp4.epochs, fp8.epochs) {
      for (coarse, fine) in zip(coarse.layers, fine.layers) {
        #expect(fine.memory < coarse.memory && fine.memory < fine.gradient / 8)
      }
    }
    #expect(full.epochs.allSatisfy { $0.layers.allSatisfy { $0.memory == 0 && $0.gradient > 0 } })
  }
}
