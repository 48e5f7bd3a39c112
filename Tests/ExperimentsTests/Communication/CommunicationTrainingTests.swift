import Datasets
import DistributedSourceCoding
import FigureKit
import Foundation
import Logging
import SlepianWolf
import TestSupport
import Testing

@testable import Experiments
@testable import FigureKit

/// Trainings with codecs beside them.
@Suite struct CommunicationTrainingTests {
  private let folder: TemporaryFolder
  private let data: FigureData.Entry
  /// Made once for all tests.
  private static let code = DistributedSignCodec.defaultCode

  init() throws {
    folder = try TemporaryFolder()
    let pictures = SyntheticDigits(.handwritten, count: 200, seed: 1).dataset()
    data = FigureData.Entry(choices: [.mnist], train: pictures, test: pictures, isEmbedded: true)
  }

  private var cache: RunCache {
    RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Two epochs of three rounds; of the second, the middle one is measured.
  private func training(
    shards: Int = 2, pixels: CommunicationTraining.Pixels = .normalised
  ) -> CommunicationTraining {
    CommunicationTraining(
      model: .mlp, pixels: pixels,
      schedule: EpochSchedule(pictures: 48, picturesPerRound: 16, epochs: 2, wholeEpochs: 1, stretch: 1),
      testPictures: 50, shards: shards, workers: 2, learningRate: 0.01, momentum: 0.5, seed: 3)
  }

  /// All that does not depend on the machine.
  private func numbers(_ result: CommunicationResult) -> [[Double]] {
    result.epochs.map { epoch in
      [Double(epoch.rounds), epoch.accuracy, epoch.loss]
        + CommunicationScheme.allCases.flatMap { scheme in
          let cost = epoch[scheme]
          return [
            epoch.bits(scheme), Double(cost.count), cost.downlinkBits(ofRounds: epoch.rounds), Double(cost.blocks),
            Double(cost.repairedBlocks),
          ]
        }
    }
  }

  /// A run that was cut short again and again, in mid epoch and at its end, goes on as if it had not been, on other threads.
  @Test func aRunThatWasCutShortGoesOn() async throws {
    let whole = try await training().result(on: data, code: Self.code, cache: cache, jobs: 1)
    var run = try CommunicationRun(training(), on: data, code: Self.code)
    for rounds in [1, 3, 1] {
      for _ in 0..<rounds { try await run.runRound(jobs: 2) }
      let state = try run.state
      run = try CommunicationRun(training(), on: data, code: Self.code)
      try run.restore(state)
    }
    #expect(!run.isDone)
    while !run.isDone { try await run.runRound(jobs: 2) }
    #expect(numbers(run.result) == numbers(whole))
  }

  /// The second call reads what the first stored; keeping the state all the time changes nothing.
  @Test func resultsAreStored() async throws {
    let first = try await training().result(on: data, code: Self.code, cache: cache, jobs: 2, keepingStateEvery: .zero)
    let again = try await training().result(on: data, code: Self.code, cache: cache, jobs: 1)
    #expect(first == again && folder.files("/result.json").count == 1)
    #expect(first.epochs.map(\.rounds) == [3, 3])
    #expect(first.epochs.map { $0[.history].count } == [3, 1] && first.epochs.map { $0[.uncoded].count } == [3, 3])
  }

  /// In no epoch does a range coder send more than uncoded SignSGD, but for a byte or two a layer; syndromes do by some
  /// percent, where gradients are not what the round before told and blocks take their repair. Neighbours tell much.
  @Test(arguments: CommunicationTraining.Pixels.allCases)
  func noneSendsMoreThanUncoded(pixels: CommunicationTraining.Pixels) async throws {
    let result = try await training(pixels: pixels).result(on: data, code: Self.code, cache: cache, jobs: 2)
    for epoch in result.epochs {
      for scheme in CommunicationScheme.coded {
        let isSyndromes = [.gaussian, .empirical, .empiricalHistory].contains(scheme)
        #expect(epoch.bits(scheme) <= (isSyndromes ? 1.1 : 1.001) * epoch.bits(.uncoded), "\(scheme)")
      }
      #expect(epoch.bits(.historyNeighbours) < 0.9 * epoch.bits(.uncoded))
    }
  }

  /// Workers that are drawn anew in each round decode too: history reaches back over the rounds that they missed.
  @Test func workersMayMissRounds() async throws {
    let result = try await training(shards: 5).result(on: data, code: Self.code, cache: cache, jobs: 2)
    #expect(result.epochs.allSatisfy { $0.bits(.history) <= 1.001 * $0.bits(.uncoded) })
  }

  /// The first round of the Gaussian bound has no statistics: a bit a sign.
  @Test func theGaussianBoundStartsAtABitASign() async throws {
    var run = try CommunicationRun(training(), on: data, code: Self.code)
    try await run.runRound(jobs: 2)
    #expect(run.result.epochs[0][.gaussianBound].bits(ofRounds: 1) == 2 * 199_210)
    try await run.runRound(jobs: 2)
    #expect(run.result.epochs[0][.gaussianBound].bits(ofRounds: 2) < 4 * 199_210)
  }
}
