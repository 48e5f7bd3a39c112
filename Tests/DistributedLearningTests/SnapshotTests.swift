import Autodiff
import DistributedLearning
import Foundation
import GradientCoding
import Models
import TestSupport
import Testing

/// A training that another one goes on with.
@Suite struct SnapshotTests {
  private static let rules: [any Optimizer] = [
    SGD(learningRate: .constant(0.05)), SGD(learningRate: .constant(0.05), momentum: 0.5),
    SGD(learningRate: .stepwise(initial: 0.1, factor: 0.5, at: [2, 4]), momentum: 0.9), Adam(),
    Adam(learningRate: .exponential(initial: 0.01, factor: 0.5, period: 2)),
  ]

  /// Bit for bit, in what the rounds report too; the rule's step, velocity and moments are part of it.
  @Test(arguments: rules.indices, ["MLP", "ResNet-8"])
  func aTrainingGoesOnFromItsSnapshot(rule: Int, kind: String) async throws {
    var trial = try kind == "MLP" ? Trial() : Trial(.resNet(depth: 8))
    trial.perRound = 2
    let codec = IdentityCodec(), rule = Self.rules[rule]
    var straight = try trial.training(codec, optimizer: rule)
    for _ in 0..<3 { _ = try await straight.runRound(jobs: 2) }
    let snapshot = try straight.snapshot()
    var resumed = try trial.training(codec, optimizer: rule)
    _ = try await resumed.runRound(jobs: 1)
    try resumed.restore(snapshot)
    #expect(resumed.round == 3 && firstDifference(resumed.server.state.bits, straight.server.state.bits) == nil)
    for _ in 0..<3 {
      let (expected, found) = (try await straight.runRound(jobs: 2), try await resumed.runRound(jobs: 2))
      #expect(found.round == expected.round && found.workers == expected.workers && found.loss == expected.loss)
      #expect(firstDifference(found.estimate, expected.estimate) == nil && found.traffic == expected.traffic)
    }
    #expect(firstDifference(resumed.server.state.bits, straight.server.state.bits) == nil)
  }

  @Test func otherBytesAreRefused() async throws {
    let trial = try Trial()
    var training = try trial.training()
    _ = try await training.runRound(jobs: 1)
    let before = training.server.state.bits
    let adams = try trial.training(IdentityCodec(), optimizer: Adam()).snapshot()
    var wider = trial, fewer = trial
    wider.network = .mlp(widths: [25, 10])
    (fewer.workers, fewer.perRound) = (5, 5)
    let others = try [wider, fewer].map { try $0.training().snapshot() }
    for bytes in [Data(), Data("snapshot".utf8), adams] + others {
      #expect(throws: DecodingError.self) { try training.restore(bytes) }
      #expect(training.round == 1 && firstDifference(training.server.state.bits, before) == nil)
    }
  }

  /// Lists that are read well and that no training wrote: a step would reach beyond the end of what the rule keeps.
  @Test(
    arguments: [
      (SGD(learningRate: .constant(0.05), momentum: 0.5), ["optimizer", "velocity"]),
      (Adam(), ["optimizer", "moments", "first"]), (Adam(), ["optimizer", "moments", "second"]),
    ] as [(any Optimizer, [String])])
  func momentsOfAnotherLengthAreRefused(rule: any Optimizer, place: [String]) async throws {
    var training = try Trial().training(IdentityCodec(), optimizer: rule)
    _ = try await training.runRound(jobs: 1)
    let before = training.server.state.bits
    let tensor: [String: Any] = ["shape": [1], "numbers": Data(count: 4)]
    let other = try propertyList(training.snapshot(), replacing: place, by: tensor)
    #expect(throws: DecodingError.self) { try training.restore(other) }
    #expect(training.round == 1 && firstDifference(training.server.state.bits, before) == nil)
  }
}
