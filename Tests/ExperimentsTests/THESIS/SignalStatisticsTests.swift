import Datasets
import FigureKit
import Foundation
import IndirectQuantization
import Randomness
import Testing

@testable import Experiments
@testable import FigureKit

/// Signals of FC 784-1000-300-100-10 on some painted digits.
@Suite struct SignalStatisticsTests {
  private let data: FigureData.Entry

  init() {
    let pictures = SyntheticDigits(.handwritten, count: 60, seed: 1).dataset()
    data = FigureData.Entry(choices: [.mnist], train: pictures, test: pictures, isEmbedded: true)
  }

  /// Two epochs of three rounds. All accuracies are at least 0, and none is above 1.
  private func options(repetition: Int = 0) -> SignalStatistics {
    SignalStatistics(
      pictures: 48, testPictures: 20, epochs: 2, batchSize: 16, learningRate: 0.1, accuracies: [0, 1.1],
      checkInterval: 2, levels: 2, batches: 2, marginalPictures: 8, nullRepetitions: 1, repetition: repetition, seed: 5)
  }

  private func stages(cutAfter cuts: [Int] = [], repetition: Int = 0, jobs: Int = 2) async throws -> [SignalStage] {
    var run = try SignalStatistics.Run(options(repetition: repetition), on: data), rounds = 0
    while !run.isDone {
      try await run.runRound(jobs: jobs)
      rounds += 1
      if cuts.contains(rounds) {
        let stored = try PropertyListEncoder().encode(run.state)
        run = try SignalStatistics.Run(options(repetition: repetition), on: data)
        try run.restore(PropertyListDecoder().decode(SignalStatistics.Run.State.self, from: stored))
      }
    }
    return run.result
  }

  /// An accuracy that is reached at once has its stage at the start, one that is never reached has none.
  @Test func stagesAreThoseThatWereReached() async throws {
    let stages = try await stages()
    #expect(stages.map(\.name) == ["start", "0 %", "end"])
    #expect(stages.map(\.round) == [0, 0, 6])
    #expect(stages[0].batches != stages[1].batches)
    for stage in stages {
      #expect(stage.batches.count == 2 && stage.marginals.count == 2)
      #expect(stage.marginals.map(\.law) == [.foldedNormal, .normal])
      // Rectifiers let about half of the elements through; their products have hardly a zero among 16 samples.
      for batch in stage.batches {
        #expect((0.3..<0.7).contains(batch.input.nonzeroShare) && (0.3..<0.8).contains(batch.delta.nonzeroShare))
        #expect(batch.gradient.nonzeroShare > batch.input.nonzeroShare)
        #expect(batch.products.count == SignalScheme.allCases.count && batch.products.allSatisfy { $0.count == 2 })
        #expect(batch.products.allSatisfy { $0[1].normalizedError < $0[0].normalizedError })
        // Three points say more than two, and telling zeros apart says more than not.
        #expect(batch.messages[1].gain < batch.messages[0].gain)
        #expect(batch.messages[1].normalizedError < batch.messages[0].normalizedError)
        #expect(batch.messages[3].normalizedError < batch.messages[2].normalizedError)
      }
    }
  }

  /// A training that was cut short goes on as if it had not been, on other threads; another repetition differs.
  @Test func aTrainingThatWasCutShortGoesOn() async throws {
    let whole = try await stages()
    let parts = try await stages(cutAfter: [1, 4], jobs: 1)
    #expect(whole == parts)
    let other = try await stages(repetition: 1)
    #expect(whole[0].batches != other[0].batches)
  }
}

/// What is shown of the statistics, and Lemma 3.
@Suite struct SignalStudyTests {
  /// The last stage before the end stands for 40 % where that was not reached.
  @Test func shownStagesAreThoseOfTheThesisWhereTheyAre() {
    #expect(SignalStudy.stageNames == ["start", "20 %", "40 %", "80 %", "end"])
    #expect(SignalStudy.shownStages(among: SignalStudy.stageNames) == ["40 %", "end"])
    #expect(SignalStudy.shownStages(among: ["end", "20 %", "start"]) == ["20 %", "end"])
    #expect(SignalStudy.shownStages(among: ["start"]) == ["start"])
    #expect(SignalStudy.shownStages(among: []) == [])
  }

  /// Lemma 3 has the limit of its corrected constant (1 − 0.8825·2/π over 1 − 2/π), and the claim is told of as contradicted.
  @Test func theGapTendsToAFifth() throws {
    #expect(try abs(LemmaStudy.limit - 20.58) < 0.02)
    let study = LemmaStudy(samples: 1 << 12, runs: 3, streams: Streams(seed: 2))
    let points = try study.gaps(at: 0) + study.biases(at: 0)
    #expect(points.map(\.source) == [.formula, .simulation, .bestPoints, .formula, .simulation])
    let claims = LemmaStudy.claims(points)
    #expect(claims.map(\.id) == ["thesis-lem3-a", "thesis-lem3-b"])
    #expect(claims[0].contradiction != nil)
  }
}
