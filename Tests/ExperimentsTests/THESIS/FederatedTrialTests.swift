import Autodiff
import Datasets
import DistributedLearning
import Foundation
import GradientCoding
import GradientStatistics
import Logging
import Models
import Randomness
import TestSupport
import Testing

@testable import Experiments
@testable import FigureKit

/// Federated trainings on some painted digits.
@Suite struct FederatedTrialTests {
  private let folder: TemporaryFolder
  private let data: FigureData.Entry

  init() throws {
    folder = try TemporaryFolder()
    let pictures = SyntheticDigits(.handwritten, count: 60, seed: 1).dataset()
    data = FigureData.Entry(choices: [.mnist], train: pictures, test: pictures, isEmbedded: true)
  }

  private func trial(
    _ scheme: FederatedScheme, participation: Float = 0.5, learningRate: Float = 0.05, repetition: Int = 0
  ) -> FederatedTrial {
    FederatedTrial(
      model: .mlp, scheme: scheme, nodes: 4, participation: participation, batchSize: 3, learningRate: learningRate,
      pictures: 60, testPictures: 20, rounds: 8, evaluationInterval: 3, seed: 5, repetition: repetition)
  }

  private func result(_ trial: FederatedTrial, jobs: Int = 2) async throws -> FederatedResult {
    let cache = RunCache(folder.path, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return try await trial.result(on: data, cache: cache, jobs: jobs)
  }

  private static let parameterCount = 199_210.0

  /// The model is tested after every third of eight rounds and after the last; who is active is the same by all schemes, and
  /// the baseline uses no channel.
  @Test func pointsComeAtTheirIntervals() async throws {
    let result = try await result(trial(.baseline))
    #expect(result.points.map(\.iteration) == [3, 6, 8])
    #expect(result.points.allSatisfy { (0...1).contains($0.accuracy) && $0.channelUses == 0 && !$0.hasDiverged })
    let streams = trial(.baseline).streams
    let participation = Participation(probabilities: [0.5, 0.5, 0.5, 0.5], streams: streams)
    let active = (0..<8).map { participation.nodes(of: $0).count }
    #expect(result.points.map(\.activeNodes) == [3, 6, 8].map { active.prefix($0).reduce(0, +) })
    let linear = try await self.result(trial(.randomLinear(gain: 20)))
    #expect(linear.points.map(\.activeNodes) == result.points.map(\.activeNodes))
    #expect(try await self.result(trial(.baseline, repetition: 1)) != result)
  }

  /// Random linear coding takes one dimension for twenty numbers whoever is active, to the blocks of 4,096 that 199,210 numbers
  /// fill in 49 (200,704) and 204 of each; taking turns costs 32 bits for thirty numbers of each active node at 3.0009 bits,
  /// within 10 % for words, which hold 13 symbols of five levels in 32 bits for 30.2, headers and short layers.
  @Test func channelUsesAreCounted() async throws {
    let linear = try await result(trial(.randomLinear(gain: 20), participation: 1)).points[2]
    #expect(linear.channelUses == 8 * 49 * 204 && linear.activeNodes == 32)
    for participation: Float in [0.5, 1] {
      let digital = try await result(trial(.digital(gain: 30), participation: participation)).points[2]
      let expected = Double(digital.activeNodes) * Self.parameterCount * 32 / 30 / 3.0009
      #expect(abs(digital.channelUses / expected - 1) < 0.1)
    }
  }

  private static let schemes: [FederatedScheme] = [
    .baseline, .randomLinear(gain: 20), .randomLinear(gain: 20, .rayleigh), .randomLinear(gain: 20, hasFeedback: true),
    .digital(gain: 30),
  ]

  /// A run that was cut short goes on as if it had not been, on another number of threads.
  @Test(arguments: schemes) func aRunThatWasCutShortGoesOn(scheme: FederatedScheme) async throws {
    let options = trial(scheme)
    let whole = try await result(options)
    func resumed(_ link: some Uplink) async throws -> FederatedResult {
      var run = FederatedRun(options, over: link, on: data)
      for rounds in [2, 3] {
        for _ in 0..<rounds { try await run.runRound(jobs: 1) }
        let stored = try PropertyListEncoder().encode(run.state)
        run = FederatedRun(options, over: link, on: data)
        try run.restore(PropertyListDecoder().decode(FederatedRun.State.self, from: stored))
      }
      #expect(!run.isDone)
      while !run.isDone { try await run.runRound(jobs: 1) }
      return run.result
    }
    let layout = LayerLayout(options.model.network.layout)
    let found = try await scheme.withLink(
      nodes: 4, layout: layout, powerRatio: options.powerRatio, streams: options.streams
    ) { try await resumed($0) }
    #expect(found == whole)
  }

  /// Steps of 10³⁰ leave nothing finite: the training ends, and later points have the accuracy of a guess.
  @Test(arguments: [FederatedScheme.baseline, .randomLinear(gain: 20), .digital(gain: 30)])
  func aTrainingThatDivergesEnds(scheme: FederatedScheme) async throws {
    let result = try await result(trial(scheme, participation: 1, learningRate: 1e30))
    #expect(result.points.map(\.iteration) == [3, 6, 8])
    #expect(result.points.dropFirst().allSatisfy { $0.hasDiverged && $0.accuracy == 0.1 && $0.activeNodes < 20 })
  }

  /// By hand: accuracies 0.2, 0.4 and 0.3, 0.7 in pairs with 0.1, 0.3 and 0.3, 0.5.
  @Test func advantagesAreInPairs() {
    func curve(_ accuracies: [[Double]]) -> FederatedCurve {
      let results = accuracies.map { accuracies in
        var result = FederatedResult()
        result.points = accuracies.map {
          var point = FederatedResult.Point()
          point.accuracy = $0
          return point
        }
        return result
      }
      return FederatedCurve(trial: trial(.baseline), results: results, dataset: "")
    }
    let advantage = curve([[0.2, 0.4], [0.3, 0.7]]).advantage(over: curve([[0.1, 0.3], [0.3, 0.5]]))
    #expect(abs(advantage.mean - 0.1) < 1e-12 && advantage.deviation < 1e-12 && advantage.count == 2)
  }
}
