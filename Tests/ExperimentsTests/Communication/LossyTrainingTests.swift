import Datasets
import FigureKit
import Foundation
import Logging
import TestSupport
import Testing

@testable import Experiments
@testable import FigureKit

/// Trainings by the codec as printed.
@Suite struct LossyTrainingTests {
  private func lossy(epochs: Int) -> LossyTraining {
    LossyTraining(
      CommunicationTraining(
        model: .mlp, pixels: .unit,
        schedule: EpochSchedule(pictures: 192, picturesPerRound: 48, epochs: epochs, wholeEpochs: 1, stretch: 1),
        testPictures: 50, shards: 3, workers: 3, learningRate: 0.01, momentum: 0.5, seed: 3),
      topWorkerCount: 2, failureRate: 0.01)
  }

  /// All signs are counted; wrong ones are no more than those in blocks, and the first epoch of a longer training is that of a
  /// shorter one. A state that is kept all the time changes nothing.
  @Test func wrongSignsAreCounted() async throws {
    let folder = try TemporaryFolder()
    let cache = RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let pictures = SyntheticDigits(.handwritten, count: 200, seed: 1).dataset()
    let data = FigureData.Entry(choices: [.mnist], train: pictures, test: pictures, isEmbedded: true)
    let epochs = try await lossy(epochs: 2).result(on: data, cache: cache, jobs: 2)
    let first = try await lossy(epochs: 1).result(on: data, cache: cache, jobs: 1, keepingStateEvery: .zero)
    #expect(epochs.count == 2 && epochs.first == first.first)
    for epoch in epochs {
      #expect(epoch.signs == 4 * 3 * 199_210 && epoch.wrongSigns <= 2_400 * epoch.blocks)
      #expect(epoch.failedBlocks <= epoch.blocks && epoch.errorRate < 0.5)
    }
    #expect(epochs[1].blocks > 0 && epochs[1].bits > 0)
  }

  /// By hand: 5 wrong of 2 blocks' 4,800 signs, 10,000 signs in all.
  @Test func ratesAreSharesOfSigns() {
    var (total, part) = (LossyTraining.Epoch(), LossyTraining.Epoch())
    (part.signs, part.wrongSigns, part.blocks) = (5_000, 2, 1)
    total.add(part)
    part.wrongSigns = 3
    total.add(part)
    #expect(total.errorRate == 5e-4 && abs(total.codedErrorRate - 5.0 / 4_800) < 1e-15)
    #expect(LossyTraining.Epoch().codedErrorRate.isNaN)
  }
}
