import Autodiff
import DistributedLearning
import GradientCoding
import Models
import TestSupport
import Testing

/// With the identity codec a round is a step of plain stochastic gradient descent.
@Suite struct RoundTests {
  /// w − η((g₀ + g₁) + …)/K, bit for bit, from the initial parameters of their stream.
  @Test(arguments: [1, 2, 3] as [UInt64], [1, 2, 6])
  func aRoundIsAStepAgainstTheMean(seed: UInt64, perRound: Int) async throws {
    var trial = try Trial()
    trial.seed = seed
    trial.perRound = perRound
    var training = try trial.training()
    let before = training.server.state
    #expect(firstDifference(before.bits, trial.initialState.bits) == nil)
    var local: [[Float]] = [], losses: [Float] = []
    let report = try await training.runRound(jobs: 2) { observation in
      local = observation.results.map(\.gradient.scalars)
      losses = observation.results.map(\.loss)
    }
    #expect(local.count == perRound && local.allSatisfy { $0.contains { $0 != 0 } })
    #expect(firstDifference(report.estimate.bits, mean(local).bits) == nil)
    let expected = zip(before.parameters.scalars, mean(local)).map { $0 - trial.learningRate * $1 }
    #expect(firstDifference(training.server.state.parameters.scalars.bits, expected.bits) == nil)
    #expect(report.loss == losses.reduce(0) { $0 + Double($1) } / Double(perRound))
    #expect(report.round == 0 && training.round == 1)
  }

  private static let plain: [Network] = [.mlp(widths: [24, 10]), .leNet]

  /// Without normalisation the mean over the workers is the gradient of their batches as one, to 1e-5 of the largest
  /// number of each tensor: sums of up to 28² · 18 terms in another order (u√n is 7e-6).
  @Test(arguments: plain)
  func theEstimateIsTheGradientOfTheJointBatch(_ network: Network) async throws {
    var trial = try Trial()
    trial.network = network
    var training = try trial.training()
    let report = try await training.runRound(jobs: 1)
    let batch = Batch(trial.dataset, (0..<6).flatMap { trial.batch($0, round: 0) })
    var tape = Tape(network, trial.initialState)
    let logits = network(&tape, tape.constant(batch.images))
    let loss = tape.softmaxCrossEntropy(logits, labels: batch.labels)
    let jointLoss = Double(tape.value(loss).scalar)
    let joint = tape.gradients(of: loss).parameters.scalars
    for entry in network.layout.entries {
      #expect(deviation(report.estimate[entry.range], from: joint[entry.range]) <= 1e-5, "\(entry.name)")
    }
    #expect(abs(report.loss - jointLoss) <= 1e-5 * jointLoss)
  }

  /// v ← μv + g, w ← w − ηv over rounds of changing workers: there is one v, and it is the server's.
  @Test(arguments: [0.5, 0.9] as [Float])
  func momentumLivesAtTheServer(momentum: Float) async throws {
    var trial = try Trial()
    trial.momentum = momentum
    trial.perRound = 2
    var training = try trial.training()
    var weights = trial.initialState.parameters.scalars
    var velocity = weights.map { _ in 0 as Float }
    var seen: Set<Int> = []
    for round in 0..<6 {
      var local: [[Float]] = []
      let report = try await training.runRound(jobs: 1) { local = $0.results.map(\.gradient.scalars) }
      #expect(report.round == round)
      for (i, gradient) in mean(local).enumerated() {
        velocity[i] = momentum * velocity[i] + gradient
        weights[i] -= trial.learningRate * velocity[i]
      }
      #expect(firstDifference(training.server.state.parameters.scalars, weights) == nil)
      seen.formUnion(report.workers)
    }
    #expect(seen.count > 2)
    let optimizer = try #require(training.server.optimizer as? SGD)
    #expect(firstDifference(optimizer.velocity?.scalars ?? [], velocity) == nil && optimizer.step == 6)
  }
}
